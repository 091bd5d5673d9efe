// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.stream.IntStream;
import ritz.kernels.Complex;

/**
 * Maps whose entries are zero or equal to others. Where no two rows share an unknown, each row is a
 * least-squares problem of its own with as many unknowns as it has entries; otherwise there is one
 * problem with n m equations. Of several solutions the smallest is taken.
 */
final class PatternStructure extends Structure {
  static final int ZERO = -1;

  /** Which unknown an entry is. */
  @FunctionalInterface
  interface Numbering {
    int of(int row, int column, int size);
  }

  private final Numbering numbering;
  private final boolean shared;

  /**
   * A pattern.
   *
   * @param shared whether rows share unknowns
   */
  PatternStructure(Numbering numbering, boolean shared) {
    this.numbering = numbering;
    this.shared = shared;
  }

  @Override
  boolean needsStates() {
    return true;
  }

  @Override
  Dense fit(Dense x, Dense y) {
    return shared ? together(x, y) : rowByRow(x, y);
  }

  private Dense rowByRow(Dense x, Dense y) {
    int n = x.rows();
    Dense transposed = x.transpose();
    Dense targets = y.transpose();
    Dense result = x.zeros(n, n);
    for (int i = 0; i < n; i++) {
      int row = i;
      int[] entries = IntStream.range(0, n).filter(j -> numbering.of(row, j, n) >= 0).toArray();
      if (entries.length > 0) {
        Dense values =
            Factorizations.svd(transposed.select(entries)).solve(targets.columns(i, i + 1));
        for (int k = 0; k < entries.length; k++) {
          result.set(i, entries[k], values.get(k, 0));
        }
      }
    }
    return result;
  }

  private Dense together(Dense x, Dense y) {
    int n = x.rows();
    int m = x.columns();
    int[] numbers =
        IntStream.range(0, n * n)
            .map(e -> numbering.of(e % n, e / n, n))
            .filter(number -> number >= 0)
            .distinct()
            .sorted()
            .toArray();
    Dense system = x.zeros(Math.multiplyExact(n, m), numbers.length);
    Dense right = y.zeros(n * m, 1);
    for (int k = 0; k < m; k++) {
      right.setBlock(n * k, 0, y.columns(k, k + 1));
    }
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        int unknown = Arrays.binarySearch(numbers, numbering.of(i, j, n));
        for (int k = 0; k < m && unknown >= 0; k++) {
          system.set(i + n * k, unknown, system.get(i + n * k, unknown).plus(x.get(j, k)));
        }
      }
    }
    Dense values = Factorizations.svd(system).solve(right);
    Dense result = x.zeros(n, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        int unknown = Arrays.binarySearch(numbers, numbering.of(i, j, n));
        result.set(i, j, unknown >= 0 ? values.get(unknown, 0) : Complex.ZERO);
      }
    }
    return result;
  }
}
