// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import ritz.nn.data.Dataset;

class EarlyStoppingTest {
  private static final Network NETWORK = Network.builder(2).dense(3).build();
  private static final Dataset DATA = Samples.spirals(20, 1);

  /** Overwrites the parameters so that the validation losses fall and rise as told. */
  private static Callback script(float... biases) {
    return new Callback() {
      @Override
      public void onStep(TrainingView training) {
        float[] parameters = training.parameters();
        Arrays.fill(parameters, 0);
        parameters[6] = biases[(int) training.step() - 1];
      }
    };
  }

  private static TrainingResult run(EarlyStopping stopping, Dataset validation, float... biases) {
    return Trainer.builder(NETWORK)
        .batch(DATA.size())
        .epochs(biases.length)
        .callback(script(biases))
        .callback(stopping)
        .build()
        .fit(Model.of(NETWORK, new float[NETWORK.parameterCount()]), DATA, validation);
  }

  @Test
  void stopsWhenThePatienceIsOver() {
    EarlyStopping stopping = new EarlyStopping(3);
    TrainingResult result = run(stopping, DATA, 5, 4, 3, 3.5f, 3.1f, 3, 2, 1);
    assertThat(result.stoppedBy()).isEqualTo("patience");
    assertThat(result.epochs()).isEqualTo(6);
    assertThat(stopping.bestEpoch()).isEqualTo(3);
    assertThat(stopping.bestLoss()).isEqualTo(result.history().get(2).validationLoss());
  }

  @Test
  void anImprovementStartsTheCountAnew() {
    TrainingResult result = run(new EarlyStopping(3), DATA, 5, 6, 6, 4, 6, 6, 3);
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.EPOCHS);
  }

  @Test
  void smallImprovementsDoNotCountBelowTheThreshold() {
    TrainingResult result = run(new EarlyStopping(2, 0.5), DATA, 5, 4.9f, 4.8f, 4.7f);
    assertThat(result.epochs()).isEqualTo(3);
  }

  @Test
  void looksAtTheTrainingLossWithoutValidationData() {
    // The training loss of an epoch is that of the parameters before its only step.
    EarlyStopping stopping = new EarlyStopping(2);
    TrainingResult result = run(stopping, null, 5, 5, 5, 5);
    assertThat(result.epochs()).isEqualTo(3);
    assertThat(stopping.bestEpoch()).isEqualTo(1);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EarlyStopping(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new EarlyStopping(1, -1));
  }
}
