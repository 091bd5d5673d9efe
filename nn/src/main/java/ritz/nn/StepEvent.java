// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One step of a training, in a recording of the JDK Flight Recorder; off unless asked for. */
@Name("ritz.Step")
@Label("Training step")
@Category({"Ritz", "Training"})
@Enabled(false)
@StackTrace(false)
final class StepEvent extends Event {
  @Label("Step")
  @Description("Its number over all epochs, from 1")
  long step;

  @Label("Loss")
  @Description("The loss of the batch before the step")
  double loss;

  @Label("Gradient norm")
  @Description("The 2-norm of the gradient before it is clipped")
  double gradientNorm;

  @Label("Learning rate")
  double learningRate;
}
