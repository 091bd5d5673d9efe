// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/** The matrix product of operands so small that a vector of rows would hardly be filled. */
final class DoubleTinyGemm {
  /** The most multiply-adds for which this beats vectors, and packing where there are none. */
  private static final int LARGEST_WORK = DoubleKernels.INSTANCE.fewRows() > 0 ? 48 : 256;

  private DoubleTinyGemm() {}

  static boolean suits(int m, int n, int k, int lanes) {
    return m < lanes && (long) m * n * k <= LARGEST_WORK;
  }

  /** C = alpha A B + beta C, as {@link DoubleGemm#multiply}; beta = 0 overwrites. */
  static void multiply(
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int aRow,
      int aColumn,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    for (int j = 0; j < n; j++) {
      int bStart = bOffset + j * bColumn;
      int at = cOffset + j * ldc;
      int i = 0;
      for (; i <= m - 4; i += 4) {
        double c0 = 0, c1 = 0, c2 = 0, c3 = 0;
        int ai = aOffset + i * aRow;
        int bi = bStart;
        for (int p = 0; p < k; p++) {
          double factor = b[bi];
          c0 += a[ai] * factor;
          c1 += a[ai + aRow] * factor;
          c2 += a[ai + 2 * aRow] * factor;
          c3 += a[ai + 3 * aRow] * factor;
          ai += aColumn;
          bi += bRow;
        }
        store(c, at + i, alpha * c0, beta);
        store(c, at + i + 1, alpha * c1, beta);
        store(c, at + i + 2, alpha * c2, beta);
        store(c, at + i + 3, alpha * c3, beta);
      }
      for (; i < m; i++) {
        double sum = 0;
        int ai = aOffset + i * aRow;
        int bi = bStart;
        for (int p = 0; p < k; p++) {
          sum += a[ai] * b[bi];
          ai += aColumn;
          bi += bRow;
        }
        store(c, at + i, alpha * sum, beta);
      }
    }
  }

  private static void store(double[] c, int at, double value, double beta) {
    c[at] = beta == 0 ? value : value + beta * c[at];
  }
}
