// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/**
 * The reflectors that bring a dense panel to triangular form: V is unit lower trapezoidal, and
 * stored with its ones and zeros so that applying it is a plain matrix product.
 */
final class DenseReflector extends BlockReflector {
  private final Matrix v;
  private final Matrix t;

  private DenseReflector(int top, Matrix v, Matrix t) {
    super(top);
    this.v = v;
    this.t = t;
  }

  /**
   * Factors a panel with at least as many rows as columns: on return its upper triangle holds R.
   *
   * @param top where the panel's first row lies in the whole matrix
   * @param work holds what comes in between
   */
  static DenseReflector factor(Matrix panel, int top, Workspace work) {
    Matrix v = new Matrix(panel.rows(), panel.columns());
    Matrix t = new Matrix(panel.columns(), panel.columns());
    factor(panel, v, t, work);
    return new DenseReflector(top, v, t);
  }

  /**
   * The product of reflectors stored below the diagonal of a factored panel.
   *
   * @param top where the panel's first row lies in the whole matrix
   */
  static DenseReflector of(Matrix panel, double[] tau, int top) {
    Matrix v = new Matrix(panel.rows(), panel.columns());
    Matrix t = new Matrix(panel.columns(), panel.columns());
    collect(panel, tau, v, t);
    return new DenseReflector(top, v, t);
  }

  private static void factor(Matrix panel, Matrix v, Matrix t, Workspace work) {
    int rows = panel.rows();
    int columns = panel.columns();
    if (columns <= SMALL) {
      double[] tau = new double[columns];
      for (int j = 0; j < columns; j++) {
        int at = panel.index(j, j);
        tau[j] = Householder.generate(rows - j, panel.data(), at);
        Matrix rest = panel.block(j, j + 1, rows - j, columns - j - 1);
        Householder.applyLeft(tau[j], panel.data(), at, rest);
      }
      collect(panel, tau, v, t);
      return;
    }
    int half = columns / 2;
    int rest = columns - half;
    Matrix left = v.columns(0, half);
    Matrix first = t.block(0, 0, half, half);
    factor(panel.columns(0, half), left, first, work);
    apply(left, first, Transpose.YES, panel.columns(half, columns), work);
    Matrix right = v.block(half, half, rows - half, rest);
    factor(
        panel.block(half, half, rows - half, rest), right, t.block(half, half, rest, rest), work);
    join(v.block(half, 0, rows - half, half), right, t, work);
  }

  private static void collect(Matrix panel, double[] tau, Matrix v, Matrix t) {
    int rows = panel.rows();
    for (int j = 0; j < panel.columns(); j++) {
      v.set(j, j, 1);
      Blocks.copy(panel.block(j + 1, j, rows - j - 1, 1), v.block(j + 1, j, rows - j - 1, 1));
      t.set(j, j, tau[j]);
      join(v.block(j, 0, rows - j, j + 1), t);
    }
  }

  @Override
  void apply(Transpose transpose, Matrix c, Workspace work) {
    apply(v, t, transpose, c.block(top(), 0, v.rows(), c.columns()), work);
  }

  private static void apply(Matrix v, Matrix t, Transpose transpose, Matrix c, Workspace work) {
    Matrix product = work.products(v.columns(), c.columns());
    inner(v, c, product);
    Matrix scaled = work.scaled(product.rows(), product.columns());
    Matrix.gemm(transpose, Transpose.NO, 1, t, product, 0, scaled);
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, v, scaled, 1, c);
  }
}
