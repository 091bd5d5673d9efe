// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;

/**
 * The sixteen plane rotations that make the columns x of one block of four orthogonal to the
 * columns y of another, in four rounds: in round s, x_j and y_k, k = (j + s) mod 4; for two pairs
 * of blocks with no column in common at once, since most of the work is waiting for square roots.
 * They are found from the inner products of the eight columns alone, which are carried from round
 * to round, so that the columns need to be visited once for all rounds.
 *
 * <p>Rotations are fast ones: a rotation by an angle a is two shears and a scaling,
 *
 * <pre>
 *   x - tan(a) y = x1,   y + sin(a) cos(a) x1 = y1,   and the pair cos(a) x1, y1 / cos(a),
 * </pre>
 *
 * <p>of which the scaling is left to the weights of the columns: a column is 2^p sqrt(w) x with a
 * weight w, and 2^p such that x starts near unit norm, so that no product leaves the range however
 * the columns differ in size. The products are those of the x; all that is needed of the weights is
 * rational in them.
 *
 * <p>Everything for a pair (j, k) of columns lies at {@link #index}.
 */
public final class BlockRotations {
  /** The columns of a block. */
  public static final int BLOCK = 4;

  /** The pairs of blocks. */
  public static final int PAIRS = 2;

  /** The entries of an array: what is used, and what a vector may touch before and behind. */
  public static final int ROOM = 40;

  /** Where the inner products within a block start. */
  public static final int SQUARES_START = 4;

  /** Where the weights of the columns of a block are, behind the inner products. */
  public static final int WEIGHTS_START = SQUARES_START + BLOCK * BLOCK;

  /** Where scales differ by more, the larger column does not change, whatever the ratio. */
  private static final double LARGEST_RATIO = 0x1p120;

  /** The inner products of the x with the y. */
  public final double[] xy = new double[ROOM];

  /**
   * The inner products of the x of each pair of blocks, see {@link #squareIndex}, and their
   * weights, changed by a rotation; the caller's.
   */
  public final double[][] xx = new double[PAIRS][];

  /** The inner products and weights of the y, likewise. */
  public final double[][] yy = new double[PAIRS][];

  /** The 2^p of y over that of x. */
  public final double[] ratios = new double[ROOM];

  /** The reciprocals of the ratios. */
  public final double[] inverseRatios = new double[ROOM];

  /** What of y is added to x. */
  public final double[] xShears = new double[ROOM];

  /** What of x is then added to y. */
  public final double[] yShears = new double[ROOM];

  /** What of y is added to x where all 2^p are one. */
  public final double[] plainXShears = new double[ROOM];

  /** What of x is then added to y where all 2^p are one. */
  public final double[] plainYShears = new double[ROOM];

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
   * Where the numbers of a pair of columns lie: round by round, both pairs of blocks in each.
   *
   * @param two which pair of blocks, 0 or 1
   * @param j the first column
   * @param k the second column
   * @return the index
   */
  public static int index(int two, int j, int k) {
    return PAIRS * BLOCK * ((k - j) & 3) + BLOCK * two + j;
  }

  /**
   * Where the inner product of two columns of one block lies.
   *
   * @param i a column
   * @param j a column
   * @return the index
   */
  public static int squareIndex(int i, int j) {
    return SQUARES_START + BLOCK * ((j - i) & 3) + i;
  }

  /**
   * Takes the scales of the columns.
   *
   * @param two which pair of blocks, 0 or 1
   * @param scales the scales of all columns, powers of two
   * @param inverses their reciprocals
   * @param x the numbers of the first columns
   * @param y the numbers of the second columns
   */
  public void takeScales(int two, double[] scales, double[] inverses, int[] x, int[] y) {
    for (int j = 0; j < BLOCK; j++) {
      for (int k = 0; k < BLOCK; k++) {
        int at = index(two, j, k);
        ratios[at] = bounded(scales[y[k]] * inverses[x[j]]);
        inverseRatios[at] = bounded(scales[x[j]] * inverses[y[k]]);
      }
    }
  }

  private static double bounded(double ratio) {
    return Math.max(1 / LARGEST_RATIO, Math.min(LARGEST_RATIO, ratio));
  }

  /**
   * Whether every x is orthogonal to every y.
   *
   * @param two which pair of blocks, 0 or 1
   * @return true if there is nothing to do
   */
  public boolean areOrthogonal(int two) {
    double[] xSquares = xx[two];
    double[] ySquares = yy[two];
    for (int round = 0; round < BLOCK; round++) {
      int at = PAIRS * BLOCK * round + BLOCK * two;
      for (int j = 0; j < BLOCK; j++) {
        double squares = xSquares[SQUARES_START + j] * ySquares[SQUARES_START + ((j + round) & 3)];
        if (xy[at + j] * xy[at + j] > squaredTolerance * squares) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Makes what is found the identity.
   *
   * @param two which pair of blocks, 0 or 1
   */
  public void leave(int two) {
    for (int at = BLOCK * two; at < PAIRS * BLOCK * BLOCK; at += PAIRS * BLOCK) {
      Arrays.fill(xy, at, at + BLOCK, 0);
    }
  }
}
