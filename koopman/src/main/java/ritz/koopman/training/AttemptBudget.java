// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import ritz.nn.TrainingView;

/**
 * What attempts may cost a training in vain, as a share of what its epochs cost. One that pays, and
 * so shows that this training can be extrapolated, allows for two more that do not. Costs are
 * counted in operations rather than timed, so that the same training always makes the same
 * attempts. An epoch of S samples through n parameters takes 6 n S operations, a sample that is
 * only evaluated a third of that. Where little is to be done the calls count: for each step and
 * decomposition the operations that the loops of larger ones do in that time.
 */
final class AttemptBudget {
  private static final double SHARE = 0.015;
  private static final double STEP = 2e4;
  private static final double DECOMPOSITION = 1e6;
  private static final int EVALUATIONS = 3;
  private static final int FAILURES_PER_SUCCESS = 2;

  private final double attempt;
  private final double look;
  private double left;

  private AttemptBudget(double left, double attempt, double look) {
    this.left = left;
    this.attempt = attempt;
    this.look = look;
  }

  /** For attempts whose cost is not known. */
  static AttemptBudget unlimited() {
    return new AttemptBudget(Double.POSITIVE_INFINITY, 0, 0);
  }

  /**
   * For attempts that are judged on data.
   *
   * @param training the training
   * @param window how many snapshots an attempt decomposes
   * @param samples how many samples it is judged on
   */
  static AttemptBudget of(TrainingView training, int window, int samples) {
    double n = training.network().parameterCount();
    double epoch = 6 * n * training.samplesPerEpoch() + STEP * training.stepsPerEpoch();
    double attempt = DECOMPOSITION + n * window * window + EVALUATIONS * 2 * n * samples;
    return new AttemptBudget(SHARE * training.epochs() * epoch, attempt, 4 * n * window);
  }

  /** Whether one more attempt may fail. */
  boolean allowsAttempt() {
    return attempt <= left;
  }

  /** An attempt did not pay. */
  void loseAttempt() {
    left -= attempt;
  }

  /** An attempt paid. */
  void winAttempt() {
    left += FAILURES_PER_SUCCESS * attempt;
  }

  /** A look at the window said that an attempt would not pay. */
  void loseLook() {
    left -= look;
  }
}
