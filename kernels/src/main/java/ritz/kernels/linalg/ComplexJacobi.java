// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * One-sided Jacobi on a complex matrix: unitary plane transformations from the right make the
 * columns orthogonal, G W = X diag(sigma), as {@link OneSidedJacobi} does for real ones.
 *
 * <p>Column q is first turned by the phase of g_p^H g_q, which makes that product real; the real
 * rotation that annuls it then acts on real and imaginary parts alike. Each column is kept as its
 * real part on top of its imaginary part, so norms and rotations are single real operations.
 */
final class ComplexJacobi {
  private static final int MOST_SWEEPS = 60;

  /** Where less than this part of a squared norm remains, the norm is computed afresh. */
  private static final double CANCELLATION = 0.1;

  private final int rows;
  private final Matrix g;
  private final Matrix w;
  private final double[] norms;
  private final double tolerance;

  private ComplexJacobi(ComplexMatrix g, Matrix w) {
    this.rows = g.rows();
    this.g = stacked(g);
    this.w = w;
    this.norms = new double[g.columns()];
    this.tolerance = OneSidedJacobi.tolerance(2 * rows);
  }

  /**
   * The orthogonal columns and how they were made.
   *
   * @param columns X diag(sigma)
   * @param transformation W
   * @param norms sigma, descending
   */
  record Result(ComplexMatrix columns, ComplexMatrix transformation, double[] norms) {}

  /**
   * Makes the columns of G orthogonal.
   *
   * @param g entries in a range where products of two neither overflow nor lose digits
   */
  static Result orthogonalize(ComplexMatrix g) {
    int n = g.columns();
    ComplexJacobi jacobi = new ComplexJacobi(g, stacked(ComplexMatrix.identity(n)));
    int sweep = 0;
    while (!jacobi.sweep()) {
      sweep++;
      if (sweep == MOST_SWEEPS) {
        throw new NumericalException(
            "Jacobi SVD of a complex factor of size "
                + g.shape()
                + " did not converge in "
                + MOST_SWEEPS
                + " sweeps");
      }
    }
    return new Result(split(jacobi.g), split(jacobi.w), jacobi.norms);
  }

  private static Matrix stacked(ComplexMatrix a) {
    Matrix result = new Matrix(2 * a.rows(), a.columns());
    Blocks.copy(a.real(), result.block(0, 0, a.rows(), a.columns()));
    Blocks.copy(a.imaginary(), result.block(a.rows(), 0, a.rows(), a.columns()));
    return result;
  }

  private static ComplexMatrix split(Matrix stacked) {
    int half = stacked.rows() / 2;
    return new ComplexMatrix(
        stacked.block(0, 0, half, stacked.columns()).copy(),
        stacked.block(half, 0, half, stacked.columns()).copy());
  }

  private void computeNorms() {
    for (int j = 0; j < norms.length; j++) {
      norms[j] = Blocks.columnNorm(g, j);
    }
  }

  /** One cycle through all pairs; returns whether no pair had to be transformed. */
  private boolean sweep() {
    computeNorms();
    boolean orthogonal = true;
    for (int p = 0; p < norms.length; p++) {
      bringLargestTo(p);
      for (int q = p + 1; q < norms.length; q++) {
        orthogonal &= isOrthogonalOrRotate(p, q);
      }
    }
    return orthogonal;
  }

  private void bringLargestTo(int p) {
    int best = p;
    for (int j = p + 1; j < norms.length; j++) {
      best = norms[j] > norms[best] ? j : best;
    }
    if (best != p) {
      Blocks.swapColumns(g, p, best);
      Blocks.swapColumns(w, p, best);
      double held = norms[p];
      norms[p] = norms[best];
      norms[best] = held;
    }
  }

  private boolean isOrthogonalOrRotate(int p, int q) {
    if (norms[p] == 0 || norms[q] == 0) {
      return true;
    }
    double[] data = g.data();
    int x = g.index(0, p);
    int y = g.index(0, q);
    double re = DoubleBlas.dot(2 * rows, data, x, data, y) / norms[p] / norms[q];
    double im =
        (DoubleBlas.dot(rows, data, x, data, y + rows)
                - DoubleBlas.dot(rows, data, x + rows, data, y))
            / norms[p]
            / norms[q];
    double cosine = Math.hypot(re, im);
    if (!(cosine > tolerance)) {
      return true;
    }
    turn(g, q, re / cosine, -im / cosine);
    turn(w, q, re / cosine, -im / cosine);
    double pOverQ = norms[p] / norms[q];
    double qOverP = norms[q] / norms[p];
    // The tangent is the smaller root of t² + (qOverP - pOverQ) / cosine · t = 1.
    double gap = qOverP - pOverQ;
    double t =
        Math.copySign(2, gap)
            * cosine
            / (Math.abs(gap) + Math.sqrt(gap * gap + 4 * cosine * cosine));
    double c = 1 / Math.sqrt(1 + t * t);
    Blocks.rotateColumns(g, p, q, c, -c * t);
    Blocks.rotateColumns(w, p, q, c, -c * t);
    norms[p] = changedNorm(p, 1 - t * qOverP * cosine);
    norms[q] = changedNorm(q, 1 + t * pOverQ * cosine);
    return false;
  }

  private double changedNorm(int j, double squaredFactor) {
    return squaredFactor < CANCELLATION
        ? Blocks.columnNorm(g, j)
        : norms[j] * Math.sqrt(squaredFactor);
  }

  /** Multiplies a column by a number of modulus 1. */
  private static void turn(Matrix stacked, int column, double re, double im) {
    int half = stacked.rows() / 2;
    int at = stacked.index(0, column);
    DoubleBlas.rot(half, stacked.data(), at, stacked.data(), at + half, re, -im);
  }
}
