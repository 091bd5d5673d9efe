// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/**
 * The reflectors that annihilate rows below a triangle, [R; B] to [R'; 0], where the rows of B need
 * not follow those of R. Reflector j has a one in row j of R and the rest in B, so V = [I; W] and
 * the zeros of the triangle are never touched (LAPACK's dtpqrt without the trapezoid).
 */
final class StackedReflector extends BlockReflector {
  private final int from;
  private final Matrix w;
  private final Matrix t;

  private StackedReflector(int top, int from, Matrix w, Matrix t) {
    super(top);
    this.from = from;
    this.w = w;
    this.t = t;
  }

  /**
   * Annihilates the rows of B.
   *
   * @param r upper triangular, of order k; becomes the new triangle
   * @param b any number of rows, k columns; becomes W, to which the reflector keeps a reference
   * @param top where the first row of R lies in the whole matrix
   * @param from where the first row of B lies in the whole matrix
   * @param work holds what comes in between
   */
  static StackedReflector factor(Matrix r, Matrix b, int top, int from, Workspace work) {
    Matrix t = new Matrix(r.rows(), r.rows());
    factor(r, b, t, work);
    return new StackedReflector(top, from, b, t);
  }

  private static void factor(Matrix r, Matrix b, Matrix t, Workspace work) {
    int columns = r.columns();
    if (columns <= SMALL) {
      StackedPanel.factor(r, b, t);
      return;
    }
    int half = columns / 2;
    int rest = columns - half;
    Matrix left = b.columns(0, half);
    Matrix right = b.columns(half, columns);
    Matrix first = t.block(0, 0, half, half);
    factor(r.block(0, 0, half, half), left, first, work);
    apply(left, first, Transpose.YES, r.block(0, half, half, rest), right, work);
    factor(r.block(half, half, rest, rest), right, t.block(half, half, rest, rest), work);
    join(left, right, t, work);
  }

  @Override
  void apply(Transpose transpose, Matrix c, Workspace work) {
    Matrix upper = c.block(top(), 0, w.columns(), c.columns());
    apply(w, t, transpose, upper, c.block(from, 0, w.rows(), c.columns()), work);
  }

  /** The product on the rows of R and of B, given apart. */
  void apply(Transpose transpose, Matrix upper, Matrix lower, Workspace work) {
    apply(w, t, transpose, upper, lower, work);
  }

  private static void apply(
      Matrix w, Matrix t, Transpose transpose, Matrix upper, Matrix lower, Workspace work) {
    Matrix product = work.products(w.columns(), lower.columns());
    inner(w, lower, product);
    for (int j = 0; j < upper.columns(); j++) {
      DoubleBlas.axpy(
          upper.rows(), 1, upper.data(), upper.index(0, j), product.data(), product.index(0, j));
    }
    Matrix scaled = work.scaled(product.rows(), product.columns());
    Matrix.gemm(transpose, Transpose.NO, 1, t, product, 0, scaled);
    for (int j = 0; j < upper.columns(); j++) {
      DoubleBlas.axpy(
          upper.rows(), -1, scaled.data(), scaled.index(0, j), upper.data(), upper.index(0, j));
    }
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, w, scaled, 1, lower);
  }
}
