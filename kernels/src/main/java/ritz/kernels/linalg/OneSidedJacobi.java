// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * One-sided Jacobi: plane rotations from the right make the columns of a matrix orthogonal, G W = U
 * Sigma.
 *
 * <p>Columns p and q count as orthogonal when |g_p'g_q| is at most sqrt(m) eps |g_p| |g_q|, the
 * criterion under which all singular values, also the tiny ones, are found with high relative
 * accuracy (Demmel and Veselić, SIAM J. Matrix Anal. Appl. 13, 1992; LAPACK's dgesvj). The larger
 * column is brought to the front before it is rotated (de Rijk, SIAM J. Sci. Stat. Comput. 10,
 * 1989).
 */
final class OneSidedJacobi {
  private static final int MOST_SWEEPS = 60;

  private final Matrix g;
  private final Matrix w;
  private final double[] norms;
  private final double tolerance;

  private OneSidedJacobi(Matrix g, Matrix w, double[] norms) {
    this.g = g;
    this.w = w;
    this.norms = norms;
    this.tolerance = Math.sqrt(g.rows()) * Math.ulp(0.5);
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
      if (jacobi.sweep() <= jacobi.tolerance) {
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

  /** One cycle through all pairs; returns the largest cosine met. */
  private double sweep() {
    int columns = g.columns();
    double largest = 0;
    for (int j = 0; j < columns; j++) {
      norms[j] = Blocks.columnNorm(g, j);
    }
    for (int p = 0; p < columns - 1; p++) {
      bringLargestTo(p);
      for (int q = p + 1; q < columns; q++) {
        largest = Math.max(largest, rotate(p, q));
      }
    }
    return largest;
  }

  private void bringLargestTo(int p) {
    int best = p;
    for (int j = p + 1; j < norms.length; j++) {
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

  /** Makes two columns orthogonal; returns the cosine of the angle that they had. */
  private double rotate(int p, int q) {
    double normP = norms[p];
    double normQ = norms[q];
    if (normP == 0 || normQ == 0) {
      return 0;
    }
    double[] data = g.data();
    double cosine =
        DoubleBlas.dot(g.rows(), data, g.index(0, p), data, g.index(0, q)) / normP / normQ;
    if (Math.abs(cosine) <= tolerance) {
      return Math.abs(cosine);
    }
    double pOverQ = normP / normQ;
    double qOverP = normQ / normP;
    double zeta = (qOverP - pOverQ) / (2 * cosine);
    double t = Math.copySign(1 / (Math.abs(zeta) + Math.hypot(1, zeta)), zeta);
    double c = 1 / Math.sqrt(1 + t * t);
    double s = c * t;
    Blocks.rotateColumns(g, p, q, c, -s);
    if (w != null) {
      Blocks.rotateColumns(w, p, q, c, -s);
    }
    // The new norms cancel where a column shrinks much; then they are computed afresh.
    double shrunkP = 1 - t * qOverP * cosine;
    double shrunkQ = 1 + t * pOverQ * cosine;
    norms[p] = shrunkP > 0.1 ? normP * Math.sqrt(shrunkP) : Blocks.columnNorm(g, p);
    norms[q] = shrunkQ > 0.1 ? normQ * Math.sqrt(shrunkQ) : Blocks.columnNorm(g, q);
    return Math.abs(cosine);
  }
}
