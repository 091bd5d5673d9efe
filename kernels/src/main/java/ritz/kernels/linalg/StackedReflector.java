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
   */
  static StackedReflector factor(Matrix r, Matrix b, int top, int from) {
    Matrix t = new Matrix(r.rows(), r.rows());
    factor(r, b, t);
    return new StackedReflector(top, from, b, t);
  }

  private static void factor(Matrix r, Matrix b, Matrix t) {
    int columns = r.columns();
    if (columns <= SMALL) {
      for (int j = 0; j < columns; j++) {
        reflect(r, b, t, j);
      }
      return;
    }
    int half = columns / 2;
    int rest = columns - half;
    Matrix left = b.columns(0, half);
    Matrix right = b.columns(half, columns);
    Matrix first = t.block(0, 0, half, half);
    factor(r.block(0, 0, half, half), left, first);
    apply(left, first, Transpose.YES, r.block(0, half, half, rest), right);
    factor(r.block(half, half, rest, rest), right, t.block(half, half, rest, rest));
    join(left, right, t);
  }

  /** Annihilates column j of B and applies the reflector to the columns behind it. */
  private static void reflect(Matrix r, Matrix b, Matrix t, int j) {
    int rows = b.rows();
    double[] data = b.data();
    int at = b.index(0, j);
    double tau = Householder.generate(r.data(), r.index(j, j), rows, data, at);
    for (int k = j + 1; k < r.columns(); k++) {
      double factor = tau * (r.get(j, k) + DoubleBlas.dot(rows, data, at, data, b.index(0, k)));
      r.set(j, k, r.get(j, k) - factor);
      DoubleBlas.axpy(rows, -factor, data, at, data, b.index(0, k));
    }
    t.set(j, j, tau);
    join(b.columns(0, j + 1), t);
  }

  @Override
  void apply(Transpose transpose, Matrix c) {
    Matrix upper = c.block(top(), 0, w.columns(), c.columns());
    apply(w, t, transpose, upper, c.block(from, 0, w.rows(), c.columns()));
  }

  /** The product on the rows of R and of B, given apart. */
  void apply(Transpose transpose, Matrix upper, Matrix lower) {
    apply(w, t, transpose, upper, lower);
  }

  private static void apply(Matrix w, Matrix t, Transpose transpose, Matrix upper, Matrix lower) {
    Matrix product = upper.copy();
    Matrix.gemm(Transpose.YES, Transpose.NO, 1, w, lower, 1, product);
    Matrix scaled = new Matrix(product.rows(), product.columns());
    Matrix.gemm(transpose, Transpose.NO, 1, t, product, 0, scaled);
    for (int j = 0; j < upper.columns(); j++) {
      DoubleBlas.axpy(
          upper.rows(), -1, scaled.data(), scaled.index(0, j), upper.data(), upper.index(0, j));
    }
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, w, scaled, 1, lower);
  }
}
