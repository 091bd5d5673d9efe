// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ritz.nn.Activation;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.ParameterView;
import ritz.nn.data.Scaling;

class UnitPruningTest {
  private static final Network NETWORK =
      Network.builder(3).dense(6, Activation.TANH).dense(4, Activation.TANH).dense(2).build();

  /**
   * Cuts the weights that lead out of units 1, 2 and 5 of the first layer, 0 and 3 of the second.
   */
  private static Model withDeadUnits() {
    float[] weights = NETWORK.initialize(1);
    ParameterView second = NETWORK.parameters().get(2);
    for (int unit : new int[] {1, 2, 5}) {
      for (int row = 0; row < 4; row++) {
        weights[second.offset() + row * 6 + unit] = 0;
      }
    }
    ParameterView third = NETWORK.parameters().get(4);
    for (int unit : new int[] {0, 3}) {
      for (int row = 0; row < 2; row++) {
        weights[third.offset() + row * 4 + unit] = 0;
      }
    }
    return Model.of(NETWORK, weights).withScaling(Scaling.uniform(3, 0.5, 2));
  }

  @Test
  void withoutUnitsThatLeadNowhereThePredictionsStayTheSame() {
    Model model = withDeadUnits();

    Model compact = UnitPruning.compact(model, model.parameters(), 0.5);

    assertThat(compact.network().toString()).isEqualTo("3-3 tanh-2 tanh-2");
    float[] sample = {0.3f, -0.7f, 1.1f};
    float[] expected = model.predict(sample);
    float[] found = compact.predict(sample);
    // sums of fewer numbers, all of order 1, in another order: a few ulps of float
    for (int i = 0; i < 2; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @Test
  void nothingPrunedIsTheSameModel() {
    Model model = withDeadUnits();
    Model same = UnitPruning.compact(model, model.parameters(), 0);
    assertThat(same.network()).isEqualTo(NETWORK);
    assertThat(same.parameters()).isEqualTo(model.parameters());
  }

  @Test
  void badInputIsNamed() {
    Model model = withDeadUnits();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UnitPruning.compact(model, new float[3], 0.5))
        .withMessageContaining("scores: 3 numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UnitPruning.compact(model, model.parameters(), 1))
        .withMessageContaining("fraction: 1.0");
    Model deep = Model.initialize(Network.builder(3).residual(b -> b.dense(3)).dense(2).build(), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UnitPruning.compact(deep, deep.parameters(), 0.5))
        .withMessageContaining("expected dense ones");
  }
}
