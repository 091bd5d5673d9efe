// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.stream.IntStream;
import ritz.kernels.NumericalException;

/**
 * Pairs (x, y) with y = A x for the unknown map A, scaled as {@link Scaling} says.
 *
 * @param x the first of each pair, r x m
 * @param y the second of each pair, r x m
 * @param rows the length of a state before it was compressed, at least r
 * @param inconsistent the pairs with x = 0 and y not 0; no linear map does that, so they are left
 *     out
 * @param noiseFactor what the scaling has made of a standard deviation of 1 in x, as a mean over
 *     the pairs
 */
record SnapshotPairs(Dense x, Dense y, int rows, int[] inconsistent, double noiseFactor) {
  static SnapshotPairs of(Snapshots snapshots, int rows, Scaling scaling) {
    Dense x = snapshots.columns().select(snapshots.first());
    Dense y = snapshots.columns().select(snapshots.second());
    int[] inconsistent =
        IntStream.range(0, x.columns()).filter(j -> x.norm(j) == 0 && y.norm(j) > 0).toArray();
    for (int j : inconsistent) {
      y.clearColumn(j);
    }
    double sum = 0;
    int scaled = 0;
    for (int j = 0; j < x.columns() && scaling != Scaling.NONE; j++) {
      double norm = scaling == Scaling.COLUMNS ? x.norm(j) : y.norm(j);
      if (norm > 0) {
        x.divideColumn(j, norm);
        y.divideColumn(j, norm);
        if (!(Math.max(x.norm(j), y.norm(j)) < Double.POSITIVE_INFINITY)) {
          throw new NumericalException(
              "pair " + j + ": the ratio of the norms of x and y exceeds the range of double");
        }
        sum += 1 / norm / norm;
        scaled++;
      }
    }
    double noiseFactor = scaled == 0 ? 1 : Math.sqrt(sum / scaled);
    return new SnapshotPairs(x, y, rows, inconsistent, noiseFactor);
  }

  /** Pairs as they are, for methods that have scaled or projected them on their own. */
  SnapshotPairs with(Dense otherX, Dense otherY) {
    return new SnapshotPairs(otherX, otherY, rows, inconsistent, noiseFactor);
  }

  int count() {
    return x.columns();
  }
}
