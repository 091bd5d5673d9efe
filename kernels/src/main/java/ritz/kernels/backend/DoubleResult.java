// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;
import ritz.kernels.Triangle;

/** The result of a product as its tiles reach it: C, a triangle of it, or its transpose. */
final class DoubleResult {
  private static final DoubleBackend KERNELS = DoubleKernels.INSTANCE;
  private static final int MR = DoublePacking.MR;

  /** The rows of a tile that go to columns of memory at once, whose lines stay in the cache. */
  private static final int TRANSPOSED_ROWS = 16;

  double[] data;

  /** The distance between columns, or between rows if the transpose lies in memory. */
  int ld;

  boolean transposed;
  private int offset;

  /**
   * The part of C that is read and written, null for all, and the row of its entry (0, 0) less the
   * column, as numbered in the whole of C.
   */
  private Triangle triangle;

  private int diagonal;

  DoubleResult() {}

  void operand(double[] array, int start, int leading, Triangle part, int shift, boolean flipped) {
    data = array;
    offset = start;
    ld = leading;
    triangle = part;
    diagonal = shift;
    transposed = flipped;
  }

  void release() {
    data = null;
  }

  boolean whole() {
    return triangle == null && !transposed;
  }

  /** The place of an entry. */
  int index(int row, int column) {
    return transposed ? offset + column + row * ld : offset + row + column * ld;
  }

  /** Whether a block has an entry in the wanted triangle. */
  boolean wanted(int row, int rows, int column, int columns) {
    if (triangle == null) {
      return true;
    }
    return triangle == Triangle.LOWER
        ? diagonal + row + rows > column
        : diagonal + row < column + columns;
  }

  /** Whether a block lies in the wanted triangle. */
  boolean inside(int row, int rows, int column, int columns) {
    if (triangle == null) {
      return true;
    }
    return triangle == Triangle.LOWER
        ? diagonal + row >= column + columns - 1
        : diagonal + row + rows - 1 <= column;
  }

  /** C = beta C on the first rows and columns; 0 overwrites. */
  void scale(int rows, int columns, double beta) {
    for (int j = 0; j < columns; j++) {
      int top = triangle == Triangle.LOWER ? Math.max(0, j - diagonal) : 0;
      int end = triangle == Triangle.UPPER ? Math.min(rows, j - diagonal + 1) : rows;
      int at = index(0, j);
      if (top >= end) {
        continue;
      }
      if (beta == 0) {
        Arrays.fill(data, at + top, at + end, 0);
      } else {
        KERNELS.scal(end - top, beta, data, at + top);
      }
    }
  }

  /**
   * Moves rows and columns of a tile to their place.
   *
   * @param inside whether the whole tile lies in the wanted triangle
   * @param row the row of the tile's first entry
   * @param column its column
   */
  void move(
      double[] tile,
      boolean inside,
      int row,
      int column,
      int fromRow,
      int toRow,
      int fromColumn,
      int toColumn,
      boolean add) {
    if (transposed) {
      moveTransposed(tile, index(row, column), fromRow, toRow, fromColumn, toColumn, add);
      return;
    }
    Triangle part = inside ? null : triangle;
    int shift = diagonal + row - column;
    for (int j = fromColumn; j < toColumn; j++) {
      int top = part == Triangle.LOWER ? Math.max(fromRow, j - shift) : fromRow;
      int end = part == Triangle.UPPER ? Math.min(toRow, j - shift + 1) : toRow;
      if (top >= end) {
        continue;
      }
      int from = top + j * MR;
      int to = index(row + top, column + j);
      if (add) {
        KERNELS.add(end - top, tile, from, data, to);
      } else {
        System.arraycopy(tile, from, data, to, end - top);
      }
    }
  }

  /** Four columns of the tile at a time. */
  private void moveTransposed(
      double[] tile, int at, int fromRow, int toRow, int fromColumn, int toColumn, boolean add) {
    double[] c = data;
    for (int top = fromRow; top < toRow; top += TRANSPOSED_ROWS) {
      int end = Math.min(top + TRANSPOSED_ROWS, toRow);
      int j = fromColumn;
      for (; j <= toColumn - 4; j += 4) {
        int read = j * MR;
        int to = at + j + top * ld;
        for (int i = top; i < end; i++) {
          double x0 = tile[read + i];
          double x1 = tile[read + MR + i];
          double x2 = tile[read + 2 * MR + i];
          double x3 = tile[read + 3 * MR + i];
          c[to + 3] = add ? c[to + 3] + x3 : x3;
          c[to] = add ? c[to] + x0 : x0;
          c[to + 1] = add ? c[to + 1] + x1 : x1;
          c[to + 2] = add ? c[to + 2] + x2 : x2;
          to += ld;
        }
      }
      for (; j < toColumn; j++) {
        for (int i = top; i < end; i++) {
          int to = at + j + i * ld;
          double value = tile[i + j * MR];
          c[to] = add ? c[to] + value : value;
        }
      }
    }
  }
}
