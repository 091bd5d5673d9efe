// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import ritz.kernels.Matrix;

/**
 * The last few snapshots of the weights, and the inner products that say how they lie to one
 * another.
 *
 * <p>The snapshots are kept in {@code float}. Kept with them is the Gram matrix of C = [w, d_1 …
 * d_m], the latest snapshot and the increments of the window, oldest first. A new snapshot costs
 * one pass over the window; every inner product is computed once, in {@code double} and in a fixed
 * order, from the snapshots themselves, so that nothing drifts however long the window slides. The
 * triangular factor of the Gram matrix is that of a QR factorization of C. It has lost parts of an
 * increment below sqrt(eps) = 1.5e-8 of its norm, since the Gram matrix has the square of C's
 * condition: less than the rounding of the weights to {@code float} loses anyway.
 */
final class SnapshotWindow {
  /** What is left of a squared, scaled column of C below this is rounding. */
  private static final double NOISE = 1e-14;

  /** So many entries of all snapshots of a window fit into the cache next to the core. */
  private static final int BLOCK = 512;

  private final int capacity;
  private final float[][] ring;
  private int count;

  /** For each weight the number of snapshots since it last changed. */
  private int[] still;

  /** Inner products of the increments, oldest first. */
  private final double[][] increments;

  /** Inner products of the latest snapshot with the increments. */
  private final double[] latestTimesIncrements;

  private double latestSquared;

  /** For each increment its inner products with the latest snapshot and the latest increment. */
  private final double[] products;

  SnapshotWindow(int capacity) {
    this.capacity = capacity;
    this.ring = new float[capacity][];
    this.increments = new double[capacity - 1][capacity - 1];
    this.latestTimesIncrements = new double[capacity - 1];
    this.products = new double[2 * (capacity - 1)];
  }

  /** Takes a snapshot; the oldest one leaves when there are more than the capacity. */
  void add(float[] weights) {
    if (count == capacity) {
      dropOldest();
    }
    if (ring[count] == null) {
      ring[count] = new float[weights.length];
    }
    System.arraycopy(weights, 0, ring[count], 0, weights.length);
    countStill(weights);
    count++;
    latestSquared = dot(weights, weights);
    int last = count - 2;
    if (last < 0) {
      return;
    }
    Arrays.fill(products, 0);
    for (int from = 0; from < weights.length; from += BLOCK) {
      int to = Math.min(weights.length, from + BLOCK);
      for (int k = 0; k <= last; k++) {
        addProducts(ring[k + 1], ring[k], weights, ring[last], from, to, products, 2 * k);
      }
    }
    for (int k = 0; k <= last; k++) {
      latestTimesIncrements[k] = products[2 * k];
      increments[k][last] = products[2 * k + 1];
      increments[last][k] = products[2 * k + 1];
    }
  }

  private void dropOldest() {
    float[] oldest = ring[0];
    System.arraycopy(ring, 1, ring, 0, capacity - 1);
    ring[capacity - 1] = oldest;
    count--;
    for (int i = 1; i < capacity - 1; i++) {
      System.arraycopy(increments[i], 1, increments[i - 1], 0, capacity - 2);
    }
  }

  private void countStill(float[] weights) {
    if (count == 0) {
      still = new int[weights.length];
      return;
    }
    float[] before = ring[count - 1];
    for (int i = 0; i < weights.length; i++) {
      still[i] = weights[i] == before[i] ? still[i] + 1 : 0;
    }
  }

  private static double dot(float[] a, float[] b) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < a.length; i += 2) {
      even += (double) a[i] * b[i];
      odd += (double) a[i + 1] * b[i + 1];
    }
    return even + odd + (i < a.length ? (double) a[i] * b[i] : 0);
  }

  /**
   * Adds the parts of (a - b)'c and (a - b)'(c - d) in a range to two sums; the differences are
   * exact unless the numbers differ by a factor of 2^29.
   */
  private static void addProducts(
      float[] a, float[] b, float[] c, float[] d, int from, int to, double[] sums, int at) {
    double latest0 = 0;
    double latest1 = 0;
    double step0 = 0;
    double step1 = 0;
    int i = from;
    for (; i + 1 < to; i += 2) {
      double e0 = (double) a[i] - b[i];
      double e1 = (double) a[i + 1] - b[i + 1];
      latest0 += e0 * c[i];
      latest1 += e1 * c[i + 1];
      step0 += e0 * ((double) c[i] - d[i]);
      step1 += e1 * ((double) c[i + 1] - d[i + 1]);
    }
    if (i < to) {
      double e = (double) a[i] - b[i];
      latest0 += e * c[i];
      step0 += e * ((double) c[i] - d[i]);
    }
    sums[at] += latest0 + latest1;
    sums[at + 1] += step0 + step1;
  }

  /** The numbers of all snapshots, oldest first. */
  DoubleStream values() {
    return IntStream.range(0, count)
        .boxed()
        .flatMapToDouble(k -> IntStream.range(0, ring[k].length).mapToDouble(i -> ring[k][i]));
  }

  boolean isFull() {
    return count == capacity;
  }

  /** The latest snapshot, not a copy. */
  float[] latest() {
    return ring[count - 1];
  }

  /** A snapshot, counted from the oldest, not a copy. */
  float[] snapshot(int index) {
    return ring[index];
  }

  /** The norm of the latest snapshot. */
  double latestNorm() {
    return Math.sqrt(latestSquared);
  }

  /** The norm of the latest increment; 0 before there is one. */
  double latestStep() {
    return count < 2 ? 0 : Math.sqrt(increments[count - 2][count - 2]);
  }

  /** The share of the weights that are not zero that did not change in half of the window. */
  double frozenShare() {
    int frozen = 0;
    int nonzero = 0;
    float[] weights = latest();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != 0) {
        nonzero++;
        frozen += still[i] >= count / 2 ? 1 : 0;
      }
    }
    return nonzero == 0 ? 0 : (double) frozen / nonzero;
  }

  /** The inner product of two increments, counted from the oldest. */
  double product(int first, int second) {
    return increments[first][second];
  }

  /** The inner product of the latest snapshot and an increment. */
  double latestTimes(int increment) {
    return latestTimesIncrements[increment];
  }

  /** Coordinates of the snapshots of a full window in an orthonormal basis of their span. */
  Frame frame() {
    double[] scale = new double[capacity];
    for (int j = 0; j < capacity; j++) {
      double norm = Math.sqrt(entry(j, j));
      scale[j] = norm > 0 ? norm : 1;
    }
    Matrix gram = new Matrix(capacity, capacity);
    for (int j = 0; j < capacity; j++) {
      for (int i = 0; i < capacity; i++) {
        gram.set(i, j, entry(i, j) / scale[i] / scale[j]);
      }
    }
    PivotedCholesky factor = PivotedCholesky.of(gram, NOISE);
    // C = Q R scale, and each snapshot is w less the increments after it.
    Matrix r = factor.r();
    Matrix snapshots = new Matrix(capacity, capacity);
    for (int i = 0; i < r.rows(); i++) {
      double coordinate = r.get(i, 0) * scale[0];
      snapshots.set(i, capacity - 1, coordinate);
      for (int j = capacity - 2; j >= 0; j--) {
        coordinate -= r.get(i, j + 1) * scale[j + 1];
        snapshots.set(i, j, coordinate);
      }
    }
    return new Frame(snapshots, factor, scale);
  }

  /** The Gram matrix of C. */
  private double entry(int i, int j) {
    if (i == 0 && j == 0) {
      return latestSquared;
    }
    return i == 0 || j == 0 ? latestTimesIncrements[i + j - 1] : increments[i - 1][j - 1];
  }

  /**
   * The vector with the given coordinates in the basis of a frame.
   *
   * @param frame the frame of this window, made since the last snapshot was added
   */
  double[] lift(Frame frame, double[] coordinates) {
    double[] factors = frame.factor().solve(coordinates);
    // The factors of w and d_1 … d_m, turned into those of the snapshots.
    double[] columns = new double[capacity];
    columns[capacity - 1] = factors[0] / frame.scale()[0];
    for (int k = 0; k < capacity - 1; k++) {
      double factor = factors[k + 1] / frame.scale()[k + 1];
      columns[k + 1] += factor;
      columns[k] -= factor;
    }
    return combination(columns);
  }

  /** The sum of the snapshots of a full window, oldest first, times a factor each. */
  double[] combination(double[] factors) {
    double[] result = new double[latest().length];
    for (int k = 0; k < capacity; k++) {
      for (int i = 0; i < result.length; i++) {
        result[i] += factors[k] * ring[k][i];
      }
    }
    return result;
  }

  /**
   * An orthonormal basis Q of the span of the window, C = Q R scale.
   *
   * @param snapshots the coordinates of each snapshot, oldest first, as many as there are
   *     snapshots; the last ones are zero where C is rank deficient
   * @param factor R
   * @param scale the norm of each column of C, 1 for those that are zero
   */
  record Frame(Matrix snapshots, PivotedCholesky factor, double[] scale) {}
}
