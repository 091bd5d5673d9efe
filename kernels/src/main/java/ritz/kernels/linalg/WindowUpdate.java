// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/**
 * Applies what was done in a window on the diagonal of a Hessenberg matrix H, an orthogonal U from
 * the right and U' from the left, to the rest of H and to the Schur vectors Z.
 */
final class WindowUpdate {
  private Matrix h;
  private Matrix z;

  /** A copy of the rows or columns that are multiplied. */
  private double[] copy;

  /**
   * Prepares updates.
   *
   * @param z null if only the active block of H is to change
   * @param largest the order of the largest window
   * @param work holds what comes in between
   */
  static WindowUpdate of(Matrix h, Matrix z, int largest, Workspace work) {
    WindowUpdate update = work.object(WindowUpdate.class, WindowUpdate::new);
    update.h = h;
    update.z = z;
    update.copy = work.doubles(h.rows() * largest);
    return update;
  }

  /**
   * Updates what lies beside a window, which itself has been changed already.
   *
   * @param first the first row of the active block
   * @param last its last row
   * @param top the first row of the window
   * @param u of the order of the window
   */
  void apply(int first, int last, int top, Matrix u) {
    int firstRow = z == null ? first : 0;
    int end = top + u.rows();
    int columnsEnd = z == null ? last + 1 : h.columns();
    multiplyRight(h, firstRow, top - firstRow, top, u);
    multiplyLeft(top, end, columnsEnd - end, u);
    if (z != null) {
      multiplyRight(z, 0, z.rows(), top, u);
    }
  }

  /** A block of A times U, in place. */
  private void multiplyRight(Matrix a, int row, int rows, int column, Matrix u) {
    int order = u.rows();
    if (rows == 0) {
      return;
    }
    take(a, row, rows, column, order);
    DoubleBlas.gemm(
        Transpose.NO,
        Transpose.NO,
        rows,
        order,
        order,
        1,
        copy,
        0,
        rows,
        u.data(),
        u.offset(),
        u.leadingDimension(),
        0,
        a.data(),
        a.index(row, column),
        a.leadingDimension());
  }

  /** U' times a block of H, in place. */
  private void multiplyLeft(int row, int column, int columns, Matrix u) {
    int order = u.rows();
    if (columns == 0) {
      return;
    }
    take(h, row, order, column, columns);
    DoubleBlas.gemm(
        Transpose.YES,
        Transpose.NO,
        order,
        columns,
        order,
        1,
        u.data(),
        u.offset(),
        u.leadingDimension(),
        copy,
        0,
        order,
        0,
        h.data(),
        h.index(row, column),
        h.leadingDimension());
  }

  private void take(Matrix a, int row, int rows, int column, int columns) {
    for (int j = 0; j < columns; j++) {
      System.arraycopy(a.data(), a.index(row, column + j), copy, j * rows, rows);
    }
  }
}
