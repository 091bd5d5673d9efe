// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritz.kernels.Complex;
import ritz.koopman.training.KoopmanAcceleration.Jump;
import ritz.koopman.training.KoopmanAcceleration.Partition;
import ritz.nn.Activation;
import ritz.nn.Loss;
import ritz.nn.Metrics;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Optimizer;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.data.Dataset;

class KoopmanAccelerationTest {
  private static final Network NETWORK = Network.builder(40).dense(20).build();

  /** The limits and two decaying modes, all different in every part of the network. */
  private static double limit(int i) {
    return Math.sin(i + 1);
  }

  private static float weight(int i, double epoch) {
    return (float)
        (limit(i)
            + Math.cos(3 * i) * Math.pow(0.97, epoch)
            + 0.5 * Math.sin(5 * i + 1) * Math.pow(0.8, epoch));
  }

  private static double distance(float[] weights) {
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      squares += Math.pow(weights[i] - limit(i), 2);
    }
    return Math.sqrt(squares);
  }

  @ParameterizedTest
  @EnumSource(Partition.class)
  void jumpsAlongTheModesToTheLimit(Partition partition) {
    FakeTraining training = new FakeTraining(NETWORK, 100, new float[NETWORK.parameterCount()]);
    fill(training, 0);
    double start = distance(training.parameters());
    KoopmanAcceleration acceleration =
        new KoopmanAcceleration(KoopmanAccelerationTest::distance, partition, 10);
    acceleration.onStart(training);
    for (int epoch = 1; epoch <= 10; epoch++) {
      fill(training, epoch);
      acceleration.onEpoch(training.finishEpoch(0, Double.NaN));
    }

    // ten epochs alone would leave 0.97^10 = 0.74 of the distance; what the jump leaves is the
    // rounding of the weights to float, 6e-8, amplified by the difference of 1 and 0.97, squared
    assertThat(distance(training.parameters())).isLessThan(1e-3 * start);
    assertThat(acceleration.jumps()).isNotEmpty();
    assertThat(acceleration.jumps().get(0).kept()).isTrue();
    assertThat(acceleration.jumps()).extracting(Jump::epoch).containsOnly(10);
  }

  private static void fill(FakeTraining training, int epoch) {
    for (int i = 0; i < training.parameters().length; i++) {
      training.parameters()[i] = weight(i, epoch);
    }
  }

  private static final Dataset DATA = data();

  private static Dataset data() {
    float[] inputs = new float[2 * 128];
    float[] targets = new float[128];
    for (int j = 0; j < 128; j++) {
      inputs[2 * j] = (float) Math.sin(j);
      inputs[2 * j + 1] = (float) Math.cos(2 * j);
      targets[j] = (float) Math.tanh(2 * inputs[2 * j] - inputs[2 * j + 1] * inputs[2 * j]);
    }
    return Dataset.regression(2, inputs, 1, targets);
  }

  private static final Network SMALL =
      Network.builder(2).dense(8, Activation.TANH).dense(1).build();

  private static float[] trained(Optimizer optimizer, KoopmanAcceleration acceleration) {
    Model model = Model.initialize(SMALL, 1);
    Trainer.Builder trainer =
        Trainer.builder(SMALL).loss(Loss.meanSquare()).optimizer(optimizer).epochs(60).batch(128);
    if (acceleration != null) {
      trainer.callback(acceleration);
    }
    trainer.build().fit(model, DATA);
    return model.parameters();
  }

  @Test
  void aJumpThatDoesNotHelpLeavesNoTrace() {
    for (Optimizer optimizer :
        new Optimizer[] {
          Optimizer.sgd(0.05).withMomentum(0.9), Optimizer.adam(0.01), Optimizer.adadelta(1)
        }) {
      KoopmanAcceleration never = new KoopmanAcceleration(weights -> 1);

      assertThat(trained(optimizer, never)).isEqualTo(trained(optimizer, null));
      assertThat(never.jumps()).isNotEmpty().noneMatch(Jump::kept);
      // each failure doubles the wait: after 10, 30 and 70 epochs
      assertThat(never.jumps()).extracting(Jump::epoch).containsExactly(10, 30);
    }
  }

  @Test
  void aLossThatIsNotANumberIsNoImprovement() {
    boolean[] first = {true};
    KoopmanAcceleration acceleration =
        new KoopmanAcceleration(
            weights -> {
              boolean was = first[0];
              first[0] = false;
              return was ? 1 : Double.NaN;
            });
    assertThat(trained(Optimizer.adam(0.01), acceleration))
        .isEqualTo(trained(Optimizer.adam(0.01), null));
  }

  @Test
  void fullBatchDescentGetsThereInFewerEpochs() {
    TrainingResult plain = descend(null);
    KoopmanAcceleration acceleration =
        new KoopmanAcceleration(
            weights -> Metrics.loss(Model.of(SMALL, weights), Loss.meanSquare(), DATA));
    TrainingResult fast = descend(acceleration);

    double target = plain.trainLoss();
    long epochs = fast.history().stream().takeWhile(e -> e.trainLoss() > target).count();
    assertThat(epochs).isLessThan(plain.epochs() / 2);
    assertThat(acceleration.jumps())
        .filteredOn(Jump::kept)
        .allSatisfy(jump -> assertThat(jump.after()).isLessThan(jump.before()));
  }

  private static TrainingResult descend(KoopmanAcceleration acceleration) {
    return descend(acceleration, 300);
  }

  private static TrainingResult descend(KoopmanAcceleration acceleration, int epochs) {
    Trainer.Builder trainer =
        Trainer.builder(SMALL)
            .loss(Loss.meanSquare())
            .optimizer(Optimizer.sgd(0.2))
            .epochs(epochs)
            .batch(128);
    if (acceleration != null) {
      trainer.callback(acceleration);
    }
    return trainer.build().fit(Model.initialize(SMALL, 1), DATA);
  }

  @Test
  void judgedOnDataItIsTheSameAsByTheirLoss() {
    KoopmanAcceleration byData = new KoopmanAcceleration(Loss.meanSquare(), DATA);
    KoopmanAcceleration byFunction =
        new KoopmanAcceleration(
            weights -> Metrics.loss(Model.of(SMALL, weights), Loss.meanSquare(), DATA));
    descend(byData, 3000);
    descend(byFunction, 3000);

    // until the failures of the first have used its budget up
    assertThat(byData.jumps()).hasSizeGreaterThan(2);
    assertThat(byFunction.jumps()).startsWith(byData.jumps().toArray(Jump[]::new));
  }

  @Test
  void nothingIsTriedWhereAFailureWouldCostTooMuch() {
    // 33 parameters and 128 samples: an epoch is 45 000 operations, an attempt more than a million
    KoopmanAcceleration acceleration = new KoopmanAcceleration(Loss.meanSquare(), DATA);
    float[] plain = trained(Optimizer.sgd(0.2), null);
    assertThat(trained(Optimizer.sgd(0.2), acceleration)).isEqualTo(plain);
    assertThat(acceleration.jumps()).isEmpty();
  }

  @Test
  void theBudgetBearsAShareOfTheTraining() {
    // n = 33, S = 100, one step: an epoch is 6 · 33 · 100 + 20 000 = 39 800 operations; an attempt
    // with a window of 10 judged on 50 samples 1 000 000 + 3300 + 6 · 33 · 50 = 1 013 200
    double attempts = 0.015 * 39_800 * 5000 / 1_013_200;
    FakeTraining training = new FakeTraining(SMALL, 5000, new float[SMALL.parameterCount()]);
    AttemptBudget budget = AttemptBudget.of(training, 10, 50);
    int count = 0;
    while (budget.allowsAttempt()) {
      budget.loseAttempt();
      count++;
    }
    assertThat(count).isEqualTo((int) attempts);
    budget.winAttempt();
    budget.loseAttempt();
    assertThat(budget.allowsAttempt()).isTrue();
    budget.loseAttempt();
    assertThat(budget.allowsAttempt()).isFalse();
    assertThat(AttemptBudget.unlimited().allowsAttempt()).isTrue();
  }

  @Test
  void theSeriesOfPowersIsBoundedAndHasItsLimits() {
    assertThat(Extrapolation.series(new Complex(0.5, 0), 3).re()).isCloseTo(0.875, within(1e-15));
    assertThat(Extrapolation.series(Complex.ONE, 7)).isEqualTo(new Complex(7, 0));
    assertThat(Extrapolation.series(new Complex(1.5, 0), 7)).isEqualTo(new Complex(7, 0));
    // i + i^2 + i^3 + i^4 = 0
    assertThat(Extrapolation.series(new Complex(0, 1), 4).abs()).isLessThan(1e-15);
  }

  @Test
  void noiseIsPassedUpWithoutALoss() {
    int[] evaluations = {0};
    KoopmanAcceleration acceleration = new KoopmanAcceleration(weights -> evaluations[0]++);
    FakeTraining training = new FakeTraining(SMALL, 100, new float[SMALL.parameterCount()]);
    SplittableRandom random = new SplittableRandom(1);
    acceleration.onStart(training);
    for (int epoch = 1; epoch <= 100; epoch++) {
      for (int i = 0; i < training.parameters().length; i++) {
        // a random walk: steps without memory
        training.parameters()[i] += (float) (random.nextDouble() - 0.5);
      }
      acceleration.onEpoch(training.finishEpoch(0, Double.NaN));
    }
    assertThat(evaluations[0]).isZero();
    assertThat(acceleration.jumps()).isEmpty();
  }

  @Test
  void weightsThatStandStillAreLeftAlone() {
    FakeTraining training = new FakeTraining(SMALL, 100, new float[SMALL.parameterCount()]);
    KoopmanAcceleration acceleration = new KoopmanAcceleration(weights -> 1);
    acceleration.onStart(training);
    for (int epoch = 1; epoch <= 12; epoch++) {
      acceleration.onEpoch(training.finishEpoch(0, Double.NaN));
    }
    assertThat(training.parameters()).containsOnly(0f);
  }

  @Test
  void withoutTimeToLoseThereIsOneFailureAtMost() {
    KoopmanAcceleration never = new KoopmanAcceleration(weights -> 1).limitTime(1e-12);

    assertThat(trained(Optimizer.adam(0.01), never)).isEqualTo(trained(Optimizer.adam(0.01), null));
    assertThat(never.jumps()).extracting(Jump::epoch).containsExactly(10);
  }

  @Test
  void aShareOfTimeThatIsNotPositiveIsRefused() {
    for (double limit : new double[] {0, -1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new KoopmanAcceleration(w -> 0).limitTime(limit))
          .withMessageContaining("limit: " + limit);
    }
  }

  @Test
  void aWindowTooShortIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KoopmanAcceleration(w -> 0, Partition.WHOLE, 3))
        .withMessageContaining("window: 3");
  }
}
