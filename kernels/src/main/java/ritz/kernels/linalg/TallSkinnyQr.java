// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;

/**
 * The triangular factor of a matrix whose rows arrive in pieces: the sequential and mergeable form
 * of tall-skinny QR (Demmel, Grigori, Hoemmen, Langou, SIAM J. Sci. Comput. 34, 2012).
 *
 * <p>Whatever the rows were split into and in whatever order partial results were merged, R is
 * upper triangular with as many columns as the rows have, R'R = A'A up to a backward error of order
 * n eps in A, and so R has the singular values and right singular vectors of A. The signs of its
 * rows depend on the split. Rows are gathered until a block is full, so that adding them one by one
 * costs little more than adding many at once: about 2 n² operations a row.
 *
 * <p>Not thread-safe; give each thread its own and merge them in a fixed order.
 */
public final class TallSkinnyQr {
  private static final int SMALLEST_BLOCK = 256;

  private final int columns;

  /** The triangular factor of the rows before those in the buffer, in its first rows. */
  private final Matrix stack;

  /** How many rows of the stack are in use; those past the triangle are rows not yet factored. */
  private int used;

  private long rows;

  /**
   * Starts with no rows.
   *
   * @param columns the length of a row, at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public TallSkinnyQr(int columns) {
    if (columns < 0) {
      throw new IllegalArgumentException("columns: " + columns + ", expected at least 0");
    }
    this.columns = columns;
    this.stack = new Matrix(columns + Math.max(SMALLEST_BLOCK, 2 * columns), columns);
  }

  /**
   * Takes more rows.
   *
   * @param more a matrix with as many columns as this has; not changed and not kept
   * @throws IllegalArgumentException if the number of columns differs or an entry is not finite
   */
  public void add(Matrix more) {
    if (more.columns() != columns) {
      throw new IllegalArgumentException(
          "more: " + more.shape() + ", expected " + columns + " columns");
    }
    more.requireFinite("more");
    append(more);
    rows += more.rows();
  }

  /**
   * Takes all rows that another has seen; the other stays as it is.
   *
   * @param other one with as many columns
   * @throws IllegalArgumentException if the number of columns differs
   */
  public void merge(TallSkinnyQr other) {
    if (other.columns != columns) {
      throw new IllegalArgumentException(
          "other: has " + other.columns + " columns, expected " + columns);
    }
    append(other.stack.block(0, 0, other.used, columns).copy());
    rows += other.rows;
  }

  /**
   * The triangular factor of all rows so far; more may follow.
   *
   * @return a new n x n upper triangular matrix, with zero rows at the end while fewer than n rows
   *     were seen
   */
  public Matrix r() {
    Matrix result = new Matrix(columns, columns);
    Matrix partial = Qr.of(stack.block(0, 0, used, columns)).r();
    Blocks.copy(partial, result.block(0, 0, partial.rows(), columns));
    return result;
  }

  /**
   * How many rows were seen.
   *
   * @return the number of rows added, here and in all that were merged
   */
  public long rows() {
    return rows;
  }

  private void append(Matrix more) {
    int taken = 0;
    while (taken < more.rows()) {
      if (used == stack.rows()) {
        compress();
      }
      int count = Math.min(stack.rows() - used, more.rows() - taken);
      Blocks.copy(more.block(taken, 0, count, columns), stack.block(used, 0, count, columns));
      used += count;
      taken += count;
    }
  }

  private void compress() {
    Matrix triangle = Qr.of(stack).r();
    Blocks.copy(triangle, stack.block(0, 0, triangle.rows(), columns));
    used = triangle.rows();
  }
}
