// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.stream.IntStream;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

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
  Matrix fit(Matrix x, Matrix y) {
    return shared ? together(x, y) : rowByRow(x, y);
  }

  private Matrix rowByRow(Matrix x, Matrix y) {
    int n = x.rows();
    Matrix transposed = x.transpose();
    Matrix targets = y.transpose();
    Matrix result = new Matrix(n, n);
    for (int i = 0; i < n; i++) {
      int row = i;
      int[] entries = IntStream.range(0, n).filter(j -> numbering.of(row, j, n) >= 0).toArray();
      if (entries.length > 0) {
        Matrix values = smallest(Dense.select(transposed, entries), targets.columns(i, i + 1));
        for (int k = 0; k < entries.length; k++) {
          result.set(i, entries[k], values.get(k, 0));
        }
      }
    }
    return result;
  }

  private Matrix together(Matrix x, Matrix y) {
    int n = x.rows();
    int m = x.columns();
    int[] numbers =
        IntStream.range(0, n * n)
            .map(e -> numbering.of(e % n, e / n, n))
            .filter(number -> number >= 0)
            .distinct()
            .sorted()
            .toArray();
    Matrix system = new Matrix(Math.multiplyExact(n, m), numbers.length);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        int unknown = Arrays.binarySearch(numbers, numbering.of(i, j, n));
        for (int k = 0; k < m && unknown >= 0; k++) {
          system.set(i + n * k, unknown, system.get(i + n * k, unknown) + x.get(j, k));
        }
      }
    }
    Matrix right = Matrix.of(n * m, 1, y.copy().data());
    Matrix values = smallest(system, right);
    Matrix result = new Matrix(n, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        int unknown = Arrays.binarySearch(numbers, numbering.of(i, j, n));
        result.set(i, j, unknown >= 0 ? values.get(unknown, 0) : 0);
      }
    }
    return result;
  }

  /** The smallest least-squares solution. */
  private static Matrix smallest(Matrix a, Matrix b) {
    JacobiSvd svd = JacobiSvd.of(a);
    int rank = svd.rank();
    double[] sigma = svd.singularValues();
    Matrix within = svd.u().columns(0, rank).transposeTimes(b);
    for (int i = 0; i < rank; i++) {
      within.set(i, 0, within.get(i, 0) / sigma[i]);
    }
    return svd.v().columns(0, rank).times(within);
  }
}
