// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import ritz.nn.Callback;
import ritz.nn.TrainingView;

/** Stops a training when its loss is no larger than a target. */
record StopAt(double target) implements Callback {
  @Override
  public void onEpoch(TrainingView training) {
    if (training.trainLoss() <= target) {
      training.stop("target");
    }
  }
}
