// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/**
 * The matrix product with at most two vectors of rows. A vector may reach from one column of A into
 * the next, and from one column of C into the next, which is written after it; so with fewer rows
 * than lanes the kernel works on a copy of A with room behind it, and on a piece of C.
 */
final class DoubleFewRows {
  private static final DoubleBackend KERNELS = DoubleKernels.INSTANCE;
  private static final int LANES = KERNELS.lanes();
  private static final int MAX_ROWS = KERNELS.fewRows();
  private static final int NR = DoublePacking.NR;

  /** The columns of a piece of C. */
  private static final int COLUMNS = 32;

  private static final Spares<DoubleFewRows> SPARES = new Spares<>(DoubleFewRows::new);

  private double[] copy = new double[0];
  private final double[] piece = new double[LANES * (COLUMNS + 1)];

  private DoubleFewRows() {}

  static boolean suits(int m) {
    return m <= MAX_ROWS;
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
    if (aRow == 1 && m >= LANES) {
      run(m, n, k, alpha, a, aOffset, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset, ldc);
      return;
    }
    DoubleFewRows spare = SPARES.take();
    int column = spare.copy(m, k, a, aOffset, aRow, aColumn);
    double[] copy = spare.copy;
    if (m >= LANES) {
      run(m, n, k, alpha, copy, 0, column, b, bOffset, bRow, bColumn, beta, c, cOffset, ldc);
    } else {
      for (int j = 0; j < n; j += COLUMNS) {
        int columns = Math.min(COLUMNS, n - j);
        int bAt = bOffset + j * bColumn;
        run(LANES, columns, k, alpha, copy, 0, column, b, bAt, bRow, bColumn, 0, spare.piece, 0, m);
        spare.store(m, columns, beta, c, cOffset + j * ldc, ldc);
      }
    }
    SPARES.giveBack(spare);
  }

  /** At least one vector of rows; register tiles as far as they can do it. */
  private static void run(
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    int j = 0;
    if (alpha == 1 && beta == 0 && m % LANES == 0) {
      for (; j <= n - NR; j += NR) {
        int bAt = bOffset + j * bColumn;
        KERNELS.tile(
            m / LANES, k, a, aOffset, aColumn, b, bAt, bRow, bColumn, c, cOffset + j * ldc, ldc);
      }
    }
    if (j < n) {
      int bAt = bOffset + j * bColumn;
      KERNELS.multiplyFewRows(
          m,
          n - j,
          k,
          alpha,
          a,
          aOffset,
          aColumn,
          b,
          bAt,
          bRow,
          bColumn,
          beta,
          c,
          cOffset + j * ldc,
          ldc);
    }
  }

  /** Copies A so that its columns are contiguous; returns the distance between them. */
  private int copy(int m, int k, double[] a, int aOffset, int aRow, int aColumn) {
    int width = m <= LANES ? LANES : MAX_ROWS;
    int size = width * (k + 1);
    if (copy.length < size) {
      copy = new double[size];
    }
    if (aRow != 1) {
      DoublePacking.transpose(width, k, m, a, aOffset, aRow, copy, 0);
      return width;
    }
    if (aColumn == m) {
      System.arraycopy(a, aOffset, copy, 0, m * k);
    } else {
      for (int p = 0; p < k; p++) {
        System.arraycopy(a, aOffset + p * aColumn, copy, p * m, m);
      }
    }
    return m;
  }

  private void store(int m, int columns, double beta, double[] c, int at, int ldc) {
    if (beta == 0 && ldc == m) {
      System.arraycopy(piece, 0, c, at, m * columns);
      return;
    }
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < m; i++) {
        int to = at + j * ldc + i;
        double value = piece[j * m + i];
        c[to] = beta == 0 ? value : value + beta * c[to];
      }
    }
  }
}
