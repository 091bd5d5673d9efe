// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/**
 * The reflectors that bring a dense panel to triangular form: V is unit lower trapezoidal, and
 * stored with its ones and zeros so that applying it is a plain matrix product.
 */
final class DenseReflector extends BlockReflector {
  private Matrix v;
  private Matrix t;

  /**
   * Factors a panel with at least as many rows as columns: on return its upper triangle holds R.
   *
   * @param top where the panel's first row lies in the whole matrix
   * @param work holds what comes in between
   */
  static DenseReflector factor(Matrix panel, int top, Workspace work) {
    DenseReflector reflector = of(panel, top, work);
    factor(panel, reflector.v, reflector.t, work);
    return reflector;
  }

  /**
   * The product of reflectors stored below the diagonal of a factored panel.
   *
   * @param tau the factors of the reflectors, from an index on
   * @param top where the panel's first row lies in the whole matrix
   * @param work holds what comes in between
   */
  static DenseReflector of(Matrix panel, double[] tau, int from, int top, Workspace work) {
    DenseReflector reflector = of(panel, top, work);
    collect(panel, tau, from, reflector.v, reflector.t, work);
    return reflector;
  }

  private static DenseReflector of(Matrix panel, int top, Workspace work) {
    DenseReflector reflector = work.object(DenseReflector.class, DenseReflector::new);
    reflector.top = top;
    reflector.v = work.matrix(panel.rows(), panel.columns());
    reflector.t = work.matrix(panel.columns(), panel.columns());
    return reflector;
  }

  private static void factor(Matrix panel, Matrix v, Matrix t, Workspace work) {
    int rows = panel.rows();
    int columns = panel.columns();
    if (columns <= SMALL) {
      double[] tau = work.doubles(columns);
      for (int j = 0; j < columns; j++) {
        int at = panel.index(j, j);
        tau[j] = Householder.generate(rows - j, panel.data(), at);
        Matrix rest = work.block(panel, j, j + 1, rows - j, columns - j - 1);
        Householder.applyLeft(tau[j], panel.data(), at, rest);
      }
      collect(panel, tau, 0, v, t, work);
      return;
    }
    int half = columns / 2;
    int rest = columns - half;
    Matrix left = work.columns(v, 0, half);
    Matrix first = work.block(t, 0, 0, half, half);
    factor(work.columns(panel, 0, half), left, first, work);
    apply(left, first, Transpose.YES, work.columns(panel, half, columns), work);
    Matrix right = work.block(v, half, half, rows - half, rest);
    Matrix second = work.block(t, half, half, rest, rest);
    factor(work.block(panel, half, half, rows - half, rest), right, second, work);
    join(work.block(v, half, 0, rows - half, half), right, t, work);
  }

  private static void collect(
      Matrix panel, double[] tau, int from, Matrix v, Matrix t, Workspace work) {
    int rows = panel.rows();
    double[] inner = work.doubles(panel.columns());
    for (int j = 0; j < panel.columns(); j++) {
      v.set(j, j, 1);
      int below = panel.index(j, j) + 1;
      System.arraycopy(panel.data(), below, v.data(), v.index(j, j) + 1, rows - j - 1);
      t.set(j, j, tau[from + j]);
      join(work.block(v, j, 0, rows - j, j + 1), t, inner);
    }
  }

  @Override
  void apply(Transpose transpose, Matrix c, Workspace work) {
    apply(v, t, transpose, work.block(c, top, 0, v.rows(), c.columns()), work);
  }

  private static void apply(Matrix v, Matrix t, Transpose transpose, Matrix c, Workspace work) {
    Matrix product = work.products(v.columns(), c.columns());
    inner(v, c, product, work);
    Matrix scaled = work.scaled(product.rows(), product.columns());
    Matrix.gemm(transpose, Transpose.NO, 1, t, product, 0, scaled);
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, v, scaled, 1, c);
  }
}
