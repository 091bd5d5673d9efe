// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/** Operations on pieces of columns of complex matrices: n entries from a row on. */
final class ComplexVectors {
  private ComplexVectors() {}

  /** The Euclidean norm. */
  static double norm(int n, ComplexMatrix x, int row, int column) {
    if (n == 0) {
      return 0;
    }
    Matrix re = x.real();
    Matrix im = x.imaginary();
    return Math.hypot(
        DoubleBlas.nrm2(n, re.data(), re.index(row, column)),
        DoubleBlas.nrm2(n, im.data(), im.index(row, column)));
  }

  /** The inner product, the first factor conjugated. */
  static Complex dot(
      int n, ComplexMatrix x, int xRow, int xColumn, ComplexMatrix y, int yRow, int yColumn) {
    if (n == 0) {
      return Complex.ZERO;
    }
    double[] xr = x.real().data();
    double[] xi = x.imaginary().data();
    double[] yr = y.real().data();
    double[] yi = y.imaginary().data();
    int xrAt = x.real().index(xRow, xColumn);
    int xiAt = x.imaginary().index(xRow, xColumn);
    int yrAt = y.real().index(yRow, yColumn);
    int yiAt = y.imaginary().index(yRow, yColumn);
    return new Complex(
        DoubleBlas.dot(n, xr, xrAt, yr, yrAt) + DoubleBlas.dot(n, xi, xiAt, yi, yiAt),
        DoubleBlas.dot(n, xr, xrAt, yi, yiAt) - DoubleBlas.dot(n, xi, xiAt, yr, yrAt));
  }

  /** y += alpha x. */
  static void axpy(
      int n,
      Complex alpha,
      ComplexMatrix x,
      int xRow,
      int xColumn,
      ComplexMatrix y,
      int yRow,
      int yColumn) {
    if (n == 0) {
      return;
    }
    double[] xr = x.real().data();
    double[] xi = x.imaginary().data();
    double[] yr = y.real().data();
    double[] yi = y.imaginary().data();
    int xrAt = x.real().index(xRow, xColumn);
    int xiAt = x.imaginary().index(xRow, xColumn);
    int yrAt = y.real().index(yRow, yColumn);
    int yiAt = y.imaginary().index(yRow, yColumn);
    DoubleBlas.axpy(n, alpha.re(), xr, xrAt, yr, yrAt);
    DoubleBlas.axpy(n, alpha.re(), xi, xiAt, yi, yiAt);
    if (alpha.im() != 0) {
      DoubleBlas.axpy(n, -alpha.im(), xi, xiAt, yr, yrAt);
      DoubleBlas.axpy(n, alpha.im(), xr, xrAt, yi, yiAt);
    }
  }

  /** x *= alpha. */
  static void scale(int n, Complex alpha, ComplexMatrix x, int row, int column) {
    double[] re = x.real().data();
    double[] im = x.imaginary().data();
    int reAt = x.real().index(row, column);
    int imAt = x.imaginary().index(row, column);
    for (int i = 0; i < n; i++) {
      double held = re[reAt + i];
      re[reAt + i] = held * alpha.re() - im[imAt + i] * alpha.im();
      im[imAt + i] = held * alpha.im() + im[imAt + i] * alpha.re();
    }
  }

  /** Copies entries into a matrix of the same size. */
  static void copy(ComplexMatrix from, ComplexMatrix to) {
    Blocks.copy(from.real(), to.real());
    Blocks.copy(from.imaginary(), to.imaginary());
  }

  /** Divides every column by its norm and turns it so that its largest entry is real. */
  static void normalizeColumns(ComplexMatrix x) {
    for (int j = 0; j < x.columns(); j++) {
      scale(x.rows(), new Complex(1 / norm(x.rows(), x, 0, j), 0), x, 0, j);
      int largest = 0;
      for (int i = 1; i < x.rows(); i++) {
        if (x.get(i, j).abs() > x.get(largest, j).abs()) {
          largest = i;
        }
      }
      Complex entry = x.get(largest, j);
      if (entry.im() != 0) {
        scale(x.rows(), entry.conjugate().times(1 / entry.abs()), x, 0, j);
        x.imaginary().set(largest, j, 0);
      }
    }
  }
}
