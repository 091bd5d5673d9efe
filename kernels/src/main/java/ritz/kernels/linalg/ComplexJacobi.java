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

  private int rows;
  private Matrix g;
  private Matrix w;
  private double[] norms;
  private double tolerance;

  /**
   * Makes the columns of G orthogonal.
   *
   * @param g entries in a range where products of two neither overflow nor lose digits
   * @param work holds the result and what comes in between
   */
  static ComplexJacobi orthogonalize(ComplexMatrix g, Workspace work) {
    ComplexJacobi jacobi = work.object(ComplexJacobi.class, ComplexJacobi::new);
    int n = g.columns();
    jacobi.rows = g.rows();
    jacobi.g = work.undefined(2 * g.rows(), n);
    Blocks.copyInto(g.real(), jacobi.g, 0, 0);
    Blocks.copyInto(g.imaginary(), jacobi.g, g.rows(), 0);
    jacobi.w = work.matrix(2 * n, n);
    for (int j = 0; j < n; j++) {
      jacobi.w.set(j, j, 1);
    }
    jacobi.norms = work.doubles(n);
    jacobi.tolerance = OneSidedJacobi.tolerance(2 * g.rows());
    jacobi.iterate();
    return jacobi;
  }

  private void iterate() {
    int sweep = 0;
    while (!sweep()) {
      sweep++;
      if (sweep == MOST_SWEEPS) {
        throw new NumericalException(
            "Jacobi SVD of a complex factor of size "
                + rows
                + " x "
                + g.columns()
                + " did not converge in "
                + MOST_SWEEPS
                + " sweeps");
      }
    }
  }

  /** The norm of an orthogonal column, sigma; they descend. */
  double norm(int k) {
    return norms[k];
  }

  /** Writes an orthogonal column, divided by its norm, into the first rows of a matrix. */
  void writeLeft(int k, ComplexMatrix to) {
    write(g, k, 1 / norms[k], to);
  }

  /** Writes a column of the transformation W into the first rows of a matrix. */
  void writeRight(int k, ComplexMatrix to) {
    write(w, k, 1, to);
  }

  private static void write(Matrix stacked, int k, double factor, ComplexMatrix to) {
    int half = stacked.rows() / 2;
    for (int i = 0; i < half; i++) {
      double re = stacked.get(i, k) * factor;
      ComplexVectors.set(to, i, k, re, stacked.get(half + i, k) * factor);
    }
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
