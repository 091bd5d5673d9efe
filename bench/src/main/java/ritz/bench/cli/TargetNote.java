// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Arrays;
import ritz.bench.data.TargetScaling;
import ritz.nn.Callback;
import ritz.nn.Model;
import ritz.nn.TrainingState;
import ritz.nn.TrainingView;

/** Notes in every checkpoint how the targets were scaled, since its model gives scaled values. */
final class TargetNote implements Callback {
  private final double[] numbers;

  TargetNote(TargetScaling scaling) {
    this.numbers = scaling.numbers();
  }

  @Override
  public double[] state() {
    return numbers.clone();
  }

  @Override
  public void onResume(TrainingView training, double[] state) {
    if (!Arrays.equals(state, numbers)) {
      throw new IllegalArgumentException("other data than those of the training to resume");
    }
  }

  /**
   * Makes the model of a checkpoint predict unscaled values.
   *
   * @throws IllegalArgumentException if the note does not fit the model
   */
  static void undo(TrainingState state, Model model) {
    double[] noted = state.callbacks().getOrDefault(TargetNote.class.getName(), new double[0]);
    if (noted.length != 0 && noted.length != 2 * model.network().outputs()) {
      throw new IllegalArgumentException(
          noted.length + " numbers on " + model.network().outputs() + " targets");
    }
    TargetScaling.of(noted).undo(model);
  }
}
