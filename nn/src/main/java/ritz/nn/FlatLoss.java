// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import java.util.Optional;

/**
 * Stops a training, with the reason {@link #FLAT_LOSS}, when the validation loss (without
 * validation data: the training loss) no longer falls, and keeps the weights with the least loss.
 * Each instance serves one training at a time.
 *
 * <p>The loss is flat when the least-squares line through the last {@value #WINDOW} losses falls by
 * less than half a percent of their mean from end to end, or rises: the noise of single epochs,
 * which {@link EarlyStopping} has to sit out, is averaged. The share was chosen on trainings of the
 * digits, of MNIST, Fashion-MNIST and two regressions. Besides a copy of the weights for each best
 * epoch it costs nothing to speak of.
 */
public final class FlatLoss implements Callback {
  /** The reason given. */
  public static final String FLAT_LOSS = "flat_loss";

  static final int WINDOW = 12;
  private static final double LEAST_FALL = 0.005;

  /** What the state holds besides the losses and the weights. */
  private static final int NUMBERS = 2;

  private final double[] losses = new double[WINDOW];
  private int bestEpoch;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private float[] best = new float[0];

  /** Watches nothing yet. */
  public FlatLoss() {}

  @Override
  public void onStart(TrainingView training) {
    Arrays.fill(losses, Double.NaN);
    bestEpoch = 0;
    bestLoss = Double.POSITIVE_INFINITY;
    best = new float[training.parameters().length];
  }

  @Override
  public void onEpoch(TrainingView training) {
    double loss = EarlyStopping.watchedLoss(training);
    System.arraycopy(losses, 1, losses, 0, WINDOW - 1);
    losses[WINDOW - 1] = loss;
    if (loss < bestLoss) {
      bestLoss = loss;
      bestEpoch = training.epoch();
      System.arraycopy(training.parameters(), 0, best, 0, best.length);
    }
    if (isFlat()) {
      training.stop(FLAT_LOSS);
    }
  }

  /** False as long as a loss of the window is missing, and so NaN. */
  private boolean isFlat() {
    double center = (WINDOW - 1) / 2.0;
    double products = 0;
    double squares = 0;
    double sum = 0;
    for (int k = 0; k < WINDOW; k++) {
      products += (k - center) * losses[k];
      squares += (k - center) * (k - center);
      sum += losses[k];
    }
    double fall = -products / squares * WINDOW;
    return fall < LEAST_FALL * Math.abs(sum / WINDOW);
  }

  @Override
  public double[] state() {
    double[] state = new double[NUMBERS + WINDOW + best.length];
    state[0] = bestEpoch;
    state[1] = bestLoss;
    System.arraycopy(losses, 0, state, NUMBERS, WINDOW);
    for (int i = 0; i < best.length; i++) {
      state[NUMBERS + WINDOW + i] = best[i];
    }
    return state;
  }

  @Override
  public void onResume(TrainingView training, double[] state) {
    int count = training.parameters().length;
    Settings.requireLength("state", NUMBERS + WINDOW + count, state);
    bestEpoch = (int) state[0];
    bestLoss = state[1];
    System.arraycopy(state, NUMBERS, losses, 0, WINDOW);
    best = new float[count];
    for (int i = 0; i < count; i++) {
      best[i] = (float) state[NUMBERS + WINDOW + i];
    }
  }

  /**
   * The weights with the least loss so far.
   *
   * @return a copy of them; nothing before the first epoch with a finite loss
   */
  public Optional<float[]> bestWeights() {
    return bestEpoch == 0 ? Optional.empty() : Optional.of(best.clone());
  }

  /**
   * The epoch they are of.
   *
   * @return its number, from 1; 0 before the first epoch with a finite loss
   */
  public int bestEpoch() {
    return bestEpoch;
  }
}
