// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** The learning rate in the course of one training. */
final class RateControl {
  /** A reduction by less than this is not made, as by PyTorch. */
  private static final double LEAST_CHANGE = 1e-8;

  private final Schedule schedule;
  private final ReduceOnPlateau plateau;
  private final double base;
  private final int epochs;
  private final int stepsPerEpoch;
  private double reduction = 1;
  private double best = Double.POSITIVE_INFINITY;
  private int badEpochs;
  private int cooling;

  /** Without reduction on a plateau where {@code plateau} is null. */
  RateControl(
      Schedule schedule, ReduceOnPlateau plateau, double base, int epochs, int stepsPerEpoch) {
    this.schedule = schedule;
    this.plateau = plateau;
    this.base = base;
    this.epochs = epochs;
    this.stepsPerEpoch = stepsPerEpoch;
  }

  /** The rate for the step after so many finished epochs and steps. */
  double rate(int epoch, long step) {
    double scheduled =
        schedule.countsSteps()
            ? schedule.rate(base, step, (long) epochs * stepsPerEpoch)
            : schedule.rate(base, epoch, epochs);
    if (plateau == null) {
      return scheduled;
    }
    return Math.max(scheduled * reduction, Math.min(scheduled, plateau.lowest()));
  }

  /** Takes note of the loss of a finished epoch. */
  void finishEpoch(double loss) {
    if (plateau == null) {
      return;
    }
    if (loss < best * (1 - plateau.threshold())) {
      best = loss;
      badEpochs = 0;
    } else {
      badEpochs++;
    }
    if (cooling > 0) {
      cooling--;
      badEpochs = 0;
    }
    if (badEpochs > plateau.patience()) {
      reduce();
      cooling = plateau.cooldown();
      badEpochs = 0;
    }
  }

  private void reduce() {
    double lower = Math.max(base * reduction * plateau.factor(), Math.min(base, plateau.lowest()));
    if (base * reduction - lower > LEAST_CHANGE) {
      reduction = lower / base;
    }
  }

  /** What a checkpoint must hold. */
  double[] state() {
    return new double[] {reduction, best, badEpochs, cooling};
  }

  /** Takes what {@link #state} gave. */
  void restore(double[] state) {
    Settings.requireLength("rates", 4, state);
    reduction = state[0];
    best = state[1];
    badEpochs = (int) state[2];
    cooling = (int) state[3];
  }
}
