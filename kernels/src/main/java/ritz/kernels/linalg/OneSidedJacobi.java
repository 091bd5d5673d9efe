// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * One-sided Jacobi: plane rotations from the right make the columns of a matrix orthogonal, G W = X
 * diag(sigma).
 *
 * <p>Columns p and q count as orthogonal when |g_p'g_q| is at most sqrt(m) eps |g_p| |g_q|, the
 * criterion under which all singular values, also the tiny ones, are found with high relative
 * accuracy (Demmel and Veselić, SIAM J. Matrix Anal. Appl. 13, 1992; LAPACK's dgesvj). The larger
 * column is brought to the front before it is rotated (de Rijk, SIAM J. Sci. Stat. Comput. 10,
 * 1989). Pairs are visited tile by tile, a tile being a few columns that stay in the first-level
 * cache; within two tiles, pairs without a common column are treated together.
 *
 * <p>Norms may lie between 2^-960 and 2^500: what is out of range for a product of two columns is
 * scaled on the way.
 */
final class OneSidedJacobi {
  private static final int MOST_SWEEPS = 60;

  /** The columns of a tile. */
  private static final int TILE = 8;

  /** Products of two columns with norms below this lose digits to underflow. */
  private static final double SMALLEST_PRODUCT = 0x1p-960;

  /** Where one norm is less than this part of the other, the larger column does not change. */
  private static final double TINY_PART = 0x1p-500;

  /** Where less than this part of a squared norm remains, the norm is computed afresh. */
  private static final double CANCELLATION = 0.1;

  private static final double UNKNOWN = -1;

  private final Matrix g;
  private final Matrix w;
  private final double[] norms;
  private final double tolerance;
  private final double[] scaled;

  /** The rotations of pairs without a common column; a sine of 0 stands for none. */
  private final double[] cosines = new double[TILE];

  private final double[] sines = new double[TILE];

  /** The largest cosine of the angle of a pair in this sweep. */
  private double largestCosine;

  /** The most of one column, in terms of the other, that a rotation of this sweep has added. */
  private double largestTurn;

  private OneSidedJacobi(Matrix g, Matrix w, double[] norms) {
    this.g = g;
    this.w = w;
    this.norms = norms;
    this.tolerance = Math.sqrt(g.rows()) * Math.ulp(0.5);
    this.scaled = new double[g.rows()];
  }

  /**
   * Makes the columns of G orthogonal, in place.
   *
   * @param g the matrix
   * @param w multiplied by the same rotations from the right; null where it is not wanted
   * @param norms receives the norms of the columns
   * @return the number of sweeps
   */
  static int orthogonalize(Matrix g, Matrix w, double[] norms) {
    OneSidedJacobi jacobi = new OneSidedJacobi(g, w, norms);
    for (int sweep = 1; sweep <= MOST_SWEEPS; sweep++) {
      if (jacobi.sweep()) {
        jacobi.computeNorms();
        return sweep;
      }
    }
    throw new NumericalException(
        "Jacobi SVD of a factor of size "
            + g.shape()
            + " did not converge in "
            + MOST_SWEEPS
            + " sweeps");
  }

  private void computeNorms() {
    for (int j = 0; j < norms.length; j++) {
      norms[j] = Blocks.columnNorm(g, j);
    }
  }

  /**
   * One cycle through all pairs; returns whether the columns are orthogonal now. Once a pair has
   * been rotated, each of the fewer than 2 n later rotations of one of its columns changes its
   * cosine by no more than the largest cosine times the largest turn.
   */
  private boolean sweep() {
    computeNorms();
    largestCosine = 0;
    largestTurn = 0;
    int columns = g.columns();
    for (int first = 0; first < columns; first += TILE) {
      int end = Math.min(first + TILE, columns);
      for (int p = first; p < end; p++) {
        bringLargestTo(p, columns);
      }
      for (int p = first; p < end; p++) {
        bringLargestTo(p, end);
        for (int q = p + 1; q < end; q++) {
          rotatePairs(p, 1, 0, q, 1);
        }
      }
      for (int second = end; second < columns; second += TILE) {
        for (int shift = 0; shift < TILE; shift++) {
          rotatePairs(first, TILE, shift, second, Math.min(TILE, columns - second));
        }
      }
    }
    return 2 * columns * largestCosine * largestTurn <= tolerance;
  }

  /** Exchanges column p with the largest of columns p … end-1. */
  private void bringLargestTo(int p, int end) {
    int best = p;
    for (int j = p + 1; j < end; j++) {
      if (norms[j] > norms[best]) {
        best = j;
      }
    }
    if (best != p) {
      Blocks.swapColumns(g, p, best);
      if (w != null) {
        Blocks.swapColumns(w, p, best);
      }
      double held = norms[p];
      norms[p] = norms[best];
      norms[best] = held;
    }
  }

  /**
   * Makes column firstQ + j orthogonal to column firstP + (j + shift) mod period for every j below
   * count, at most period. These pairs have no column in common, so each stage runs over all.
   */
  private void rotatePairs(int firstP, int period, int shift, int firstQ, int count) {
    for (int j = 0; j < count; j++) {
      cosines[j] = cosine(firstP + cyclic(j + shift, period), firstQ + j);
    }
    for (int j = 0; j < count; j++) {
      findRotation(firstP + cyclic(j + shift, period), firstQ + j, j);
    }
    for (int j = 0; j < count; j++) {
      if (sines[j] != 0) {
        rotate(firstP + cyclic(j + shift, period), firstQ + j, cosines[j], sines[j]);
      }
    }
  }

  private static int cyclic(int index, int period) {
    return index < period ? index : index - period;
  }

  /** The cosine of the angle between two columns. */
  private double cosine(int p, int q) {
    int rows = g.rows();
    double[] data = g.data();
    double product = norms[p] * norms[q];
    if (product > SMALLEST_PRODUCT) {
      return DoubleBlas.dot(rows, data, g.index(0, p), data, g.index(0, q)) / product;
    } else if (norms[p] == 0 || norms[q] == 0) {
      return 0;
    }
    copyUnit(p);
    return DoubleBlas.dot(rows, scaled, 0, data, g.index(0, q)) / norms[q];
  }

  /** Puts column p, divided by its norm, into the workspace. */
  private void copyUnit(int p) {
    System.arraycopy(g.data(), g.index(0, p), scaled, 0, g.rows());
    DoubleBlas.scal(g.rows(), 1 / norms[p], scaled, 0);
  }

  /**
   * Replaces the cosine of pair j, columns p and q, by the cosine and sine of the rotation that
   * makes them orthogonal, and updates their norms.
   */
  private void findRotation(int p, int q, int j) {
    double cosine = cosines[j];
    sines[j] = 0;
    if (!(Math.abs(cosine) > tolerance)) {
      return;
    }
    largestCosine = Math.max(largestCosine, Math.abs(cosine));
    if (norms[q] < TINY_PART * norms[p]) {
      subtractProjection(p, q, cosine);
      return;
    } else if (norms[p] < TINY_PART * norms[q]) {
      subtractProjection(q, p, cosine);
      return;
    }
    double pOverQ = norms[p] / norms[q];
    double qOverP = norms[q] / norms[p];
    // The tangent is the smaller root of t² + (qOverP - pOverQ) / cosine · t = 1.
    double gap = qOverP - pOverQ;
    double t =
        Math.copySign(2, gap)
            * cosine
            / (Math.abs(gap) + Math.sqrt(gap * gap + 4 * cosine * cosine));
    double c = 1 / Math.sqrt(1 + t * t);
    cosines[j] = c;
    sines[j] = c * t;
    largestTurn = Math.max(largestTurn, Math.abs(sines[j]) * Math.max(pOverQ, qOverP));
    norms[p] = changedNorm(norms[p], 1 - t * qOverP * cosine);
    norms[q] = changedNorm(norms[q], 1 + t * pOverQ * cosine);
  }

  private static double changedNorm(double norm, double squaredFactor) {
    return squaredFactor < CANCELLATION ? UNKNOWN : norm * Math.sqrt(squaredFactor);
  }

  /** Rotates columns p and q by the angle with the given cosine and sine. */
  private void rotate(int p, int q, double c, double s) {
    Blocks.rotateColumns(g, p, q, c, -s);
    if (w != null) {
      Blocks.rotateColumns(w, p, q, c, -s);
    }
    if (norms[p] == UNKNOWN) {
      norms[p] = Blocks.columnNorm(g, p);
    }
    if (norms[q] == UNKNOWN) {
      norms[q] = Blocks.columnNorm(g, q);
    }
  }

  /** What a rotation comes to where one column is so small that its angle underflows. */
  private void subtractProjection(int large, int small, double cosine) {
    largestTurn = Math.max(largestTurn, Math.abs(cosine));
    copyUnit(large);
    double factor = -cosine * norms[small];
    DoubleBlas.axpy(g.rows(), factor, scaled, 0, g.data(), g.index(0, small));
    norms[small] = Blocks.columnNorm(g, small);
  }
}
