// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Whether a loss still falls, and the weights with the least of it. The loss is flat when the
 * least-squares line through a window of losses falls by less than half a percent of their mean
 * from end to end, or rises: the noise of single epochs, which a patience rule has to sit out, is
 * averaged. The share was chosen on trainings of the digits, of MNIST, Fashion-MNIST and two
 * regressions.
 */
final class LossWatch {
  static final int WINDOW = 12;
  private static final double LEAST_FALL = 0.005;

  private final double[] losses = new double[WINDOW];
  private int epoch;
  private int bestEpoch;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private float[] best = new float[0];

  /** Takes the loss after an epoch, and the weights, of which the best are copied. */
  void add(double loss, float[] weights) {
    System.arraycopy(losses, 1, losses, 0, WINDOW - 1);
    losses[WINDOW - 1] = loss;
    epoch++;
    if (loss < bestLoss) {
      bestLoss = loss;
      bestEpoch = epoch;
      best = best.length == 0 ? new float[weights.length] : best;
      System.arraycopy(weights, 0, best, 0, best.length);
    }
  }

  boolean isFlat() {
    if (epoch < WINDOW) {
      return false;
    }
    double center = (WINDOW - 1) / 2.0;
    double products = 0;
    double squares = 0;
    for (int k = 0; k < WINDOW; k++) {
      products += (k - center) * losses[k];
      squares += (k - center) * (k - center);
    }
    double fall = -products / squares * WINDOW;
    return fall < LEAST_FALL * Math.abs(Arrays.stream(losses).average().orElseThrow());
  }

  int bestEpoch() {
    return bestEpoch;
  }

  /** The weights after that epoch; none as long as no loss was finite. */
  float[] bestWeights() {
    return best;
  }

  DoubleStream state() {
    DoubleStream numbers = DoubleStream.of(epoch, bestEpoch, bestLoss, best.length);
    DoubleStream weights = IntStream.range(0, best.length).mapToDouble(i -> best[i]);
    return DoubleStream.concat(DoubleStream.concat(numbers, Arrays.stream(losses)), weights);
  }

  void restore(StateReader state) {
    epoch = state.integer(0, Integer.MAX_VALUE);
    bestEpoch = state.integer(0, epoch);
    bestLoss = state.next();
    int length = state.integer(0, Integer.MAX_VALUE);
    for (int k = 0; k < WINDOW; k++) {
      losses[k] = state.next();
    }
    best = state.floats(length);
  }
}
