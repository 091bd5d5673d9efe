// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/** An orthogonal matrix in factored form, as a sequence of block reflectors. */
final class HouseholderProduct {
  /** The columns of a panel: wide enough for the products, narrow enough for the panel itself. */
  private static final int PANEL = 32;

  /** The entries of a row block of a tall matrix, which then stays in the second-level cache. */
  private static final int BLOCK_ENTRIES = 1 << 16;

  private final List<BlockReflector> reflectors = new ArrayList<>();
  private int rows;

  /** The rows before the row blocks. */
  private int dense;

  private static HouseholderProduct empty(int rows, Workspace work) {
    HouseholderProduct q = work.object(HouseholderProduct.class, HouseholderProduct::new);
    q.rows = rows;
    q.dense = rows;
    q.reflectors.clear();
    return q;
  }

  /**
   * Factors A = Q R in place and returns Q, which keeps a reference to A; its upper trapezoid holds
   * R. Tall matrices are taken by row blocks: the first gives a triangle, into which each further
   * block is then merged (sequential TSQR).
   *
   * @param work holds the result and what comes in between
   */
  static HouseholderProduct factor(Matrix a, Workspace work) {
    HouseholderProduct q = empty(a.rows(), work);
    int columns = a.columns();
    int block = rowsOfBlock(columns);
    int first = a.rows() <= 2 * block ? a.rows() : block;
    q.dense = first;
    q.factorDense(work.block(a, 0, 0, first, columns), work);
    Matrix r = work.block(a, 0, 0, Math.min(first, columns), columns);
    for (int from = first; from < a.rows(); from += block) {
      int count = Math.min(block, a.rows() - from);
      Matrix b = work.block(a, from, 0, count, columns);
      q.reflectors.add(RowBlock.factor(r, b, from, PANEL, work));
    }
    return q;
  }

  /** The rows of a block of a tall matrix. */
  static int rowsOfBlock(int columns) {
    return Math.max(2 * columns, BLOCK_ENTRIES / Math.max(1, columns));
  }

  /**
   * Merges rows into a triangle: on return R is the triangle of [R; B], and B is overwritten.
   *
   * @param r upper triangular, n x n
   * @param b any number of rows, n columns
   * @param work holds what comes in between
   */
  static void merge(Matrix r, Matrix b, Workspace work) {
    if (b.rows() > 0) {
      RowBlock.factor(r, b, r.rows(), PANEL, work);
    }
  }

  private void factorDense(Matrix a, Workspace work) {
    int m = a.rows();
    int n = a.columns();
    int rank = Math.min(m, n);
    for (int j = 0; j < rank; j += PANEL) {
      int width = Math.min(PANEL, rank - j);
      BlockReflector reflector = DenseReflector.factor(work.block(a, j, j, m - j, width), j, work);
      reflector.apply(Transpose.YES, work.columns(a, j + width, n), work);
      reflectors.add(reflector);
    }
  }

  /** The product of the reflectors stored below the diagonal of a factored matrix. */
  static HouseholderProduct of(Matrix factored, double[] tau, Workspace work) {
    int rows = factored.rows();
    HouseholderProduct q = empty(rows, work);
    for (int j = 0; j < tau.length; j += PANEL) {
      int width = Math.min(PANEL, tau.length - j);
      Matrix panel = work.block(factored, j, j, rows - j, width);
      q.reflectors.add(DenseReflector.of(panel, tau, j, j, work));
    }
    return q;
  }

  /** The order of Q. */
  int rows() {
    return rows;
  }

  /** C := Q C or Q' C, in place. */
  void apply(Transpose transpose, Matrix c, Workspace work) {
    for (int step = 0; step < reflectors.size(); step++) {
      int index = transpose == Transpose.YES ? step : reflectors.size() - 1 - step;
      reflectors.get(index).apply(transpose, c, work);
    }
  }

  /** The first columns of Q, as many as X has rows, times X. */
  Matrix times(Matrix x, Workspace work) {
    Matrix result = work.undefined(rows, x.columns());
    for (int j = 0; j < x.columns() && dense > 0; j++) {
      int at = result.index(0, j);
      Arrays.fill(result.data(), at, at + dense, 0);
    }
    Blocks.copy(x, work.block(result, 0, 0, x.rows(), x.columns()));
    for (int i = reflectors.size() - 1; i >= 0; i--) {
      reflectors.get(i).expand(result, work);
    }
    return result;
  }

  /** The first columns of Q. */
  Matrix columns(int count, Workspace work) {
    Matrix q = work.matrix(rows, count);
    for (int j = 0; j < count; j++) {
      q.set(j, j, 1);
    }
    for (int i = reflectors.size() - 1; i >= 0; i--) {
      // The rows that a reflector changes are still zero in the columns before its first row.
      BlockReflector reflector = reflectors.get(i);
      Matrix rest = work.columns(q, Math.min(count, reflector.top), count);
      reflector.expand(rest, work);
    }
    return q;
  }
}
