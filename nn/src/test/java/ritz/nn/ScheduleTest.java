// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closed forms; trajectories are compared by {@link PyTorchTest}. */
class ScheduleTest {
  @Test
  void ratesAtTheCornersOfEachSchedule() {
    assertThat(Schedule.constant().rate(0.3, 7, 10)).isEqualTo(0.3);
    Schedule step = Schedule.step(3, 0.5);
    assertThat(List.of(step.rate(1, 2, 9), step.rate(1, 3, 9), step.rate(1, 8, 9)))
        .containsExactly(1.0, 0.5, 0.25);
    assertThat(Schedule.exponential(0.5).rate(1, 4, 9)).isEqualTo(1.0 / 16);
    Schedule cosine = Schedule.cosine(4, 0.2);
    assertThat(cosine.rate(1, 0, 9)).isEqualTo(1);
    assertThat(cosine.rate(1, 2, 9)).isCloseTo(0.6, within(1e-15));
    assertThat(cosine.rate(1, 4, 9)).isEqualTo(0.2);
    assertThat(Schedule.cosine().rate(1, 9, 9)).isZero();
  }

  @Test
  void warmUpRisesAndHandsOver() {
    Schedule schedule = Schedule.exponential(0.5).afterWarmUp(4, 0.2);
    double[] expected = {0.2, 0.4, 0.6, 0.8, 1, 0.5, 0.25};
    for (int t = 0; t < expected.length; t++) {
      assertThat(schedule.rate(1, t, 9)).isCloseTo(expected[t], within(1e-15));
    }
    assertThat(schedule.countsSteps()).isFalse();
    assertThat(schedule.perStep().countsSteps()).isTrue();
    assertThat(Schedule.oneCycle().afterWarmUp(1, 1).countsSteps()).isTrue();
  }

  @Test
  void oneCycleRisesToTheRateAndFallsFarBelowItsStart() {
    Schedule schedule = Schedule.oneCycle(0.5, 10, 100);
    assertThat(schedule.rate(1, 0, 20)).isCloseTo(0.1, within(1e-15));
    assertThat(schedule.rate(1, 9, 20)).isEqualTo(1);
    assertThat(schedule.rate(1, 19, 20)).isCloseTo(0.001, within(1e-15));
    for (int total = 1; total < 8; total++) {
      for (int t = 0; t < total; t++) {
        assertThat(Schedule.oneCycle().rate(1, t, total)).isBetween(4e-6, 1.0);
      }
    }
  }

  @Test
  void plateausAreCountedWithPatienceCooldownAndALowestRate() {
    ReduceOnPlateau plateau = new ReduceOnPlateau(0.1, 1, 0.01, 2, 0.02);
    RateControl control = new RateControl(Schedule.constant(), plateau, 1, 100, 5);
    double[] losses = {1, 0.995, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.1};
    double[] expected = {1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.02, 0.02, 0.02};
    for (int epoch = 0; epoch < losses.length; epoch++) {
      control.finishEpoch(losses[epoch]);
      assertThat(control.rate(epoch + 1, 0))
          .as("after epoch %d", epoch)
          .isCloseTo(expected[epoch], within(1e-15));
    }
  }

  @Test
  void stepsAndEpochsAreToldApart() {
    List<Double> rates = new ArrayList<>();
    Callback recorder =
        new Callback() {
          @Override
          public void onStep(TrainingView training) {
            rates.add(training.learningRate());
          }
        };
    Network network = Network.builder(2).dense(3).build();
    for (Schedule schedule :
        List.of(Schedule.exponential(0.5), Schedule.exponential(0.5).perStep())) {
      Trainer.builder(network)
          .optimizer(Optimizer.sgd(0.5))
          .schedule(schedule)
          .batch(30)
          .epochs(2)
          .callback(recorder)
          .build()
          .fit(Model.initialize(network, 1), Samples.spirals(20, 1));
    }
    // Two steps make an epoch; the rate seen is that of the next step, the epoch not yet done.
    assertThat(rates).containsExactly(0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.0625, 0.03125);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.step(0, 0.1))
        .withMessage("length: 0, expected at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.exponential(1.5))
        .withMessageContaining("factor: 1.5");
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.cosine(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.cosine(3, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.constant().afterWarmUp(3, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.oneCycle(1, 25, 1e4));
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.oneCycle(0.3, 0.5, 1e4));
    assertThatIllegalArgumentException().isThrownBy(() -> ReduceOnPlateau.after(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReduceOnPlateau.after(1).withFactor(1))
        .withMessageContaining("factor: 1.0");
  }
}
