// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.List;
import ritz.kernels.Matrix;

/**
 * The latest pairs, as many as the window is long.
 *
 * <p>A factor cannot forget a row without losing digits, but factors merge. The window is cut in
 * two: of the older part there are factors of its last rows, from every so many rows on; of the
 * newer part there is one factor, which grows. The oldest row goes by taking the next of the older
 * factors. When the older part is used up, the newer one becomes it, and is factored from its end:
 * once for a whole window, so that a slide costs some 8 r² operations for each of its rows, and no
 * row is ever subtracted.
 */
final class WindowPairs implements PairStore {
  private final int length;
  private int columns;

  /** The rows, the oldest first, in a ring. */
  private final double[][] ring;

  private int oldest;
  private int count;

  /** How many of the rows belong to the older part. */
  private int older;

  /** The factors of the rows of the older part from 0, stride, 2 stride, … before its end. */
  private final List<Matrix> suffixes = new ArrayList<>();

  private ForgettingPairs newer;

  WindowPairs(int length, int coordinates) {
    this.length = length;
    this.columns = 2 * coordinates;
    this.ring = new double[length][];
    this.newer = new ForgettingPairs(1, coordinates);
  }

  @Override
  public void add(double[] row) {
    if (count == length) {
      drop();
    }
    ring[(oldest + count) % length] = row.clone();
    count++;
    newer.add(row);
  }

  private void drop() {
    if (older == 0) {
      turnOver();
    }
    oldest = (oldest + 1) % length;
    count--;
    older--;
  }

  /** Makes all rows the older part. */
  private void turnOver() {
    older = count;
    newer = new ForgettingPairs(1, columns / 2);
    suffixes.clear();
    suffixes.add(new Matrix(columns, columns));
    for (int end = older; end - stride() >= 0; end -= stride()) {
      Matrix last = suffixes.get(suffixes.size() - 1);
      suffixes.add(PairStore.merged(columns, last, rows(end - stride(), end)));
    }
  }

  private int stride() {
    return Math.max(16, columns);
  }

  private Matrix rows(int from, int to) {
    Matrix result = new Matrix(to - from, columns);
    for (int i = from; i < to; i++) {
      double[] row = ring[(oldest + i) % length];
      for (int j = 0; j < columns; j++) {
        result.set(i - from, j, row[j]);
      }
    }
    return result;
  }

  @Override
  public Matrix factor() {
    if (older == 0) {
      return newer.factor();
    }
    int whole = older / stride();
    Matrix rest = rows(0, older - whole * stride());
    return PairStore.merged(columns, rest, suffixes.get(whole), newer.factor());
  }

  @Override
  public void transform(Matrix g) {
    Matrix rows = PairStore.transformed(rows(0, count), g);
    columns = rows.columns();
    for (int i = 0; i < count; i++) {
      double[] row = new double[columns];
      for (int j = 0; j < columns; j++) {
        row[j] = rows.get(i, j);
      }
      ring[(oldest + i) % length] = row;
    }
    turnOver();
  }

  @Override
  public Matrix compact() {
    turnOver();
    return rows(0, count);
  }

  @Override
  public void restore(Matrix rows) {
    for (int i = 0; i < rows.rows(); i++) {
      double[] row = new double[columns];
      for (int j = 0; j < columns; j++) {
        row[j] = rows.get(i, j);
      }
      add(row);
    }
    turnOver();
  }
}
