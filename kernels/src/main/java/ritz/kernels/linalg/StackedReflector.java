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
  private int from;
  private Matrix w;
  private Matrix t;

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
    StackedReflector reflector = work.object(StackedReflector.class, StackedReflector::new);
    reflector.top = top;
    reflector.from = from;
    reflector.w = b;
    reflector.t = work.matrix(r.rows(), r.rows());
    factor(r, b, reflector.t, work);
    return reflector;
  }

  private static void factor(Matrix r, Matrix b, Matrix t, Workspace work) {
    int columns = r.columns();
    if (columns <= SMALL) {
      StackedPanel.factor(r, b, t, work);
      return;
    }
    int half = columns / 2;
    int rest = columns - half;
    Matrix left = work.columns(b, 0, half);
    Matrix right = work.columns(b, half, columns);
    Matrix first = work.block(t, 0, 0, half, half);
    factor(work.block(r, 0, 0, half, half), left, first, work);
    apply(left, first, Transpose.YES, work.block(r, 0, half, half, rest), right, work);
    Matrix second = work.block(t, half, half, rest, rest);
    factor(work.block(r, half, half, rest, rest), right, second, work);
    join(left, right, t, work);
  }

  /** The rows of V below the identity. */
  Matrix w() {
    return w;
  }

  /** The triangle T. */
  Matrix t() {
    return t;
  }

  @Override
  void apply(Transpose transpose, Matrix c, Workspace work) {
    Matrix upper = work.block(c, top, 0, w.columns(), c.columns());
    apply(w, t, transpose, upper, work.block(c, from, 0, w.rows(), c.columns()), work);
  }

  /** The product on the rows of R and of B, given apart. */
  void apply(Transpose transpose, Matrix upper, Matrix lower, Workspace work) {
    apply(w, t, transpose, upper, lower, work);
  }

  private static void apply(
      Matrix w, Matrix t, Transpose transpose, Matrix upper, Matrix lower, Workspace work) {
    Matrix product = work.products(w.columns(), lower.columns());
    inner(w, lower, product, work);
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
