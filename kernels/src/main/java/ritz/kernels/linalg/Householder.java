// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/**
 * Elementary reflectors H = I - tau v v' with v(0) = 1, as in LAPACK's dlarfg and dlarf. They are
 * stored by v(1), v(2), … and tau; tau = 0 stands for the identity.
 */
final class Householder {
  /** Below this, 1 / x loses digits or overflows. */
  private static final double SAFE_MINIMUM = Double.MIN_NORMAL / Math.ulp(0.5);

  private Householder() {}

  /**
   * Finds H with H x = (beta, 0, …, 0)'; x becomes (beta, v(1), v(2), …).
   *
   * @return tau
   */
  static double generate(int n, double[] x, int at) {
    return generate(x, at, n - 1, x, at + 1);
  }

  /**
   * The same for a vector whose first entry lies apart.
   *
   * @param head holds the first entry, which becomes beta
   * @param n the number of entries behind the first, which become v(1), v(2), …
   * @return tau
   */
  static double generate(double[] head, int headAt, int n, double[] x, int at) {
    double norm = DoubleBlas.nrm2(n, x, at);
    if (norm == 0) {
      return 0;
    }
    double alpha = head[headAt];
    double beta = -Math.copySign(Math.hypot(alpha, norm), alpha);
    int rescalings = 0;
    while (Math.abs(beta) < SAFE_MINIMUM) {
      rescalings++;
      DoubleBlas.scal(n, 1 / SAFE_MINIMUM, x, at);
      alpha /= SAFE_MINIMUM;
      beta = -Math.copySign(Math.hypot(alpha, DoubleBlas.nrm2(n, x, at)), alpha);
    }
    DoubleBlas.scal(n, 1 / (alpha - beta), x, at);
    double tau = (beta - alpha) / beta;
    for (; rescalings > 0; rescalings--) {
      beta *= SAFE_MINIMUM;
    }
    head[headAt] = beta;
    return tau;
  }

  /** C := H C, where C has as many rows as v has entries; v(1) lies at {@code v[vAt + 1]}. */
  static void applyLeft(double tau, double[] v, int vAt, Matrix c) {
    applyLeft(tau, v, vAt, c, 0, 0, c.rows(), c.columns());
  }

  /** The same for the block of C that starts at a row and a column. */
  static void applyLeft(
      double tau, double[] v, int vAt, Matrix c, int row, int column, int rows, int columns) {
    if (tau == 0 || rows == 0) {
      return;
    }
    int tail = rows - 1;
    double[] data = c.data();
    for (int j = 0; j < columns; j++) {
      int at = c.index(row, column + j);
      double factor = tau * (data[at] + DoubleBlas.dot(tail, v, vAt + 1, data, at + 1));
      data[at] -= factor;
      DoubleBlas.axpy(tail, -factor, v, vAt + 1, data, at + 1);
    }
  }

  /** C := C H, where C has as many columns as v has entries; needs C.rows() of workspace. */
  static void applyRight(double tau, double[] v, int vAt, Matrix c, double[] work) {
    applyRight(tau, v, vAt, c, 0, 0, c.rows(), c.columns(), work);
  }

  /** The same for the block of C that starts at a row and a column. */
  static void applyRight(
      double tau,
      double[] v,
      int vAt,
      Matrix c,
      int row,
      int column,
      int rows,
      int columns,
      double[] work) {
    if (tau == 0 || rows == 0) {
      return;
    }
    double[] data = c.data();
    int first = c.index(row, column);
    int step = c.leadingDimension();
    System.arraycopy(data, first, work, 0, rows);
    for (int j = 1; j < columns; j++) {
      DoubleBlas.axpy(rows, v[vAt + j], data, first + j * step, work, 0);
    }
    DoubleBlas.axpy(rows, -tau, work, 0, data, first);
    for (int j = 1; j < columns; j++) {
      DoubleBlas.axpy(rows, -tau * v[vAt + j], work, 0, data, first + j * step);
    }
  }
}
