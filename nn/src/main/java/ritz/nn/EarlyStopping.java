// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Stops a training, with the reason {@link #PATIENCE}, when the validation loss (without validation
 * data: the training loss) has not improved for so many epochs. Each instance serves one training
 * at a time.
 */
public final class EarlyStopping implements Callback {
  /** The reason given. */
  public static final String PATIENCE = "patience";

  private final int patience;
  private final double minimumImprovement;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestEpoch;

  /**
   * Counts every improvement, however small.
   *
   * @param patience the number of epochs without improvement after which to stop, at least 1
   * @throws IllegalArgumentException if the patience is less than 1
   */
  public EarlyStopping(int patience) {
    this(patience, 0);
  }

  /**
   * Counts improvements above a threshold.
   *
   * @param patience the number of epochs without improvement after which to stop, at least 1
   * @param minimumImprovement by how much the loss must fall below the best to count, at least 0
   * @throws IllegalArgumentException if an argument is out of range
   */
  public EarlyStopping(int patience, double minimumImprovement) {
    Settings.requirePositive("patience", patience);
    Settings.requireNotNegative("minimumImprovement", minimumImprovement);
    this.patience = patience;
    this.minimumImprovement = minimumImprovement;
  }

  @Override
  public void onStart(TrainingView training) {
    bestLoss = Double.POSITIVE_INFINITY;
    bestEpoch = 0;
  }

  @Override
  public void onEpoch(TrainingView training) {
    double loss = watchedLoss(training);
    if (loss < bestLoss - minimumImprovement) {
      bestLoss = loss;
      bestEpoch = training.epoch();
    } else if (training.epoch() - bestEpoch >= patience) {
      training.stop(PATIENCE);
    }
  }

  /** That on the validation data, or without them that on the training data. */
  static double watchedLoss(TrainingView training) {
    double validation = training.validationLoss();
    return Double.isNaN(validation) ? training.trainLoss() : validation;
  }

  @Override
  public double[] state() {
    return new double[] {bestLoss, bestEpoch};
  }

  @Override
  public void onResume(TrainingView training, double[] state) {
    Settings.requireLength("state", 2, state);
    bestLoss = state[0];
    bestEpoch = (int) state[1];
  }

  /**
   * The epoch with the best loss so far.
   *
   * @return its number, from 1; 0 before the first epoch is done
   */
  public int bestEpoch() {
    return bestEpoch;
  }

  /**
   * The best loss so far.
   *
   * @return the loss, infinite before the first epoch is done
   */
  public double bestLoss() {
    return bestLoss;
  }
}
