// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;

/**
 * How a training went.
 *
 * @param stoppedBy {@link #EPOCHS}, {@link #NON_FINITE}, or the reason a callback gave
 * @param detail what happened and where, in words; empty when there is nothing to say
 * @param steps the number of steps taken
 * @param history the finished epochs, in order
 * @param seconds the time it took
 */
public record TrainingResult(
    String stoppedBy, String detail, long steps, List<EpochSummary> history, double seconds) {
  /** All epochs that were planned were run. */
  public static final String EPOCHS = "epochs";

  /**
   * A loss, gradient, parameter or running statistic was not finite; the last good parameters were
   * restored.
   */
  public static final String NON_FINITE = "non_finite";

  /** Takes a copy of the history. */
  public TrainingResult {
    history = List.copyOf(history);
  }

  /**
   * The number of epochs that were finished.
   *
   * @return at least 0
   */
  public int epochs() {
    return history.size();
  }

  /**
   * The training loss of the last finished epoch.
   *
   * @return the loss, NaN if no epoch was finished
   */
  public double trainLoss() {
    return history.isEmpty() ? Double.NaN : history.get(history.size() - 1).trainLoss();
  }

  /**
   * The validation loss after the last finished epoch.
   *
   * @return the loss, NaN without validation data or if no epoch was finished
   */
  public double validationLoss() {
    return history.isEmpty() ? Double.NaN : history.get(history.size() - 1).validationLoss();
  }
}
