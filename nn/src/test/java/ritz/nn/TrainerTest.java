// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;

class TrainerTest {
  private static final Network NETWORK =
      Network.builder(2).dense(16, Activation.RELU).dense(16, Activation.RELU).dense(3).build();

  private static Trainer.Builder spiralTrainer() {
    return Trainer.builder(NETWORK).optimizer(Optimizer.adam(0.01)).batch(16).epochs(60).seed(3);
  }

  @Test
  void learnsSpirals() {
    Model model = Model.initialize(NETWORK, 1);
    Dataset held = Samples.spirals(50, 2);
    TrainingResult result = spiralTrainer().build().fit(model, Samples.spirals(100, 1), held);
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.EPOCHS);
    assertThat(result.epochs()).isEqualTo(60);
    assertThat(result.steps()).isEqualTo(60 * 19);
    assertThat(result.trainLoss()).isLessThan(result.history().get(0).trainLoss() / 5);
    assertThat(Metrics.accuracy(model, held)).isGreaterThan(0.97);
    assertThat(result.history().get(59).validationAccuracy())
        .isEqualTo(Metrics.accuracy(model, held));
  }

  @Test
  void sameSeedGivesTheSameBitsAtAnyNumberOfThreads() {
    // 100 x 200 x 170 multiply-adds and 100 x 165 numbers and more: all that threads share.
    Network network =
        Network.builder(200)
            .dense(170, Activation.RELU)
            .dense(165, Activation.GELU)
            .dense(5)
            .build();
    Dataset data = Samples.randomClasses(200, 230, 5, 1);
    float[] first = trained(network, data, 1, 4);
    assertThat(trained(network, data, 1, 4)).isEqualTo(first);
    assertThat(trained(network, data, 2, 4)).isEqualTo(first);
    assertThat(trained(network, data, 3, 4)).isEqualTo(first);
    assertThat(trained(network, data, 1, 5)).isNotEqualTo(first);
  }

  private static float[] trained(Network network, Dataset data, int threads, long seed) {
    Model model = Model.initialize(network, 1);
    Trainer.builder(network)
        .batch(100)
        .epochs(3)
        .seed(seed)
        .threads(Threads.of(threads))
        .build()
        .fit(model, data, data);
    return model.parameters();
  }

  @Test
  void callbacksSeeEveryStepAndEpochAndCanStop() {
    List<String> calls = new ArrayList<>();
    Callback recorder =
        new Callback() {
          @Override
          public void onStart(TrainingView training) {
            calls.add("start " + training.epoch() + " of " + training.epochs());
          }

          @Override
          public void onStep(TrainingView training) {
            calls.add("step " + training.step() + " of " + training.stepsPerEpoch());
          }

          @Override
          public void onEpoch(TrainingView training) {
            calls.add("epoch " + training.epoch());
            if (training.epoch() == 2) {
              training.stop("enough");
              training.stop("too late");
            }
          }

          @Override
          public void onEnd(TrainingView training) {
            calls.add("end");
          }
        };
    Model model = Model.initialize(NETWORK, 1);
    Trainer trainer = spiralTrainer().batch(50).epochs(9).callback(recorder).build();
    TrainingResult result = trainer.fit(model, Samples.spirals(30, 1));
    assertThat(calls)
        .containsExactly(
            "start 0 of 9",
            "step 1 of 2",
            "step 2 of 2",
            "epoch 1",
            "step 3 of 2",
            "step 4 of 2",
            "epoch 2",
            "end");
    assertThat(result.stoppedBy()).isEqualTo("enough");
    assertThat(result.epochs()).isEqualTo(2);
  }

  @Test
  void stopsAtOnceOnALossThatIsNotFiniteAndKeepsTheLastGoodParameters() {
    Dataset data = Samples.spirals(30, 1);
    Model model = Model.initialize(NETWORK, 1);
    Trainer trainer =
        Trainer.builder(NETWORK)
            .loss(Loss.meanSquare())
            .optimizer(Optimizer.sgd(1e6))
            .epochs(50)
            .build();
    TrainingResult result = trainer.fit(model, data);
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.NON_FINITE);
    assertThat(result.detail()).matches("the .* is (NaN|Infinity) in epoch 1, step \\d+");
    assertThat(model.parameters()).isEqualTo(NETWORK.initialize(1));
  }

  @Test
  void aStopWithinAnEpochLeavesItUnfinished() {
    List<Integer> epochsAtTheEnd = new ArrayList<>();
    Callback stopping =
        new Callback() {
          @Override
          public void onStep(TrainingView training) {
            if (training.step() == 5) {
              training.stop("early");
            }
          }

          @Override
          public void onEnd(TrainingView training) {
            epochsAtTheEnd.add(training.epoch());
          }
        };
    Trainer trainer = spiralTrainer().batch(30).callback(stopping).build();
    TrainingResult result = trainer.fit(Model.initialize(NETWORK, 1), Samples.spirals(30, 1));
    assertThat(result.stoppedBy()).isEqualTo("early");
    assertThat(result.steps()).isEqualTo(5);
    assertThat(result.epochs()).isEqualTo(1);
    assertThat(epochsAtTheEnd).containsExactly(1);
  }

  @Test
  void callbacksSeeTheLossesAndTheGradientOfTheTraining() {
    Model model = Model.initialize(NETWORK, 1);
    Dataset data = Samples.spirals(20, 1);
    float rate = 0.125f;
    float[] before = model.parameters().clone();
    List<Double> batchLosses = new ArrayList<>();
    Callback observer =
        new Callback() {
          @Override
          public void onStart(TrainingView training) {
            assertThat(training.batchLoss()).isNaN();
            assertThat(training.trainLoss()).isNaN();
            assertThat(training.validationLoss()).isNaN();
            assertThat(training.validationAccuracy()).isNaN();
            assertThat(training.network()).isEqualTo(NETWORK);
          }

          @Override
          public void onStep(TrainingView training) {
            batchLosses.add(training.batchLoss());
            for (int i = 0; i < before.length; i++) {
              assertThat(training.parameters()[i])
                  .isEqualTo(before[i] - rate * training.gradient()[i]);
            }
            System.arraycopy(training.parameters(), 0, before, 0, before.length);
          }

          @Override
          public void onEpoch(TrainingView training) {
            assertThat(training.validationLoss()).isNaN();
            double mean = (50 * batchLosses.get(0) + 10 * batchLosses.get(1)) / 60;
            assertThat(training.trainLoss()).isCloseTo(mean, within(1e-15));
          }
        };
    Trainer trainer =
        spiralTrainer()
            .optimizer(Optimizer.sgd(rate))
            .batch(50)
            .epochs(1)
            .callback(observer)
            .build();
    TrainingResult result = trainer.fit(model, data);
    assertThat(batchLosses).hasSize(2);
    assertThat(result.trainLoss()).isEqualTo(result.history().get(0).trainLoss());
    assertThat(result.validationLoss()).isNaN();
    assertThat(result.seconds()).isBetween(0.0, 60.0);
  }

  @Test
  void aValidationLossThatIsNotFiniteStopsTheTraining() {
    Network linear = Network.builder(1).dense(1).build();
    Dataset train = Dataset.regression(1, new float[] {1, 2}, 1, new float[] {1, 2});
    Dataset huge = Dataset.regression(1, new float[] {3e38f}, 1, new float[] {-3e38f});
    Model model = Model.of(linear, new float[] {2, 0});
    Trainer trainer =
        Trainer.builder(linear).loss(Loss.meanSquare()).optimizer(Optimizer.sgd(1e-3)).build();
    TrainingResult result = trainer.fit(model, train, huge);
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.NON_FINITE);
    assertThat(result.detail()).startsWith("the validation loss is Infinity in epoch 1");
    assertThat(model.parameters()).containsExactly(2, 0);
    assertThat(result.trainLoss()).isNaN();
    assertThat(result.validationLoss()).isNaN();
  }

  /** Spoils a parameter after a given step. */
  private static Callback spoil(long step, float value) {
    return new Callback() {
      @Override
      public void onStep(TrainingView training) {
        if (training.step() == step) {
          training.parameters()[3] = value;
        }
      }
    };
  }

  @Test
  void aParameterThatIsNotFiniteStopsTheTrainingEvenAfterTheLastStep() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      for (long step = 3; step <= 8; step++) {
        Model model = Model.initialize(NETWORK, 1);
        Model expected = Model.initialize(NETWORK, 1);
        Dataset data = Samples.spirals(10, 1);
        Trainer.Builder settings = spiralTrainer().batch(15);
        TrainingResult result =
            settings.epochs(4).callback(spoil(step, bad)).build().fit(model, data, data);
        assertThat(result.stoppedBy()).isEqualTo(TrainingResult.NON_FINITE);
        assertThat(result.steps()).isEqualTo(step);
        // Two steps make an epoch. A spoiled last step of an epoch ends that one, and goes back to
        // its start, as a spoiled first step does.
        int good = (int) (step - 1) / 2;
        assertThat(result.epochs()).isEqualTo(good);
        spiralTrainer().batch(15).epochs(good).build().fit(expected, data);
        assertThat(model.parameters()).isEqualTo(expected.parameters());
      }
    }
  }

  @Test
  void parametersThatTheLastStepOfAnEpochBrokeAreTakenBack() {
    Model model = Model.initialize(NETWORK, 1);
    float[] initial = model.parameters().clone();
    Trainer trainer = spiralTrainer().optimizer(Optimizer.sgd(1e39)).batch(1000).epochs(1).build();
    TrainingResult result = trainer.fit(model, Samples.spirals(30, 1));
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.NON_FINITE);
    assertThat(result.detail()).startsWith("a parameter is ").endsWith("in epoch 1, step 1");
    assertThat(result.epochs()).isZero();
    assertThat(model.parameters()).containsExactly(initial);
  }

  static List<Optimizer> optimizers() {
    return List.of(
        Optimizer.adam(0.01),
        Optimizer.adamW(0.01),
        Optimizer.sgd(0.01).withNesterov(0.9).withWeightDecay(0.1),
        Optimizer.adagrad(0.01),
        Optimizer.adadelta(1),
        new RmsProp(0.01, 0.99, 1e-8, 0.1, 0.5, true),
        Optimizer.lbfgs(0.1).withIterations(3),
        Optimizer.lbfgs(1).withIterations(3).withLineSearch());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void prunedParametersStayZero(Optimizer optimizer) {
    Model model = Model.initialize(NETWORK, 1);
    boolean[] pruned = new boolean[NETWORK.parameterCount()];
    for (int i = 0; i < pruned.length; i += 3) {
      pruned[i] = true;
    }
    PruningMask mask = PruningMask.of(pruned);
    TrainingResult result =
        spiralTrainer()
            .optimizer(optimizer)
            .batch(1000)
            .epochs(5)
            .l1(1e-3)
            .clipNorm(0.1)
            .mask(mask)
            .build()
            .fit(model, Samples.spirals(30, 1));
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.EPOCHS);
    float[] initial = NETWORK.initialize(1);
    int moved = 0;
    for (int i = 0; i < pruned.length; i++) {
      if (pruned[i]) {
        assertThat(model.parameters()[i]).as("parameter %d", i).isZero();
      } else {
        moved += model.parameters()[i] != initial[i] ? 1 : 0;
      }
    }
    assertThat(moved).isGreaterThan(pruned.length / 3);
  }

  @Test
  void refusesDataThatDoNotFitBeforeAnythingChanges() {
    Model model = Model.initialize(NETWORK, 1);
    float[] before = model.parameters().clone();
    Trainer trainer = spiralTrainer().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(model, Samples.randomClasses(3, 10, 3, 1)))
        .withMessageContaining("train: 3 features");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(model, Samples.randomTargets(2, 10, 3, 1)))
        .withMessageContaining("regression");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> trainer.fit(model, Samples.spirals(5, 1), Samples.randomClasses(2, 10, 4, 1)))
        .withMessageContaining("validation: 2 features and 4 outputs");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> trainer.fit(model, Samples.spirals(5, 1), Samples.randomTargets(2, 10, 3, 1)))
        .withMessageContaining("validation: a regression");
    Model other = Model.initialize(Network.builder(2).dense(3).build(), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(other, Samples.spirals(5, 1)))
        .withMessageContaining("a network 2-3, the trainer is for 2-16 relu");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spiralTrainer().batch(0))
        .withMessage("batch: 0, expected at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spiralTrainer().epochs(0))
        .withMessage("epochs: 0, expected at least 1");
    Model poisoned = Model.initialize(NETWORK, 1);
    poisoned.parameters()[7] = Float.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(poisoned, Samples.spirals(5, 1)))
        .withMessageContaining("parameter 7 is NaN");
    assertThat(model.parameters()).isEqualTo(before);
  }
}
