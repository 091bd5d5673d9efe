// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One epoch of a training, validation included; off unless asked for. */
@Name("ritz.Epoch")
@Label("Training epoch")
@Category({"Ritz", "Training"})
@Enabled(false)
@StackTrace(false)
final class EpochEvent extends Event {
  @Label("Epoch")
  int epoch;

  @Label("Training loss")
  double trainLoss;

  @Label("Validation loss")
  double validationLoss;

  @Label("Validation accuracy")
  double validationAccuracy;

  @Label("Gradient norm")
  double gradientNorm;
}
