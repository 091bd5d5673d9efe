// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

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

  /** The real part of the inner product, the first factor conjugated. */
  static double realDot(
      int n, ComplexMatrix x, int xRow, int xColumn, ComplexMatrix y, int yRow, int yColumn) {
    return dot(n, x.real(), xRow, xColumn, y.real(), yRow, yColumn)
        + dot(n, x.imaginary(), xRow, xColumn, y.imaginary(), yRow, yColumn);
  }

  /** The imaginary part of the same. */
  static double imaginaryDot(
      int n, ComplexMatrix x, int xRow, int xColumn, ComplexMatrix y, int yRow, int yColumn) {
    return dot(n, x.real(), xRow, xColumn, y.imaginary(), yRow, yColumn)
        - dot(n, x.imaginary(), xRow, xColumn, y.real(), yRow, yColumn);
  }

  private static double dot(
      int n, Matrix x, int xRow, int xColumn, Matrix y, int yRow, int yColumn) {
    return n == 0
        ? 0
        : DoubleBlas.dot(n, x.data(), x.index(xRow, xColumn), y.data(), y.index(yRow, yColumn));
  }

  /** y += alpha x. */
  static void axpy(
      int n,
      double alphaRe,
      double alphaIm,
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
    DoubleBlas.axpy(n, alphaRe, xr, xrAt, yr, yrAt);
    DoubleBlas.axpy(n, alphaRe, xi, xiAt, yi, yiAt);
    if (alphaIm != 0) {
      DoubleBlas.axpy(n, -alphaIm, xi, xiAt, yr, yrAt);
      DoubleBlas.axpy(n, alphaIm, xr, xrAt, yi, yiAt);
    }
  }

  /** x *= alpha. */
  static void scale(int n, double alphaRe, double alphaIm, ComplexMatrix x, int row, int column) {
    double[] re = x.real().data();
    double[] im = x.imaginary().data();
    int reAt = x.real().index(row, column);
    int imAt = x.imaginary().index(row, column);
    for (int i = 0; i < n; i++) {
      double held = re[reAt + i];
      re[reAt + i] = held * alphaRe - im[imAt + i] * alphaIm;
      im[imAt + i] = held * alphaIm + im[imAt + i] * alphaRe;
    }
  }

  /** The modulus of an entry. */
  static double abs(ComplexMatrix x, int row, int column) {
    return Math.hypot(x.real().get(row, column), x.imaginary().get(row, column));
  }

  /** Sets an entry. */
  static void set(ComplexMatrix x, int row, int column, double re, double im) {
    x.real().set(row, column, re);
    x.imaginary().set(row, column, im);
  }

  /** Copies a matrix into the block of another that starts at a place. */
  static void copyInto(ComplexMatrix from, ComplexMatrix to, int row, int column) {
    Blocks.copyInto(from.real(), to.real(), row, column);
    Blocks.copyInto(from.imaginary(), to.imaginary(), row, column);
  }

  /** Divides every column by its norm and turns it so that its largest entry is real. */
  static void normalizeColumns(ComplexMatrix x) {
    int rows = x.rows();
    for (int j = 0; j < x.columns(); j++) {
      scale(rows, 1 / norm(rows, x, 0, j), 0, x, 0, j);
      int largest = 0;
      double modulus = abs(x, 0, j);
      for (int i = 1; i < rows; i++) {
        double next = abs(x, i, j);
        if (next > modulus) {
          largest = i;
          modulus = next;
        }
      }
      double im = x.imaginary().get(largest, j);
      if (im != 0) {
        double factor = 1 / modulus;
        scale(rows, x.real().get(largest, j) * factor, -im * factor, x, 0, j);
        x.imaginary().set(largest, j, 0);
      }
    }
  }
}
