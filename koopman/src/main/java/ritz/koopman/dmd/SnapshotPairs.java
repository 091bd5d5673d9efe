// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.stream.IntStream;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * Pairs (x, y) with y = A x for the unknown map A, scaled as {@link Scaling} says.
 *
 * @param x the first of each pair
 * @param y the second of each pair
 * @param inconsistent the pairs with x = 0 and y not 0; no linear map does that, so they are left
 *     out
 */
record SnapshotPairs(Matrix x, Matrix y, int[] inconsistent) {
  static SnapshotPairs of(Matrix columns, int[] first, int[] second, Scaling scaling) {
    Matrix x = Snapshots.select(columns, first);
    Matrix y = Snapshots.select(columns, second);
    int[] inconsistent =
        IntStream.range(0, first.length)
            .filter(j -> Snapshots.norm(x, j) == 0 && Snapshots.norm(y, j) > 0)
            .toArray();
    for (int j : inconsistent) {
      Arrays.fill(y.data(), y.index(0, j), y.index(0, j) + y.rows(), 0);
    }
    if (scaling == Scaling.COLUMNS) {
      for (int j = 0; j < first.length; j++) {
        double norm = Snapshots.norm(x, j);
        if (norm > 0) {
          divide(x, j, norm);
          divide(y, j, norm);
          if (!(Snapshots.norm(y, j) < Double.POSITIVE_INFINITY)) {
            throw new NumericalException(
                "pair " + j + ": the ratio of the norms of y and x exceeds the range of double");
          }
        }
      }
    }
    return new SnapshotPairs(x, y, inconsistent);
  }

  private static void divide(Matrix a, int column, double divisor) {
    double[] data = a.data();
    int start = a.index(0, column);
    for (int i = start; i < start + a.rows(); i++) {
      data[i] /= divisor;
    }
  }
}
