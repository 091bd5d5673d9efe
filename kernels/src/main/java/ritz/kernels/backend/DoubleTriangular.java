// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;
import ritz.kernels.Diagonal;
import ritz.kernels.Side;
import ritz.kernels.Threads;
import ritz.kernels.Transpose;
import ritz.kernels.Triangle;

/**
 * Products and systems with a triangular matrix, by halves: with op(A) = [A11 A12; 0 A22], X = A^-1
 * B is X2 = A22^-1 B2, X1 = A11^-1 (B1 - A12 X2), so that most of the work is matrix products
 * (Elmroth, Gustavson, Jonsson and Kågström, SIAM Review 46, 2004). Blocks of order {@link #SMALL}
 * are done column by column from the right; from the left, on a transposed copy of a few columns of
 * B.
 *
 * <p>An instance holds the copies; instances are kept for reuse.
 */
public final class DoubleTriangular {
  private static final DoubleBackend KERNELS = DoubleKernels.INSTANCE;
  private static final int SMALL = 32;
  private static final int STRIP = 64;
  private static final Spares<DoubleTriangular> SPARES = new Spares<>(DoubleTriangular::new);

  private final double[] block = new double[SMALL * SMALL];
  private final double[] strip = new double[STRIP * SMALL];

  private boolean solving;
  private boolean unit;
  private boolean upper;
  private double[] a;
  private int row;
  private int column;
  private double[] b;
  private int ldb;

  private DoubleTriangular() {}

  /** B := alpha op(A)^-1 B or alpha B op(A)^-1; arguments as of trsm, checked by the caller. */
  public static void solve(
      Side side,
      Triangle triangle,
      Transpose transA,
      Diagonal diagonal,
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb) {
    run(true, side, triangle, transA, diagonal, m, n, alpha, a, aOffset, lda, b, bOffset, ldb);
  }

  /** B := alpha op(A) B or alpha B op(A); arguments as of trmm, checked by the caller. */
  public static void multiply(
      Side side,
      Triangle triangle,
      Transpose transA,
      Diagonal diagonal,
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb) {
    run(false, side, triangle, transA, diagonal, m, n, alpha, a, aOffset, lda, b, bOffset, ldb);
  }

  private static void run(
      boolean solving,
      Side side,
      Triangle triangle,
      Transpose transA,
      Diagonal diagonal,
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb) {
    if (m == 0 || n == 0) {
      return;
    }
    for (int j = 0; j < n && alpha != 1; j++) {
      int at = bOffset + j * ldb;
      if (alpha == 0) {
        Arrays.fill(b, at, at + m, 0);
      } else {
        KERNELS.scal(m, alpha, b, at);
      }
    }
    if (alpha == 0) {
      return;
    }
    boolean plain = transA == Transpose.NO;
    DoubleTriangular work = SPARES.take();
    work.solving = solving;
    work.unit = diagonal == Diagonal.UNIT;
    work.upper = (triangle == Triangle.UPPER) == plain;
    work.a = a;
    work.row = plain ? 1 : lda;
    work.column = plain ? lda : 1;
    work.b = b;
    work.ldb = ldb;
    if (side == Side.LEFT) {
      work.left(m, n, aOffset, bOffset);
    } else {
      work.right(m, n, aOffset, bOffset);
    }
    work.a = null;
    work.b = null;
    SPARES.giveBack(work);
  }

  /** From the left, with the block of op(A) of order m at an index and the rows of B at another. */
  private void left(int m, int n, int at, int bAt) {
    if (m <= SMALL) {
      smallLeft(m, n, at, bAt);
      return;
    }
    int half = half(m);
    int second = at + half * (row + column);
    int bSecond = bAt + half;
    boolean lastFirst = upper == solving;
    if (lastFirst) {
      left(m - half, n, second, bSecond);
    } else {
      left(half, n, at, bAt);
    }
    if (upper) {
      product(half, n, m - half, a, at + half * column, row, column, b, bSecond, 1, ldb, bAt);
    } else {
      product(m - half, n, half, a, at + half * row, row, column, b, bAt, 1, ldb, bSecond);
    }
    if (lastFirst) {
      left(half, n, at, bAt);
    } else {
      left(m - half, n, second, bSecond);
    }
  }

  /** From the right, with the block of op(A) of order n at an index. */
  private void right(int m, int n, int at, int bAt) {
    if (n <= SMALL) {
      pack(n, at, false);
      small(m, n, upper, b, bAt, ldb);
      return;
    }
    int half = half(n);
    int second = at + half * (row + column);
    int bSecond = bAt + half * ldb;
    boolean lastFirst = upper != solving;
    if (lastFirst) {
      right(m, n - half, second, bSecond);
    } else {
      right(m, half, at, bAt);
    }
    if (upper) {
      product(m, n - half, half, b, bAt, 1, ldb, a, at + half * column, row, column, bSecond);
    } else {
      product(m, half, n - half, b, bSecond, 1, ldb, a, at + half * row, row, column, bAt);
    }
    if (lastFirst) {
      right(m, half, at, bAt);
    } else {
      right(m, n - half, second, bSecond);
    }
  }

  private static int half(int n) {
    return (n / 2 + SMALL - 1) / SMALL * SMALL;
  }

  /** Adds the product of two blocks to one of B, or takes it away when solving. */
  private void product(
      int m,
      int n,
      int k,
      double[] x,
      int xAt,
      int xRow,
      int xColumn,
      double[] y,
      int yAt,
      int yRow,
      int yColumn,
      int bAt) {
    DoubleGemm.multiply(
        Threads.single(),
        null,
        m,
        n,
        k,
        solving ? -1 : 1,
        x,
        xAt,
        xRow,
        xColumn,
        y,
        yAt,
        yRow,
        yColumn,
        1,
        b,
        bAt,
        ldb);
  }

  /** op(A) X on strips of columns, as X' op(A)'. */
  private void smallLeft(int m, int n, int at, int bAt) {
    pack(m, at, true);
    for (int first = 0; first < n; first += STRIP) {
      int count = Math.min(STRIP, n - first);
      int from = bAt + first * ldb;
      for (int j = 0; j < count; j++) {
        for (int i = 0; i < m; i++) {
          strip[j + i * STRIP] = b[from + i + j * ldb];
        }
      }
      small(count, m, !upper, strip, 0, STRIP);
      for (int j = 0; j < count; j++) {
        for (int i = 0; i < m; i++) {
          b[from + i + j * ldb] = strip[j + i * STRIP];
        }
      }
    }
  }

  /** Copies the triangle of a small block of op(A), or of its transpose, column-major. */
  private void pack(int n, int at, boolean transposed) {
    for (int j = 0; j < n; j++) {
      int from = upper ? 0 : j;
      int to = upper ? j + 1 : n;
      for (int i = from; i < to; i++) {
        block[transposed ? j + i * SMALL : i + j * SMALL] = a[at + i * row + j * column];
      }
    }
  }

  /** X := X T or X T^-1 with the packed triangle T, column by column. */
  private void small(int m, int n, boolean upperBlock, double[] x, int at, int ldx) {
    boolean ascending = upperBlock == solving;
    for (int step = 0; step < n; step++) {
      int j = ascending ? step : n - 1 - step;
      int first = upperBlock ? 0 : j + 1;
      int count = upperBlock ? j : n - 1 - j;
      int to = at + j * ldx;
      double pivot = block[j + j * SMALL];
      if (!solving && !unit) {
        KERNELS.scal(m, pivot, x, to);
      }
      KERNELS.gemv(
          m, count, solving ? -1 : 1, x, at + first * ldx, ldx, block, first + j * SMALL, x, to);
      if (solving && !unit) {
        for (int i = 0; i < m; i++) {
          x[to + i] /= pivot;
        }
      }
    }
  }
}
