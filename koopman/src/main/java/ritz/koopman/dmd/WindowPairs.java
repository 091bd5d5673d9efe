// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

  /** The pairs, a column for each, the oldest first, in a ring. */
  private Dense ring;

  private int oldest;
  private int count;

  /** How many of the rows belong to the older part. */
  private int older;

  /** The factors of the rows of the older part from 0, stride, 2 stride, … before its end. */
  private final List<Dense> suffixes = new ArrayList<>();

  private ForgettingPairs newer;

  /**
   * An empty window.
   *
   * @param length in pairs
   * @param empty without rows, 0 x 2r
   */
  WindowPairs(int length, Dense empty) {
    this.length = length;
    this.ring = empty.zeros(empty.columns(), length);
    this.newer = emptyFactor();
  }

  private ForgettingPairs emptyFactor() {
    return new ForgettingPairs(1, ring.zeros(ring.rows(), ring.rows()));
  }

  @Override
  public void add(Dense pair) {
    if (count == length) {
      drop();
    }
    ring.setBlock(0, (oldest + count) % length, pair);
    count++;
    newer.add(pair);
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
    newer = emptyFactor();
    suffixes.clear();
    suffixes.add(ring.zeros(ring.rows(), ring.rows()));
    for (int end = older; end - stride() >= 0; end -= stride()) {
      Dense last = suffixes.get(suffixes.size() - 1);
      suffixes.add(PairStore.merged(last, rows(end - stride(), end)));
    }
  }

  private int stride() {
    return Math.max(16, ring.rows());
  }

  private Dense rows(int from, int to) {
    return ring.select(IntStream.range(from, to).map(i -> (oldest + i) % length).toArray())
        .transpose();
  }

  @Override
  public Dense factor() {
    if (older == 0) {
      return newer.factor();
    }
    int whole = older / stride();
    Dense rest = rows(0, older - whole * stride());
    return PairStore.merged(rest, suffixes.get(whole), newer.factor());
  }

  @Override
  public void transform(Dense g) {
    Dense rows = PairStore.transformed(rows(0, count), g);
    ring = rows.zeros(rows.columns(), length);
    oldest = 0;
    ring.setBlock(0, 0, rows.transpose());
    turnOver();
  }

  @Override
  public Dense compact() {
    turnOver();
    return rows(0, count);
  }

  @Override
  public void restore(Dense rows) {
    ring = rows.zeros(rows.columns(), length);
    ring.setBlock(0, 0, rows.transpose());
    count = rows.rows();
    turnOver();
  }
}
