// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;
import ritz.kernels.backend.PanelKernels;

/**
 * A product of elementary reflectors in compact WY form, H_1 H_2 … H_k = I - V T V' with T upper
 * triangular (Schreiber and Van Loan, SIAM J. Sci. Stat. Comput. 10, 1989; LAPACK's dlarft and
 * dlarfb).
 *
 * <p>Two such products make one with
 *
 * <pre>
 *   V = [V1 V2],   T = [T1  -T1 V1'V2 T2]
 *                      [0             T2]
 * </pre>
 *
 * which gives the recursive factorization of Elmroth and Gustavson (IBM J. Res. Dev. 44, 2000;
 * LAPACK's dgeqrt3) that subclasses implement.
 */
abstract class BlockReflector {
  private static final PanelKernels KERNELS = PanelKernels.INSTANCE;
  private static final int GROUP = PanelKernels.GROUP;

  /** The columns up to which reflectors are found one by one. */
  static final int SMALL = 16;

  /** The first row that the product changes. */
  int top;

  /**
   * C := (I - V T V') C, or with the transpose (I - V T' V') C.
   *
   * @param c a matrix with all rows, those that the product leaves alone too
   * @param work holds what comes in between
   */
  abstract void apply(Transpose transpose, Matrix c, Workspace work);

  /**
   * C := (I - V T V') C where the rows of C that this alone has filled so far do not count; those
   * of a row block are taken for zero.
   *
   * @param c a matrix with all rows
   * @param work holds what comes in between
   */
  void expand(Matrix c, Workspace work) {
    apply(Transpose.NO, c, work);
  }

  /**
   * Fills the block of T that joins two products.
   *
   * @param v1 the reflectors of the first, in the rows where the second has nonzero entries
   * @param v2 the reflectors of the second, in the same rows
   * @param t the T of both with its diagonal blocks in place
   * @param work holds what comes in between
   */
  static void join(Matrix v1, Matrix v2, Matrix t, Workspace work) {
    int first = v1.columns();
    int second = v2.columns();
    Matrix products = work.products(first, second);
    inner(v1, v2, products, work);
    Matrix scaled = work.scaled(first, second);
    Matrix t2 = work.block(t, first, first, second, second);
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, products, t2, 0, scaled);
    Matrix corner = work.block(t, 0, first, first, second);
    Matrix t1 = work.block(t, 0, 0, first, first);
    Matrix.gemm(Transpose.NO, Transpose.NO, 1, t1, scaled, 0, corner);
  }

  /**
   * Fills the last column of T above the diagonal, which joins a single reflector to the others.
   *
   * @param v all reflectors, in the rows where the last has nonzero entries
   * @param t the T of all, or more; tau of the last reflector is on its diagonal
   * @param inner workspace for as many numbers as there are other reflectors
   */
  static void join(Matrix v, Matrix t, double[] inner) {
    int last = v.columns() - 1;
    for (int i = 0; i < last; i++) {
      inner[i] = DoubleBlas.dot(v.rows(), v.data(), v.index(0, i), v.data(), v.index(0, last));
    }
    double tau = t.get(last, last);
    for (int i = 0; i < last; i++) {
      DoubleBlas.axpy(i + 1, -tau * inner[i], t.data(), t.index(0, i), t.data(), t.index(0, last));
    }
  }

  /** Z := X'Y, the columns read where they lie, four by four. */
  static void inner(Matrix x, Matrix y, Matrix z, Workspace work) {
    int rows = x.columns();
    int columns = y.columns();
    if (!KERNELS.hasSquareProducts() || rows < GROUP || columns < GROUP || x.rows() == 0) {
      Matrix.gemm(Transpose.YES, Transpose.NO, 1, x, y, 0, z);
      return;
    }
    double[] scratch = work.doubles(KERNELS.scratchSize());
    for (int j = 0; j < columns; j += GROUP) {
      int column = Math.min(j, columns - GROUP);
      for (int i = 0; i < rows; i += GROUP) {
        int row = Math.min(i, rows - GROUP);
        KERNELS.products(
            x.rows(),
            x.data(),
            x.index(0, row),
            x.leadingDimension(),
            y.data(),
            y.index(0, column),
            y.leadingDimension(),
            z.data(),
            z.index(row, column),
            z.leadingDimension(),
            scratch);
      }
    }
  }
}
