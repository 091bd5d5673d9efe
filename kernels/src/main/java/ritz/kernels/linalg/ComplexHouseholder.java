// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Transpose;

/**
 * Complex elementary reflectors H = I - tau v v^H with v(0) = 1, as in LAPACK's zlarfg and zlarf.
 * They are stored by v(1), v(2), … in a column and tau; tau = 0 stands for the identity.
 */
final class ComplexHouseholder {
  private static final double SAFE_MINIMUM = Double.MIN_NORMAL / Math.ulp(0.5);

  private ComplexHouseholder() {}

  /**
   * Finds H with H^H x = (beta, 0, …, 0)', beta real, for n entries x from a place on, which become
   * (beta, v(1), v(2), …).
   *
   * @return tau
   */
  static Complex generate(int n, ComplexMatrix x, int row, int column) {
    int tail = n - 1;
    Complex alpha = x.get(row, column);
    double norm = tail == 0 ? 0 : ComplexVectors.norm(tail, x, row + 1, column);
    if (norm == 0 && alpha.im() == 0) {
      return Complex.ZERO;
    }
    double beta = -Math.copySign(Math.hypot(alpha.abs(), norm), alpha.re());
    int rescalings = 0;
    while (Math.abs(beta) < SAFE_MINIMUM) {
      rescalings++;
      if (tail > 0) {
        scaleTail(tail, new Complex(1 / SAFE_MINIMUM, 0), x, row, column);
        norm = ComplexVectors.norm(tail, x, row + 1, column);
      }
      alpha = alpha.times(1 / SAFE_MINIMUM);
      beta = -Math.copySign(Math.hypot(alpha.abs(), norm), alpha.re());
    }
    Complex tau = new Complex((beta - alpha.re()) / beta, -alpha.im() / beta);
    if (tail > 0) {
      scaleTail(tail, Complex.ONE.divide(alpha.minus(new Complex(beta, 0))), x, row, column);
    }
    for (; rescalings > 0; rescalings--) {
      beta *= SAFE_MINIMUM;
    }
    x.set(row, column, new Complex(beta, 0));
    return tau;
  }

  private static void scaleTail(int tail, Complex factor, ComplexMatrix x, int row, int column) {
    ComplexVectors.scale(tail, factor, x, row + 1, column);
  }

  /** C := H C, or H^H C by the conjugate of tau; v lies in the given column from the row on. */
  static void applyLeft(Complex tau, ComplexMatrix v, int row, int column, ComplexMatrix c) {
    if (tau.equals(Complex.ZERO)) {
      return;
    }
    int tail = c.rows() - 1;
    for (int j = 0; j < c.columns(); j++) {
      Complex sum = c.get(0, j);
      if (tail > 0) {
        sum = sum.plus(ComplexVectors.dot(tail, v, row + 1, column, c, 1, j));
      }
      Complex factor = sum.times(tau).negate();
      c.set(0, j, c.get(0, j).plus(factor));
      if (tail > 0) {
        ComplexVectors.axpy(tail, factor, v, row + 1, column, c, 1, j);
      }
    }
  }

  /** C := C H; v lies in the given column from the row on. */
  static void applyRight(Complex tau, ComplexMatrix v, int row, int column, ComplexMatrix c) {
    int rows = c.rows();
    if (tau.equals(Complex.ZERO) || rows == 0) {
      return;
    }
    ComplexMatrix sum = c.columns(0, 1).copy();
    for (int j = 1; j < c.columns(); j++) {
      ComplexVectors.axpy(rows, v.get(row + j, column), c, 0, j, sum, 0, 0);
    }
    ComplexVectors.axpy(rows, tau.negate(), sum, 0, 0, c, 0, 0);
    for (int j = 1; j < c.columns(); j++) {
      Complex factor = tau.times(v.get(row + j, column).conjugate()).negate();
      ComplexVectors.axpy(rows, factor, sum, 0, 0, c, 0, j);
    }
  }

  /**
   * C := Q C or Q^H C for a product of reflectors Q = H_1 H_2 … stored below the diagonal of a
   * factored matrix, by panels in compact WY form I - V T V^H (LAPACK's zlarft and zlarfb).
   */
  static void apply(Transpose transpose, ComplexMatrix factored, Complex[] tau, ComplexMatrix c) {
    int panels = (tau.length + PANEL - 1) / PANEL;
    for (int step = 0; step < panels; step++) {
      int from = (transpose == Transpose.YES ? step : panels - 1 - step) * PANEL;
      int width = Math.min(PANEL, tau.length - from);
      int rows = factored.rows() - from;
      applyPanel(
          transpose,
          factored.block(from, from, rows, width),
          tau,
          from,
          c.block(from, 0, rows, c.columns()));
    }
  }

  /** The reflectors of a panel. */
  static final int PANEL = 16;

  /** C := Q C or Q^H C for the reflectors in one panel; their tau start at the given index. */
  static void applyPanel(
      Transpose transpose, ComplexMatrix panel, Complex[] tau, int tauAt, ComplexMatrix c) {
    int width = panel.columns();
    ComplexMatrix v = panel.copy();
    ComplexMatrix t = new ComplexMatrix(width, width);
    for (int j = 0; j < width; j++) {
      for (int i = 0; i < j; i++) {
        v.set(i, j, Complex.ZERO);
      }
      v.set(j, j, Complex.ONE);
      t.set(j, j, tau[tauAt + j]);
    }
    ComplexMatrix inner = v.conjugateTransposeTimes(v);
    for (int j = 1; j < width; j++) {
      for (int i = 0; i < j; i++) {
        Complex factor = inner.get(i, j).times(tau[tauAt + j]).negate();
        ComplexVectors.axpy(i + 1, factor, t, 0, i, t, 0, j);
      }
    }
    ComplexMatrix product = v.conjugateTransposeTimes(c);
    ComplexMatrix scaled = new ComplexMatrix(width, c.columns());
    ComplexMatrix.gemm(transpose, Transpose.NO, 1, t, product, 0, scaled);
    ComplexMatrix.gemm(Transpose.NO, Transpose.NO, -1, v, scaled, 1, c);
  }
}
