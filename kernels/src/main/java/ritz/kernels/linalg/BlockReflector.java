// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/**
 * A product of elementary reflectors in compact WY form, H_1 H_2 … H_k = I - V T V' with V unit
 * lower trapezoidal and T upper triangular (Schreiber and Van Loan, SIAM J. Sci. Stat. Comput. 10,
 * 1989; LAPACK's dlarft and dlarfb).
 *
 * <p>V and T are stored with their ones and zeros, so that everything is a plain matrix product.
 */
final class BlockReflector {
  private final Matrix v;
  private final Matrix t;

  private BlockReflector(Matrix v, Matrix t) {
    this.v = v;
    this.t = t;
  }

  /**
   * Factors a panel with at least as many rows as columns: on return its upper triangle holds R and
   * the rest the reflectors.
   */
  static BlockReflector factor(Matrix panel) {
    double[] data = panel.data();
    int rows = panel.rows();
    int columns = panel.columns();
    double[] tau = new double[columns];
    for (int j = 0; j < columns; j++) {
      int at = panel.index(j, j);
      tau[j] = Householder.generate(rows - j, data, at);
      Householder.applyLeft(tau[j], data, at, panel.block(j, j + 1, rows - j, columns - j - 1));
    }
    return of(panel, tau);
  }

  /** The product of the reflectors stored below the diagonal of a factored panel. */
  static BlockReflector of(Matrix panel, double[] tau) {
    int rows = panel.rows();
    int columns = panel.columns();
    Matrix v = panel.copy();
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < j; i++) {
        v.set(i, j, 0);
      }
      v.set(j, j, 1);
    }
    Matrix t = new Matrix(columns, columns);
    for (int j = 0; j < columns; j++) {
      // t(0:j, j) = -tau_j T(0:j, 0:j) V(:, 0:j)' v_j; v_j is zero above row j.
      double[] product = new double[j];
      for (int i = 0; i < j; i++) {
        product[i] = DoubleBlas.dot(rows - j, v.data(), v.index(j, i), v.data(), v.index(j, j));
      }
      for (int i = 0; i < j; i++) {
        DoubleBlas.axpy(
            i + 1, -tau[j] * product[i], t.data(), t.index(0, i), t.data(), t.index(0, j));
      }
      t.set(j, j, tau[j]);
    }
    return new BlockReflector(v, t);
  }

  /** C := (I - V T V') C, or with the transpose (I - V T' V') C. */
  void applyLeft(Transpose transpose, Matrix c) {
    Matrix product = v.transposeTimes(c);
    Matrix scaled = new Matrix(product.rows(), product.columns());
    Matrix.gemm(transpose, Transpose.NO, 1, t, product, 0, scaled);
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, v, scaled, 1, c);
  }
}
