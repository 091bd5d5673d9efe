// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WolfeSearchTest {
  /**
   * The square of w where it is below 10, from 1 along -100: nearly all of the line is forbidden.
   */
  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NaN})
  void aStepIntoWhatIsNotFiniteIsShortened(double forbidden) {
    float[] w = {1};
    float[] gradient = {2};
    WolfeSearch search = new WolfeSearch(1, 1e-9);
    double value =
        search.run(
            w,
            gradient,
            new float[] {-100},
            1,
            1,
            -200,
            () -> {
              if (Math.abs(w[0]) >= 10) {
                return forbidden;
              }
              gradient[0] = 2 * w[0];
              return w[0] * w[0];
            });
    // Level enough is a tenth less than the slope at the start.
    assertThat(Math.abs(w[0])).isLessThan(0.9f);
    assertThat(value).isEqualTo((double) (w[0] * w[0]));
    assertThat(gradient).containsExactly(2 * w[0]);
    assertThat(w[0]).isEqualTo(1 - 100 * search.length());
  }
}
