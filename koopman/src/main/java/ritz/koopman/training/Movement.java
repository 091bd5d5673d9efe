// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

/**
 * How the weights moved within a window, relative to the norm of the latest ones.
 *
 * <p>With d_k the increments, the persistence is the number rho that minimizes the sum of |d_(k+1)
 * - rho d_k|²: the Ritz value of the increments' propagator on the one-dimensional space that the
 * training spans by itself. A single decaying mode has its eigenvalue as persistence, a steady
 * drift has 1, steps without memory have 0, white noise around a fixed point has -1/2. If the
 * movement goes on like that, the increments still to come form a geometric series, and their sum
 * is the remaining movement, step · rho / (1 - rho).
 *
 * <p>A swing from epoch to epoch would hide a drift from that, so the same is asked of the movement
 * over two epochs, d_k + d_(k+1), in which it cancels; the larger answer counts. A quarter of the
 * two-epoch step is taken, which for a drift with noise and for a decay is never more than the
 * first answer.
 *
 * @param step the mean norm of an increment
 * @param persistence rho
 * @param remaining the movement still to come; infinite for a persistence of 1 and above
 * @param drift the norm of the slope of the straight line fitted to the window, per epoch
 * @param alignment the cosine of the angle between the slope and the weights: 1 when the weights
 *     only grow, along themselves
 * @param growth the factor from epoch to epoch by which the increments grow, whichever way they
 *     point: from the first half of the window to the second
 */
record Movement(
    double step,
    double persistence,
    double remaining,
    double drift,
    double alignment,
    double growth) {
  /** How far apart increments are whose inner products tell the remaining movement. */
  static final int LARGEST_LAG = 3;

  static Movement of(SnapshotWindow window, int capacity) {
    int count = capacity - 1;
    double norm = window.latestNorm() > 0 ? window.latestNorm() : 1;
    Steps single = Steps.of(count, 1, window::product);
    double[] slope = slope(capacity);
    double squaredSlope = 0;
    double radial = 0;
    for (int k = 0; k < count; k++) {
      radial += slope[k] * window.latestTimes(k);
      for (int j = 0; j < count; j++) {
        squaredSlope += slope[k] * slope[j] * window.product(k, j);
      }
    }
    double drift = Math.sqrt(Math.max(0, squaredSlope));
    double alignment = drift > 0 ? radial / drift / norm : 0;
    return new Movement(
        single.mean() / norm,
        single.persistence(),
        remaining(count, window::product) / norm,
        drift / norm,
        alignment,
        growth(window, count));
  }

  private static double growth(SnapshotWindow window, int count) {
    int half = count / 2;
    double early = 0;
    double late = 0;
    for (int k = 0; k < half; k++) {
      early += window.product(k, k);
      late += window.product(count - 1 - k, count - 1 - k);
    }
    return early > 0 ? Math.pow(late / early, 0.5 / (count - half)) : 0;
  }

  /**
   * The movement still to come of increments, at least three, whose inner products are given; not
   * relative. Only products of increments at most {@link #LARGEST_LAG} apart are asked for, the
   * earlier one first.
   */
  static double remaining(int count, InnerProduct product) {
    Steps single = Steps.of(count, 1, product);
    Steps twofold = Steps.of(count - 1, 2, (i, j) -> twofoldProduct(product, i, j));
    return Math.max(
        remaining(single.mean(), single.persistence()),
        remaining(twofold.mean() / 4, twofold.persistence()));
  }

  private static double twofoldProduct(InnerProduct product, int i, int j) {
    double crossed = i == j ? product.of(i, j + 1) : product.of(i + 1, j);
    return product.of(i, j) + product.of(i, j + 1) + crossed + product.of(i + 1, j + 1);
  }

  private static double remaining(double step, double persistence) {
    if (step == 0 || persistence <= 0) {
      return 0;
    }
    return persistence < 1 ? step * persistence / (1 - persistence) : Double.POSITIVE_INFINITY;
  }

  /**
   * The mean norm of steps, and the least-squares factor from each to the one {@code lag} later.
   */
  private record Steps(double mean, double persistence) {
    static Steps of(int count, int lag, InnerProduct product) {
      double norms = 0;
      double squares = 0;
      double successive = 0;
      for (int k = 0; k < count; k++) {
        double square = Math.max(0, product.of(k, k));
        norms += Math.sqrt(square);
        if (k + lag < count) {
          squares += square;
          successive += product.of(k, k + lag);
        }
      }
      return new Steps(norms / count, squares > 0 ? successive / squares : 0);
    }
  }

  /** The inner product of two steps. */
  interface InnerProduct {
    double of(int first, int second);
  }

  /**
   * The factors of the increments in the slope of the least-squares line through the snapshots:
   * with the times t_j centered, the slope is the sum of t_j w_j / |t|².
   */
  private static double[] slope(int capacity) {
    double center = (capacity - 1) / 2.0;
    double squares = 0;
    for (int j = 0; j < capacity; j++) {
      squares += (j - center) * (j - center);
    }
    double[] factors = new double[capacity - 1];
    double later = 0;
    for (int k = capacity - 2; k >= 0; k--) {
      later += (k + 1 - center) / squares;
      factors[k] = later;
    }
    return factors;
  }
}
