// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/**
 * Complex elementary reflectors H = I - tau v v^H with v(0) = 1, as in LAPACK's zlarfg and zlarf.
 * They are stored by v(1), v(2), … in a column and by tau in a column of its own; tau = 0 stands
 * for the identity.
 */
final class ComplexHouseholder {
  private static final double SAFE_MINIMUM = Double.MIN_NORMAL / Math.ulp(0.5);

  /** The reflectors of a panel. */
  static final int PANEL = 16;

  private ComplexHouseholder() {}

  /**
   * Finds H with H^H x = (beta, 0, …, 0)', beta real, for n entries x from a place on, which become
   * (beta, v(1), v(2), …).
   *
   * @param tau receives the factor in row k
   */
  static void generate(int n, ComplexMatrix x, int row, int column, ComplexMatrix tau, int k) {
    int tail = n - 1;
    double re = x.real().get(row, column);
    double im = x.imaginary().get(row, column);
    double norm = ComplexVectors.norm(tail, x, row + 1, column);
    if (norm == 0 && im == 0) {
      ComplexVectors.set(tau, k, 0, 0, 0);
      return;
    }
    double beta = -Math.copySign(Math.hypot(Math.hypot(re, im), norm), re);
    int rescalings = 0;
    while (Math.abs(beta) < SAFE_MINIMUM) {
      rescalings++;
      ComplexVectors.scale(tail, 1 / SAFE_MINIMUM, 0, x, row + 1, column);
      norm = ComplexVectors.norm(tail, x, row + 1, column);
      re /= SAFE_MINIMUM;
      im /= SAFE_MINIMUM;
      beta = -Math.copySign(Math.hypot(Math.hypot(re, im), norm), re);
    }
    ComplexVectors.set(tau, k, 0, (beta - re) / beta, -im / beta);
    double inverseRe = Complex.realQuotient(1, 0, re - beta, im);
    double inverseIm = Complex.realQuotient(0, -1, re - beta, im);
    ComplexVectors.scale(tail, inverseRe, inverseIm, x, row + 1, column);
    for (; rescalings > 0; rescalings--) {
      beta *= SAFE_MINIMUM;
    }
    ComplexVectors.set(x, row, column, beta, 0);
  }

  /**
   * C := H C for a block of C; with the conjugate of tau it is H^H C. The tail of v lies in a
   * column of a matrix, behind the row whose number is that of the first of the block.
   */
  static void applyLeft(
      double tauRe,
      double tauIm,
      ComplexMatrix v,
      int vColumn,
      ComplexMatrix c,
      int row,
      int column,
      int rows,
      int columns) {
    if (tauRe == 0 && tauIm == 0) {
      return;
    }
    int tail = rows - 1;
    double[] re = c.real().data();
    double[] im = c.imaginary().data();
    for (int j = column; j < column + columns; j++) {
      int reAt = c.real().index(row, j);
      int imAt = c.imaginary().index(row, j);
      double sumRe = re[reAt] + ComplexVectors.realDot(tail, v, row + 1, vColumn, c, row + 1, j);
      double sumIm =
          im[imAt] + ComplexVectors.imaginaryDot(tail, v, row + 1, vColumn, c, row + 1, j);
      double factorRe = -(sumRe * tauRe - sumIm * tauIm);
      double factorIm = -(sumRe * tauIm + sumIm * tauRe);
      re[reAt] += factorRe;
      im[imAt] += factorIm;
      ComplexVectors.axpy(tail, factorRe, factorIm, v, row + 1, vColumn, c, row + 1, j);
    }
  }

  /**
   * C := C H for the first rows and some columns of C. The tail of v lies in a column of a matrix,
   * behind the row whose number is that of the first of these columns.
   *
   * @param sums workspace for a column
   */
  static void applyRight(
      double tauRe,
      double tauIm,
      ComplexMatrix v,
      int vColumn,
      ComplexMatrix c,
      int rows,
      int column,
      int columns,
      ComplexMatrix sums) {
    if (rows == 0 || (tauRe == 0 && tauIm == 0)) {
      return;
    }
    copyColumn(rows, c.real(), column, sums.real());
    copyColumn(rows, c.imaginary(), column, sums.imaginary());
    Matrix re = v.real();
    Matrix im = v.imaginary();
    for (int j = column + 1; j < column + columns; j++) {
      double factorRe = re.get(j, vColumn);
      ComplexVectors.axpy(rows, factorRe, im.get(j, vColumn), c, 0, j, sums, 0, 0);
    }
    ComplexVectors.axpy(rows, -tauRe, -tauIm, sums, 0, 0, c, 0, column);
    for (int j = column + 1; j < column + columns; j++) {
      double vRe = re.get(j, vColumn);
      double vIm = im.get(j, vColumn);
      double factorRe = -(tauRe * vRe + tauIm * vIm);
      double factorIm = -(tauIm * vRe - tauRe * vIm);
      ComplexVectors.axpy(rows, factorRe, factorIm, sums, 0, 0, c, 0, j);
    }
  }

  private static void copyColumn(int rows, Matrix from, int column, Matrix to) {
    System.arraycopy(from.data(), from.index(0, column), to.data(), to.offset(), rows);
  }

  /**
   * C := Q C or Q^H C for a product of reflectors Q = H_1 H_2 … stored below the diagonal of a
   * factored matrix, by panels in compact WY form I - V T V^H (LAPACK's zlarft and zlarfb).
   *
   * @param work holds what comes in between
   */
  static void apply(
      Transpose transpose,
      ComplexMatrix factored,
      ComplexMatrix tau,
      ComplexMatrix c,
      Workspace work) {
    int count = tau.rows();
    int panels = (count + PANEL - 1) / PANEL;
    for (int step = 0; step < panels; step++) {
      int from = (transpose == Transpose.YES ? step : panels - 1 - step) * PANEL;
      int width = Math.min(PANEL, count - from);
      applyPanel(transpose, factored, tau, from, width, c, 0, work);
    }
  }

  /**
   * The same for the reflectors of one panel and the columns of C from one on.
   *
   * @param from the row and the column where the panel starts
   * @param width the number of its reflectors
   */
  static void applyPanel(
      Transpose transpose,
      ComplexMatrix factored,
      ComplexMatrix tau,
      int from,
      int width,
      ComplexMatrix c,
      int column,
      Workspace work) {
    int rows = factored.rows() - from;
    int columns = c.columns() - column;
    ComplexMatrix v = work.copy(work.block(factored, from, from, rows, width));
    ComplexMatrix t = work.complex(width, width);
    for (int j = 0; j < width; j++) {
      for (int i = 0; i < j; i++) {
        ComplexVectors.set(v, i, j, 0, 0);
      }
      ComplexVectors.set(v, j, j, 1, 0);
    }
    ComplexMatrix inner = work.complex(width, width);
    ComplexMatrix.gemm(Transpose.YES, Transpose.NO, 1, v, v, 0, inner);
    join(inner, tau, from, t);
    ComplexMatrix rest = work.block(c, from, column, rows, columns);
    ComplexMatrix product = work.complexProducts(width, columns);
    ComplexMatrix.gemm(Transpose.YES, Transpose.NO, 1, v, rest, 0, product);
    ComplexMatrix scaled = work.complexScaled(width, columns);
    ComplexMatrix.gemm(transpose, Transpose.NO, 1, t, product, 0, scaled);
    ComplexMatrix.gemm(Transpose.NO, Transpose.NO, -1, v, scaled, 1, rest);
  }

  /** Fills T from V^H V and the factors of the reflectors, which lie in tau from a row on. */
  private static void join(ComplexMatrix inner, ComplexMatrix tau, int from, ComplexMatrix t) {
    for (int j = 0; j < t.columns(); j++) {
      double tauRe = tau.real().get(from + j, 0);
      double tauIm = tau.imaginary().get(from + j, 0);
      ComplexVectors.set(t, j, j, tauRe, tauIm);
      for (int i = 0; i < j; i++) {
        double re = inner.real().get(i, j);
        double im = inner.imaginary().get(i, j);
        double factorRe = -(re * tauRe - im * tauIm);
        double factorIm = -(re * tauIm + im * tauRe);
        ComplexVectors.axpy(i + 1, factorRe, factorIm, t, 0, i, t, 0, j);
      }
    }
  }
}
