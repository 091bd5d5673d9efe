// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import ritz.nn.Activation;
import ritz.nn.Initialization;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Optimizer;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.data.Dataset;

class InitializationCheckTest {
  /** 6 weights and 2 biases of a hidden layer of two units, 2 weights and a bias of the output. */
  private static final Network NETWORK =
      Network.builder(3).dense(2, Activation.TANH).dense(1).build();

  /** Shows 40 planned epochs; every step adds the same to the parameters. */
  private static InitializationCheck shown(float[] initial, float[] step, double trivialLoss) {
    InitializationCheck check = new InitializationCheck(0.1, trivialLoss);
    FakeTraining training = new FakeTraining(NETWORK, 40, initial);
    check.onStart(training);
    double loss = 2;
    for (int epoch = 1; epoch <= 4; epoch++) {
      assertThat(check.outlook()).isEmpty();
      for (int i = 0; i < step.length; i++) {
        training.parameters()[i] += step[i];
      }
      loss = 1 + (loss - 1) / 2;
      check.onEpoch(training.finishEpoch(loss, Double.NaN));
    }
    boolean hopeless = !check.outlook().orElseThrow().promising();
    assertThat(training.stoppedBy())
        .isEqualTo(hopeless ? InitializationCheck.INITIALIZATION : null);
    return check;
  }

  private static Outlook outlook(float[] initial, float[] step, double trivialLoss) {
    return shown(initial, step, trivialLoss).outlook().orElseThrow();
  }

  private static float[] ones(float value) {
    float[] values = new float[NETWORK.parameterCount()];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void measuresHowFarAndInHowManyDirectionsTheWeightsWent() {
    // the two units move along orthogonal axes, 4 · 1/8 and 4 · 1/16 of unit length
    float[] step = new float[NETWORK.parameterCount()];
    step[0] = 0.125f;
    step[4] = 0.0625f;

    Outlook outlook = outlook(ones(1), step, Double.NaN);

    double squares = 0.5 * 0.5 + 0.25 * 0.25;
    assertThat(outlook.epoch()).isEqualTo(4);
    assertThat(outlook.movement()).isCloseTo(Math.sqrt(squares / 11), within(1e-12));
    assertThat(outlook.diversity())
        .isCloseTo(squares * squares / (Math.pow(0.5, 4) + Math.pow(0.25, 4)), within(1e-12));
    assertThat(outlook.relativeLoss()).isNaN();
  }

  @Test
  void theLossExpectedIsTheLimitOfItsGeometricSeries() {
    Outlook outlook = outlook(ones(1), ones(0.1f), 4);

    // 1 + 2^-k, forty epochs on: 1 + 2^-40
    assertThat(outlook.expectedLoss()).isCloseTo(1, within(1e-9));
    assertThat(outlook.relativeLoss()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void unitsThatAllDoTheSameAreHopeless() {
    float[] step = ones(0.1f);
    assertThat(outlook(ones(1), step, Double.NaN).diversity()).isCloseTo(1, within(1e-12));
    assertThat(outlook(ones(1), step, Double.NaN).promising()).isFalse();
    step[0] = 0.3f;
    assertThat(outlook(ones(1), step, Double.NaN).promising()).isTrue();
  }

  @Test
  void weightsThatHardlyMoveOrWereNearlyNothingAreHopeless() {
    float[] step = ones(0.1f);
    step[0] = 0.3f;
    assertThat(outlook(ones(30), step, Double.NaN).promising()).isFalse();
    assertThat(outlook(ones(0.01f), step, Double.NaN).promising()).isFalse();
    assertThat(outlook(ones(0), step, Double.NaN).movement()).isInfinite();
    assertThat(outlook(ones(0), step, Double.NaN).promising()).isFalse();
    assertThat(outlook(ones(1), ones(0), Double.NaN).movement()).isZero();
    assertThat(outlook(ones(1), ones(0), Double.NaN).promising()).isFalse();
  }

  @Test
  void aLossThatStaysWithThatOfKnowingNothingIsHopeless() {
    float[] step = ones(0.1f);
    step[0] = 0.3f;
    assertThat(outlook(ones(1), step, 1.05).promising()).isFalse();
    assertThat(outlook(ones(1), step, 2).promising()).isTrue();
  }

  @Test
  void theForecastFollowsDecayStandstillAndStraightLines() {
    assertThat(LossForecast.of(new double[] {3, 2, 1.5}, 2)).isCloseTo(1.125, within(1e-12));
    assertThat(LossForecast.of(new double[] {3, 2.5, 2}, 3)).isCloseTo(0.5, within(1e-12));
    assertThat(LossForecast.of(new double[] {3, 2.5, 2}, 30)).isZero();
    assertThat(LossForecast.of(new double[] {2, 2, 2}, 30)).isEqualTo(2);
    assertThat(LossForecast.of(new double[] {2, 1}, 30)).isEqualTo(1);
  }

  private static final Dataset DATA = data();

  private static Dataset data() {
    SplittableRandom random = new SplittableRandom(3);
    float[] inputs = new float[3 * 200];
    float[] targets = new float[200];
    for (int j = 0; j < 200; j++) {
      for (int i = 0; i < 3; i++) {
        inputs[3 * j + i] = (float) (2 * random.nextDouble() - 1);
      }
      targets[j] = (float) Math.sin(3 * inputs[3 * j] + inputs[3 * j + 1] * inputs[3 * j + 2]);
    }
    return Dataset.regression(3, inputs, 1, targets);
  }

  private static Network network(Initialization initialization) {
    return Network.builder(3)
        .dense(16, Activation.TANH, initialization)
        .dense(1, Activation.IDENTITY, initialization)
        .build();
  }

  private static final Initialization GOOD =
      Initialization.of(Initialization.Scheme.GLOROT_UNIFORM);

  private static Trainer.Builder trainer(Network network) {
    return Trainer.builder(network)
        .loss(ritz.nn.Loss.meanSquare())
        .optimizer(Optimizer.adam(0.01))
        .epochs(50);
  }

  @Test
  void badInitialWeightsAreFoundInTrainings() {
    for (double scale : new double[] {0.01, 30}) {
      Network network = network(GOOD.scaled(scale));
      TrainingResult result =
          trainer(network)
              .callback(new InitializationCheck(0.1, 0.5))
              .build()
              .fit(Model.initialize(network, 1), DATA);
      assertThat(result.stoppedBy()).isEqualTo(InitializationCheck.INITIALIZATION);
      assertThat(result.epochs()).isEqualTo(5);
    }
    Network network = network(GOOD);
    TrainingResult result =
        trainer(network)
            .callback(new InitializationCheck(0.1, 0.5))
            .build()
            .fit(Model.initialize(network, 1), DATA);
    assertThat(result.epochs()).isEqualTo(50);
  }

  /** Seeds below 3 give weights that are far too large. */
  private static Model fromSeed(Network network, long seed) {
    float[] weights = network.initialize(seed);
    if (seed < 3) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= 30;
      }
    }
    return Model.of(network, weights);
  }

  @Test
  void startsAgainUntilTheFirstEpochsPromiseSomething() {
    Network network = network(GOOD);
    RestartPolicy policy =
        new RestartPolicy(
            check -> trainer(network).callback(check).build(),
            () -> new InitializationCheck(0.1, 0.5),
            5);

    RestartPolicy.Outcome outcome = policy.fit(seed -> fromSeed(network, seed), 1, DATA, null);

    assertThat(outcome.seed()).isEqualTo(3);
    assertThat(outcome.abandoned()).hasSize(2).noneMatch(Outlook::promising);
    assertThat(outcome.training().epochs()).isEqualTo(50);
    Model same = fromSeed(network, 3);
    trainer(network).build().fit(same, DATA);
    assertThat(outcome.model().parameters()).isEqualTo(same.parameters());
  }

  @Test
  void theLastAttemptRunsToItsEnd() {
    Network network = network(GOOD);
    RestartPolicy policy =
        new RestartPolicy(
            check -> trainer(network).callback(check).build(),
            () -> new InitializationCheck(0.1, 0.5),
            2);

    RestartPolicy.Outcome outcome = policy.fit(seed -> fromSeed(network, seed), 1, DATA, null);

    assertThat(outcome.abandoned()).hasSize(1);
    assertThat(outcome.training().stoppedBy()).isEqualTo(TrainingResult.EPOCHS);
  }

  @Test
  void theWinnerOfARaceIsPromisingAndHasTheLeastExpectedLoss() {
    Network network = network(GOOD);
    Race race = new Race(check -> trainer(network).callback(check).build(), 0.1, 0.5);

    Race.Outcome outcome =
        race.run(seed -> fromSeed(network, seed), new long[] {1, 5, 2, 4}, DATA, null);

    assertThat(outcome.contenders()).extracting(Race.Contender::seed).hasSize(4);
    assertThat(outcome.contenders().subList(0, 2)).allMatch(c -> c.outlook().promising());
    assertThat(outcome.contenders().subList(2, 4)).noneMatch(c -> c.outlook().promising());
    assertThat(outcome.contenders().get(0).outlook().expectedLoss())
        .isLessThanOrEqualTo(outcome.contenders().get(1).outlook().expectedLoss());
    assertThat(outcome.training().epochs()).isEqualTo(50);
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InitializationCheck(0, 1))
        .withMessageContaining("share: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RestartPolicy(check -> null, InitializationCheck::new, 0))
        .withMessageContaining("attempts: 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new Race(check -> null, 2, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Race(check -> null, 0.1, 1).run(seed -> null, new long[0], DATA, null))
        .withMessageContaining("seeds: none");
  }
}
