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
   * Called after every epoch once all callbacks have seen it, so that what they hold is complete:
   * the time to save {@link TrainingView#state}.
   *
   * @param training the training
   */
  default void onCheckpoint(TrainingView training) {}

  /**
   * What this callback must remember for a training to go on later as if it had not been
   * interrupted.
   *
   * @return the numbers, none if there is nothing to remember
   */
  default double[] state() {
    return new double[0];
  }

  /**
   * Called instead of {@link #onStart} when a training goes on that was interrupted.
   *
   * @param training the training, with the parameters it had
   * @param state what {@link #state} gave after the last epoch
   * @throws IllegalArgumentException if the state is not one of this callback
   */
  default void onResume(TrainingView training, double[] state) {
    onStart(training);
  }

  /**
   * Called once after the last epoch, however the training came to its end.
   *
   * @param training the training
   */
  default void onEnd(TrainingView training) {}
}
