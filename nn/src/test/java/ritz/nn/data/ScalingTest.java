// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScalingTest {
  /** Three features: spread around 1000, spread over tiny numbers, and constant at 0.1. */
  private static Dataset data() {
    SplittableRandom random = new SplittableRandom(1);
    float[] inputs = new float[3 * 500];
    for (int j = 0; j < 500; j++) {
      inputs[3 * j] = (float) (1000 + random.nextDouble());
      inputs[3 * j + 1] = (float) (1e-20 * random.nextDouble());
      inputs[3 * j + 2] = 0.1f;
    }
    return Dataset.regression(3, inputs, 1, new float[500]);
  }

  private static float[] scaled(Scaling scaling, Dataset data) {
    float[] target = new float[data.inputs().length];
    scaling.apply(data.inputs(), 0, target, 0, data.size());
    return target;
  }

  @Test
  void standardizedFeaturesHaveMeanZeroAndVarianceOne() {
    Dataset data = data();
    float[] scaled = scaled(Scaling.standardize(data), data);
    for (int f = 0; f < 2; f++) {
      double sum = 0;
      double squares = 0;
      for (int j = 0; j < 500; j++) {
        sum += scaled[3 * j + f];
        squares += scaled[3 * j + f] * scaled[3 * j + f];
      }
      // The shift is rounded to float: 1000 eps / 2 over the deviation 0.29.
      assertThat(sum / 500).isCloseTo(0, within(1000 * 0x1p-24 / 0.29));
      assertThat(squares / 500).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void minMaxMapsToTheUnitInterval() {
    Dataset data = data();
    float[] scaled = scaled(Scaling.minMax(data), data);
    for (int f = 0; f < 2; f++) {
      float least = Float.POSITIVE_INFINITY;
      float most = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < 500; j++) {
        least = Math.min(least, scaled[3 * j + f]);
        most = Math.max(most, scaled[3 * j + f]);
      }
      assertThat(least).isZero();
      assertThat(most).isCloseTo(1, within(2 * Math.ulp(1f)));
    }
  }

  @Test
  void constantFeaturesAreMappedToZeroForGood() {
    for (Scaling scaling : new Scaling[] {Scaling.standardize(data()), Scaling.minMax(data())}) {
      float[] target = new float[3];
      scaling.apply(new float[] {0, 0, 77}, 0, target, 0, 1);
      assertThat(target[2]).isZero();
    }
  }

  @Test
  void appliesToTheSamplesAskedForOnly() {
    Scaling scaling = Scaling.of(new float[] {1, 2}, new float[] {10, 100});
    float[] target = {-1, -1, -1, -1, -1, -1};
    scaling.apply(new float[] {9, 2, 4, 9}, 1, target, 2, 1);
    assertThat(target).containsExactly(-1, -1, 10, 200, -1, -1);
    float[] identity = new float[2];
    Scaling.identity(2).apply(new float[] {3, 4}, 0, identity, 0, 1);
    assertThat(identity).containsExactly(3, 4);
  }

  @Test
  void equalNumbersMakeEqualScalings() {
    Scaling first = Scaling.uniform(3, 0, 0.0625);
    Scaling second = Scaling.of(new float[3], new float[] {0.0625f, 0.0625f, 0.0625f});
    assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
    assertThat(first).isNotEqualTo(Scaling.identity(3));
    assertThat(first.isIdentity()).isFalse();
    assertThat(Scaling.uniform(3, 1, 1).isIdentity()).isFalse();
    assertThat(Scaling.identity(3).isIdentity()).isTrue();
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> Scaling.identity(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Scaling.of(new float[2], new float[3]));
    assertThatIllegalArgumentException().isThrownBy(() -> Scaling.of(new float[0], new float[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scaling.of(new float[2], new float[] {1, Float.NaN}))
        .withMessageContaining("feature 1")
        .withMessageContaining("factor NaN");
  }
}
