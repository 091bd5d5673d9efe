// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Looks on during a training, and may stop it by {@link TrainingView#stop}. All calls come from the
 * thread that trains; what a callback throws ends the training and reaches the caller.
 */
public interface Callback {
  /**
   * Called once before the first step.
   *
   * @param training the training, with the initial parameters
   */
  default void onStart(TrainingView training) {}

  /**
   * Called after every step. It runs in the innermost loop, so it should do little.
   *
   * @param training the training
   */
  default void onStep(TrainingView training) {}

  /**
   * Called after every epoch, once the validation is done.
   *
   * @param training the training
   */
  default void onEpoch(TrainingView training) {}

  /**
   * Called once after the last epoch, however the training came to its end.
   *
   * @param training the training
   */
  default void onEnd(TrainingView training) {}
}
