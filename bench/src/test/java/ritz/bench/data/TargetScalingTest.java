// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ritz.nn.Activation;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.data.Dataset;

class TargetScalingTest {
  private static final Dataset DATA =
      Dataset.regression(1, new float[] {1, 2, 3, 4}, 2, new float[] {10, 5, 20, 5, 30, 5, 40, 5});

  @Test
  void targetsGetMeanZeroAndVarianceOne() {
    float[] scaled = TargetScaling.of(DATA).apply(DATA).targets();

    // deviations -15, -5, 5, 15; the variance is (225 + 25) / 2 = 125
    float unit = (float) (5 / Math.sqrt(125));
    assertThat(scaled)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(-3 * unit, 0, -unit, 0, unit, 0, 3 * unit, 0);
  }

  @Test
  void theWayBackIsPutIntoTheLastLayer() {
    Network network = Network.builder(1).dense(3, Activation.TANH).dense(2).build();
    Model model = Model.initialize(network, 1);
    float[] before = model.predict(0.5f, -2);

    TargetScaling.of(DATA).undo(model);

    float[] after = model.predict(0.5f, -2);
    double deviation = Math.sqrt(125);
    for (int sample = 0; sample < 2; sample++) {
      // float rounding of numbers of order 25
      assertThat((double) after[2 * sample])
          .isCloseTo(25 + deviation * before[2 * sample], within(1e-5));
      assertThat((double) after[2 * sample + 1])
          .isCloseTo(5 + before[2 * sample + 1], within(1e-5));
    }
  }

  @Test
  void aClassificationIsLeftAsItIs() {
    Dataset classes = Dataset.classification(1, new float[] {1, 2}, new int[] {0, 1}, 2);
    Model model = Model.initialize(Network.builder(1).dense(2).build(), 1);
    float[] parameters = model.parameters().clone();
    TargetScaling scaling = TargetScaling.of(classes);

    scaling.undo(model);

    assertThat(scaling.apply(classes)).isSameAs(classes);
    assertThat(model.parameters()).containsExactly(parameters);
  }
}
