// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.ArrayList;
import java.util.List;
import ritz.kernels.Diagonal;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.Side;
import ritz.kernels.Transpose;
import ritz.kernels.Triangle;

/** The reflectors that merge a row block B of a tall matrix into a triangle, panel by panel. */
final class RowBlock extends BlockReflector {
  private final List<StackedReflector> panels = new ArrayList<>();
  private Matrix w;
  private int from;

  /**
   * Annihilates the rows of B.
   *
   * @param r upper triangular, of order n; becomes the new triangle
   * @param b any number of rows, n columns; becomes the reflectors, which refer to it
   * @param from where the first row of B lies in the whole matrix
   * @param panel the columns of a panel
   * @param work holds what comes in between
   */
  static RowBlock factor(Matrix r, Matrix b, int from, int panel, Workspace work) {
    RowBlock block = work.object(RowBlock.class, RowBlock::new);
    block.panels.clear();
    block.w = b;
    block.from = from;
    int n = r.columns();
    for (int j = 0; j < n; j += panel) {
      int width = Math.min(panel, n - j);
      int rest = n - j - width;
      Matrix diagonal = work.block(r, j, j, width, width);
      Matrix columns = work.columns(b, j, j + width);
      StackedReflector reflector = StackedReflector.factor(diagonal, columns, j, from, work);
      Matrix upper = work.block(r, j, j + width, width, rest);
      reflector.apply(Transpose.YES, upper, work.columns(b, j + width, n), work);
      block.panels.add(reflector);
    }
    return block;
  }

  @Override
  void apply(Transpose transpose, Matrix c, Workspace work) {
    for (int step = 0; step < panels.size(); step++) {
      int index = transpose == Transpose.YES ? step : panels.size() - 1 - step;
      panels.get(index).apply(transpose, c, work);
    }
  }

  /**
   * With the rows of B zero, the panels from the last to the first make C2 = - W S of them, where
   *
   * <pre>
   *   S_p = T_p (C1_p - sum over q > p of W_p'W_q S_q),   C1_p := C1_p - S_p
   * </pre>
   *
   * are the parts of S and of the rows C1 of the triangle: half the work of {@link #apply}.
   */
  @Override
  void expand(Matrix c, Workspace work) {
    int n = w.columns();
    int columns = c.columns();
    Matrix s = work.scaled(n, columns);
    for (int index = panels.size() - 1; index >= 0; index--) {
      StackedReflector panel = panels.get(index);
      int top = panel.top;
      Matrix left = panel.w();
      int end = top + left.columns();
      Matrix upper = work.block(c, top, 0, left.columns(), columns);
      Matrix part = work.block(s, top, 0, left.columns(), columns);
      Blocks.copy(upper, part);
      Matrix products = work.products(left.columns(), n - end);
      inner(left, work.columns(w, end, n), products, work);
      Matrix behind = work.block(s, end, 0, n - end, columns);
      Matrix.gemm(Transpose.NO, Transpose.NO, -1, products, behind, 1, part);
      multiply(panel.t(), part);
      for (int j = 0; j < columns; j++) {
        DoubleBlas.axpy(
            part.rows(), -1, part.data(), part.index(0, j), upper.data(), upper.index(0, j));
      }
    }
    Matrix lower = work.block(c, from, 0, w.rows(), columns);
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, w, s, 0, lower);
  }

  /** X := T X with T upper triangular. */
  private static void multiply(Matrix t, Matrix x) {
    DoubleBlas.trmm(
        Side.LEFT,
        Triangle.UPPER,
        Transpose.NO,
        Diagonal.STORED,
        x.rows(),
        x.columns(),
        1,
        t.data(),
        t.offset(),
        t.leadingDimension(),
        x.data(),
        x.offset(),
        x.leadingDimension());
  }
}
