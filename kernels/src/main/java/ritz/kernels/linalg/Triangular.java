// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/** Triangular matrices. */
final class Triangular {
  /** The order up to which a system is solved column by column. */
  private static final int SMALL = 32;

  private Triangular() {}

  /** The upper trapezoid of the first rows of a matrix, zeros below the diagonal; a new matrix. */
  static Matrix upper(Matrix a, int rows) {
    Matrix result = new Matrix(rows, a.columns());
    for (int j = 0; j < a.columns() && rows > 0; j++) {
      int length = Math.min(j + 1, rows);
      System.arraycopy(a.data(), a.index(0, j), result.data(), result.index(0, j), length);
    }
    return result;
  }

  /**
   * The inverse of a nonsingular upper triangular matrix, by halves: the off-diagonal block of the
   * inverse is minus the product of the inverse diagonal blocks around that of R; a new matrix.
   */
  static Matrix inverseUpper(Matrix r) {
    int n = r.rows();
    Matrix inverse = new Matrix(n, n);
    if (n <= SMALL) {
      for (int j = 0; j < n; j++) {
        inverse.set(j, j, 1);
        solveUpper(r.block(0, 0, j + 1, j + 1), inverse.block(0, j, j + 1, 1));
      }
      return inverse;
    }
    int half = n / 2;
    Matrix first = inverseUpper(r.block(0, 0, half, half));
    Matrix second = inverseUpper(r.block(half, half, n - half, n - half));
    Matrix corner = inverse.block(0, half, half, n - half);
    Matrix coupling = r.block(0, half, half, n - half).times(second);
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, first, coupling, 0, corner);
    Blocks.copy(first, inverse.block(0, 0, half, half));
    Blocks.copy(second, inverse.block(half, half, n - half, n - half));
    return inverse;
  }

  /**
   * X := R^-1 X with R upper triangular and nonsingular, by halves so that most of the work is
   * products.
   */
  static void solveUpper(Matrix r, Matrix x) {
    int n = r.rows();
    if (n > SMALL) {
      int half = n / 2;
      Matrix upper = x.block(0, 0, half, x.columns());
      Matrix lower = x.block(half, 0, n - half, x.columns());
      solveUpper(r.block(half, half, n - half, n - half), lower);
      Matrix coupling = r.block(0, half, half, n - half);
      Matrix.gemm(Transpose.NO, Transpose.NO, -1, coupling, lower, 1, upper);
      solveUpper(r.block(0, 0, half, half), upper);
      return;
    }
    double[] values = x.data();
    for (int column = 0; column < x.columns(); column++) {
      int at = x.index(0, column);
      for (int j = n - 1; j >= 0; j--) {
        values[at + j] /= r.get(j, j);
        DoubleBlas.axpy(j, -values[at + j], r.data(), r.index(0, j), values, at);
      }
    }
  }
}
