// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/** Triangular matrices. */
final class Triangular {
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

  /** X := R^-1 X with R upper triangular and nonsingular. */
  static void solveUpper(Matrix r, Matrix x) {
    double[] values = x.data();
    for (int column = 0; column < x.columns(); column++) {
      int at = x.index(0, column);
      for (int j = r.columns() - 1; j >= 0; j--) {
        values[at + j] /= r.get(j, j);
        DoubleBlas.axpy(j, -values[at + j], r.data(), r.index(0, j), values, at);
      }
    }
  }
}
