// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Diagonal;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.Side;
import ritz.kernels.Transpose;
import ritz.kernels.Triangle;

/** Triangular matrices. */
final class Triangular {
  private Triangular() {}

  /** The upper trapezoid of the first rows of a matrix, zeros below the diagonal; a new matrix. */
  static Matrix upper(Matrix a, int rows) {
    return upper(a, rows, new Workspace());
  }

  /** The same in a workspace. */
  static Matrix upper(Matrix a, int rows, Workspace work) {
    Matrix result = work.matrix(rows, a.columns());
    for (int j = 0; j < a.columns() && rows > 0; j++) {
      int length = Math.min(j + 1, rows);
      System.arraycopy(a.data(), a.index(0, j), result.data(), result.index(0, j), length);
    }
    return result;
  }

  /**
   * The lower triangle of the square matrix that a caller gave as {@code a}, zeros above the
   * diagonal, in a workspace.
   *
   * @throws IllegalArgumentException if A is not square or an entry of the triangle is not finite
   */
  static Matrix requireLower(Matrix a, Workspace work) {
    if (a.rows() != a.columns()) {
      throw new IllegalArgumentException("a: " + a.shape() + ", expected a square matrix");
    }
    int n = a.rows();
    Matrix result = work.matrix(n, n);
    for (int j = 0; j < n; j++) {
      System.arraycopy(a.data(), a.index(j, j), result.data(), result.index(j, j), n - j);
    }
    return result.requireFinite("a");
  }

  /** X := R^-1 X with R upper triangular and nonsingular. */
  static void solveUpper(Matrix r, Matrix x) {
    DoubleBlas.trsm(
        Side.LEFT,
        Triangle.UPPER,
        Transpose.NO,
        Diagonal.STORED,
        x.rows(),
        x.columns(),
        1,
        r.data(),
        r.offset(),
        r.leadingDimension(),
        x.data(),
        x.offset(),
        x.leadingDimension());
  }
}
