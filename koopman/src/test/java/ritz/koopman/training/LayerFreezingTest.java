// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import ritz.nn.Activation;
import ritz.nn.Metrics;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Optimizer;
import ritz.nn.Trainer;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;

class LayerFreezingTest {
  private static final Network NETWORK =
      Network.builder(4).dense(24, Activation.RELU).dense(12, Activation.RELU).dense(3).build();

  private static final Dataset DATA = data();

  private static Dataset data() {
    SplittableRandom random = new SplittableRandom(5);
    float[] inputs = new float[4 * 300];
    int[] labels = new int[300];
    for (int j = 0; j < 300; j++) {
      labels[j] = j % 3;
      for (int i = 0; i < 4; i++) {
        double noise = random.nextDouble() + random.nextDouble() - 1;
        inputs[4 * j + i] = (float) (noise + (i == labels[j] ? 1 : 0));
      }
    }
    return Dataset.classification(4, inputs, labels, 3);
  }

  private static Trainer.Builder trainer(Network network) {
    return Trainer.builder(network).optimizer(Optimizer.adam(3e-3)).seed(2);
  }

  private static Model model() {
    return Model.initialize(NETWORK, 3).withScaling(Scaling.uniform(4, 0.1, 1.5));
  }

  @Test
  void theEpochsBeforeAFreezingAreThePlainOnes() {
    Model model = model();
    LayerFreezing.Outcome outcome =
        new LayerFreezing(LayerFreezingTest::trainer, 60, 0.2).fit(model, DATA, DATA);

    assertThat(outcome.frozenAfter()).isNotEmpty();
    assertThat(outcome.history()).hasSize(60);
    assertThat(outcome.history()).extracting(e -> e.epoch()).isSorted().doesNotHaveDuplicates();
    assertThat(outcome.history()).extracting(e -> e.seconds()).isSorted();
    int first = outcome.frozenAfter().get(0);
    Model plain = model();
    trainer(NETWORK).epochs(first).build().fit(plain, DATA);
    int layer = 4 * 24 + 24;
    assertThat(Arrays.copyOf(model.parameters(), layer))
        .isEqualTo(Arrays.copyOf(plain.parameters(), layer));
    assertThat(model.parameters()).isNotEqualTo(plain.parameters());
  }

  @Test
  void theModelPredictsAsTheLastStageDid() {
    Model model = model();
    LayerFreezing.Outcome outcome =
        new LayerFreezing(LayerFreezingTest::trainer, 60, 0.2).fit(model, DATA, DATA);

    double last = outcome.history().get(59).validationAccuracy();
    assertThat(Metrics.accuracy(model, DATA)).isEqualTo(last).isGreaterThan(0.8);
  }

  @Test
  void aToleranceNeverMetLeavesThePlainTraining() {
    Model model = model();
    LayerFreezing.Outcome outcome =
        new LayerFreezing(LayerFreezingTest::trainer, 15, 1e-6).fit(model, DATA, null);

    Model plain = model();
    trainer(NETWORK).epochs(15).build().fit(plain, DATA);
    assertThat(outcome.frozenAfter()).isEmpty();
    assertThat(model.parameters()).isEqualTo(plain.parameters());
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LayerFreezing(LayerFreezingTest::trainer, 0, 0.1))
        .withMessageContaining("epochs: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LayerFreezing(LayerFreezingTest::trainer, 5, 1))
        .withMessageContaining("tolerance: 1.0");
  }
}
