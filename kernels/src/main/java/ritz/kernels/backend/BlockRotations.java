// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;

/**
 * The sixteen plane rotations that make the columns x of one block of four orthogonal to the
 * columns y of another, in four rounds: in round s, x_j and y_k, k = (j + s) mod 4. They are found
 * from the inner products of the eight columns alone, which are carried from round to round, so
 * that the columns need to be visited once for all rounds.
 *
 * <p>A column is 2^p x with x near unit norm, so that no product leaves the range however the
 * columns differ in size; the products are those of the x. What is added of one to another carries
 * the ratio of their scales.
 *
 * <p>Everything for a pair (j, k) lies at {@link #index}.
 */
public final class BlockRotations {
  /** The columns of a block. */
  public static final int BLOCK = 4;

  /** The entries of an array: sixteen, and what a vector may touch behind them. */
  public static final int ROOM = 32;

  /** Where scales differ by more, the larger column does not change, whatever the ratio. */
  private static final double LARGEST_RATIO = 0x1p120;

  /** The inner products of the x with the y. */
  public final double[] xy = new double[ROOM];

  /** The inner products of the x, changed by a rotation; the caller's. */
  public double[] xx;

  /** The inner products of the y, changed by a rotation; the caller's. */
  public double[] yy;

  /** The scale of y over that of x, a power of two. */
  public final double[] ratios = new double[ROOM];

  /** The reciprocals of the ratios. */
  public final double[] inverseRatios = new double[ROOM];

  /** The tangents of half the angles, negated. */
  public final double[] halfTangents = new double[ROOM];

  /** The sines of the angles. */
  public final double[] sines = new double[ROOM];

  /** What of y is added to x, twice: the half tangents times the ratio of the scales. */
  public final double[] xShears = new double[ROOM];

  /** What of x is added to y in between: the sines times the inverse ratio. */
  public final double[] yShears = new double[ROOM];

  /** For each x, the sum of the squared cosines to the y, before the rotations. */
  public final double[] squaredCosines = new double[ROOM];

  /** For each x, the sum of the squares of what was added to a column, relative to its norm. */
  public final double[] squaredTurns = new double[ROOM];

  /** The square of the cosine up to which columns count as orthogonal. */
  public final double squaredTolerance;

  /**
   * Starts with nothing rotated.
   *
   * @param tolerance the cosine up to which two columns count as orthogonal
   */
  public BlockRotations(double tolerance) {
    this.squaredTolerance = tolerance * tolerance;
    forgetScales();
  }

  /** Takes all columns for unscaled. */
  public void forgetScales() {
    Arrays.fill(ratios, 1);
    Arrays.fill(inverseRatios, 1);
  }

  /**
   * Where the numbers of a pair lie: round by round.
   *
   * @param j the first column
   * @param k the second column
   * @return the index
   */
  public static int index(int j, int k) {
    return BLOCK * ((k - j) & 3) + j;
  }

  /**
   * Takes the scales of the columns.
   *
   * @param scales the scales of all columns, powers of two
   * @param inverses their reciprocals
   * @param x the numbers of the first columns
   * @param y the numbers of the second columns
   */
  public void takeScales(double[] scales, double[] inverses, int[] x, int[] y) {
    for (int at = 0; at < BLOCK * BLOCK; at++) {
      int j = x[at & 3];
      int k = y[(at + (at >> 2)) & 3];
      ratios[at] = bounded(scales[k] * inverses[j]);
      inverseRatios[at] = bounded(scales[j] * inverses[k]);
    }
  }

  private static double bounded(double ratio) {
    return Math.max(1 / LARGEST_RATIO, Math.min(LARGEST_RATIO, ratio));
  }

  /**
   * Whether every x is orthogonal to every y.
   *
   * @return true if there is nothing to do
   */
  public boolean areOrthogonal() {
    for (int at = 0; at < BLOCK * BLOCK; at++) {
      double squares = xx[at & 3] * yy[(at + (at >> 2)) & 3];
      if (xy[at] * xy[at] > squaredTolerance * squares) {
        return false;
      }
    }
    return true;
  }
}
