// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Threads;

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
  /** The most parts that {@link #of} divides a matrix into. */
  private static final int MOST_PARTS = 16;

  private final int columns;

  /** The triangular factor of the rows before those in the buffer. */
  private final Matrix triangle;

  /** Rows that are not yet in the triangle. */
  private final Matrix buffer;

  private final Workspace work = new Workspace();
  private int buffered;
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
    this.triangle = new Matrix(columns, columns);
    this.buffer = new Matrix(HouseholderProduct.rowsOfBlock(columns), columns);
  }

  /**
   * All rows of a matrix at once. They are divided into parts whose number depends on the matrix
   * alone, and the parts are merged along a binary tree, so the bits do not depend on the threads.
   *
   * @param a the matrix; not changed
   * @param threads how many threads may work
   * @return the triangular factor of A, ready for more rows
   * @throws IllegalArgumentException if an entry is not finite
   */
  public static TallSkinnyQr of(Matrix a, Threads threads) {
    a.requireFinite("a");
    int block = HouseholderProduct.rowsOfBlock(a.columns());
    int parts = Math.max(1, Math.min(MOST_PARTS, a.rows() / block));
    TallSkinnyQr[] partial = new TallSkinnyQr[parts];
    threads.forEach(
        parts,
        part -> {
          int from = (int) ((long) a.rows() * part / parts);
          int to = (int) (a.rows() * (part + 1L) / parts);
          partial[part] = new TallSkinnyQr(a.columns());
          partial[part].append(a.block(from, 0, to - from, a.columns()));
          partial[part].rows = (long) to - from;
        });
    for (int distance = 1; distance < parts; distance *= 2) {
      for (int part = 0; part + distance < parts; part += 2 * distance) {
        partial[part].merge(partial[part + distance]);
      }
    }
    return partial[0];
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
    append(other.r());
    rows += other.rows;
  }

  /**
   * The triangular factor of all rows so far; more may follow.
   *
   * @return a new n x n upper triangular matrix, with zero rows at the end while fewer than n rows
   *     were seen
   * @throws NumericalException if an entry exceeds the range of {@code double}, which rows with
   *     entries below 2^980 cannot bring about
   */
  public Matrix r() {
    Matrix r = triangle.copy();
    HouseholderProduct.merge(r, buffer.block(0, 0, buffered, columns).copy(), work.begin());
    if (!Double.isFinite(r.frobeniusNorm())) {
      throw new NumericalException(
          "tall-skinny QR of " + rows + " rows: R exceeds the range of double");
    }
    return r;
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
      int count = Math.min(buffer.rows() - buffered, more.rows() - taken);
      Blocks.copy(more.block(taken, 0, count, columns), buffer.block(buffered, 0, count, columns));
      buffered += count;
      taken += count;
      if (buffered == buffer.rows()) {
        HouseholderProduct.merge(triangle, buffer, work.begin());
        buffered = 0;
      }
    }
  }
}
