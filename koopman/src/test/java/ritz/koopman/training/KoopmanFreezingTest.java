// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritz.koopman.training.KoopmanFreezing.Granularity;
import ritz.nn.Activation;
import ritz.nn.Callback;
import ritz.nn.FreezingMask;
import ritz.nn.Metrics;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Optimizer;
import ritz.nn.Trainer;
import ritz.nn.TrainingView;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;

class KoopmanFreezingTest {
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
    KoopmanFreezing.Outcome outcome =
        new KoopmanFreezing(KoopmanFreezingTest::trainer, Granularity.LAYERS, 60, 0.2)
            .fit(model, DATA, DATA);

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

  @ParameterizedTest
  @EnumSource
  void theModelPredictsAsTheLastStageDid(Granularity granularity) {
    Model model = model();
    KoopmanFreezing.Outcome outcome =
        new KoopmanFreezing(KoopmanFreezingTest::trainer, granularity, 60, 0.2)
            .fit(model, DATA, DATA);

    double last = outcome.history().get(59).validationAccuracy();
    assertThat(Metrics.accuracy(model, DATA)).isEqualTo(last).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNITS", "WEIGHTS"})
  void whatIsFrozenKeepsItsBits(Granularity granularity) {
    StillnessCheck check = new StillnessCheck();
    KoopmanFreezing.Outcome outcome =
        new KoopmanFreezing(network -> trainer(network).callback(check), granularity, 60, 0.05)
            .fit(model(), DATA, null);

    assertThat(outcome.history()).hasSize(60);
    assertThat(outcome.frozenShare()).hasSize(60).isSorted();
    assertThat(outcome.frozenShare().get(59)).isGreaterThan(0.1);
    assertThat(check.frozen).isPositive();
  }

  /** Compares what was frozen in an epoch with the epoch before. */
  private static final class StillnessCheck implements Callback {
    private float[] before;
    private int frozen;

    @Override
    public void onStart(TrainingView training) {
      before = training.parameters().clone();
    }

    @Override
    public void onEpoch(TrainingView training) {
      FreezingMask mask = training.frozen();
      for (int i = 0; i < before.length; i++) {
        if (mask.isFrozen(i)) {
          frozen++;
          assertThat(training.parameters()[i]).isEqualTo(before[i]);
        }
      }
      before = training.parameters().clone();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNITS", "WEIGHTS"})
  void untilSomethingFreezesTheTrainingIsThePlainOne(Granularity granularity) {
    Model model = model();
    KoopmanFreezing.Outcome outcome =
        new KoopmanFreezing(KoopmanFreezingTest::trainer, granularity, 60, 0.05)
            .fit(model, DATA, null);

    int epochs = (int) outcome.frozenShare().stream().filter(share -> share == 0).count();
    // Eight snapshots fill the window at epoch 7; the third calm epoch in a row is 9.
    assertThat(epochs).isBetween(9, 59);
    Model plain = model();
    trainer(NETWORK).epochs(60).build().fit(plain, DATA);
    Model shorter = model();
    new KoopmanFreezing(KoopmanFreezingTest::trainer, granularity, epochs, 0.05)
        .fit(shorter, DATA, null);
    Model plainShorter = model();
    trainer(NETWORK).epochs(epochs).build().fit(plainShorter, DATA);
    assertThat(shorter.parameters()).isEqualTo(plainShorter.parameters());
    assertThat(model.parameters()).isNotEqualTo(plain.parameters());
  }

  @Test
  void aToleranceNeverMetLeavesThePlainTraining() {
    Model model = model();
    KoopmanFreezing.Outcome outcome =
        new KoopmanFreezing(KoopmanFreezingTest::trainer, Granularity.LAYERS, 15, 1e-6)
            .fit(model, DATA, null);

    Model plain = model();
    trainer(NETWORK).epochs(15).build().fit(plain, DATA);
    assertThat(outcome.frozenAfter()).isEmpty();
    assertThat(model.parameters()).isEqualTo(plain.parameters());
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new KoopmanFreezing(KoopmanFreezingTest::trainer, Granularity.LAYERS, 0, 0.1))
        .withMessageContaining("epochs: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new KoopmanFreezing(KoopmanFreezingTest::trainer, Granularity.LAYERS, 5, 1))
        .withMessageContaining("tolerance: 1.0");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNITS", "WEIGHTS"})
  void anOptimizerThatMovesAllOrNoneIsRefusedBeforeItMovesAny(Granularity granularity) {
    Model model = model();
    KoopmanFreezing freezing =
        new KoopmanFreezing(
            network -> trainer(network).optimizer(Optimizer.lbfgs(1)).batch(300),
            granularity,
            20,
            0.1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> freezing.fit(model, DATA, null))
        .withMessageContaining("moves all or none");
    assertThat(model.parameters()).isEqualTo(model().parameters());
  }
}
