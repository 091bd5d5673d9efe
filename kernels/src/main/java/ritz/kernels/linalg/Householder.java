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
    double norm = DoubleBlas.nrm2(n - 1, x, at + 1);
    if (norm == 0) {
      return 0;
    }
    double alpha = x[at];
    double beta = -Math.copySign(Math.hypot(alpha, norm), alpha);
    int rescalings = 0;
    while (Math.abs(beta) < SAFE_MINIMUM && rescalings < 20) {
      rescalings++;
      DoubleBlas.scal(n, 1 / SAFE_MINIMUM, x, at);
      alpha = x[at];
      norm = DoubleBlas.nrm2(n - 1, x, at + 1);
      beta = -Math.copySign(Math.hypot(alpha, norm), alpha);
    }
    DoubleBlas.scal(n - 1, 1 / (alpha - beta), x, at + 1);
    double tau = (beta - alpha) / beta;
    for (; rescalings > 0; rescalings--) {
      beta *= SAFE_MINIMUM;
    }
    x[at] = beta;
    return tau;
  }

  /** C := H C, where C has as many rows as v has entries; v(1) lies at {@code v[vAt + 1]}. */
  static void applyLeft(double tau, double[] v, int vAt, Matrix c) {
    if (tau == 0 || c.rows() == 0) {
      return;
    }
    int tail = c.rows() - 1;
    double[] data = c.data();
    for (int j = 0; j < c.columns(); j++) {
      int at = c.index(0, j);
      double factor = tau * (data[at] + DoubleBlas.dot(tail, v, vAt + 1, data, at + 1));
      data[at] -= factor;
      DoubleBlas.axpy(tail, -factor, v, vAt + 1, data, at + 1);
    }
  }

  /** C := C H, where C has as many columns as v has entries; needs C.rows() of workspace. */
  static void applyRight(double tau, double[] v, int vAt, Matrix c, double[] work) {
    int rows = c.rows();
    if (tau == 0 || rows == 0) {
      return;
    }
    double[] data = c.data();
    System.arraycopy(data, c.index(0, 0), work, 0, rows);
    for (int j = 1; j < c.columns(); j++) {
      DoubleBlas.axpy(rows, v[vAt + j], data, c.index(0, j), work, 0);
    }
    DoubleBlas.axpy(rows, -tau, work, 0, data, c.index(0, 0));
    for (int j = 1; j < c.columns(); j++) {
      DoubleBlas.axpy(rows, -tau * v[vAt + j], work, 0, data, c.index(0, j));
    }
  }
}
