// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;
import ritz.kernels.Threads;
import ritz.kernels.Triangle;

/**
 * The blocked matrix product: packed panels and a register tile, as described by K. Goto and R. van
 * de Geijn, "Anatomy of High-Performance Matrix Multiplication" (ACM TOMS 34, 2008), with the loops
 * around the tile as in BLIS (F. Van Zee and R. van de Geijn, ACM TOMS 41, 2015). Small operands
 * are read where they lie, since packing them costs more than it gives.
 *
 * <p>Operands are given by the strides between their rows and columns, so a transposed operand is
 * the same operand with its strides exchanged. Each entry of C is the sum over blocks of KC inner
 * indices, each block added up in order, so its bits do not depend on where it lies in a tile, nor
 * on packing, nor on the number of threads.
 *
 * <p>An instance holds the buffers of one running product; instances are kept for reuse, as many as
 * there are processors, so that a product allocates nothing once warm and no thread holds memory.
 */
public final class DoubleGemm {
  private static final DoubleBackend KERNELS = DoubleKernels.INSTANCE;
  private static final int LANES = KERNELS.lanes();
  private static final int MR = DoublePacking.MR;
  private static final int NR = DoublePacking.NR;

  /** The inner size of a block: a panel of B, KC x NR, stays in the first-level cache. */
  private static final int KC = 256;

  /** The rows of a block: packed, MC x KC, it stays in the second-level cache. */
  private static final int MC = Math.max(1, 1024 / Double.BYTES / MR) * MR;

  /** The columns of a block: packed, KC x NC, it stays in the third-level cache. */
  private static final int NC = 2048 / NR * NR;

  /** The largest A, in bytes, that is read where it lies. */
  private static final int DIRECT_A_BYTES = 1 << 18;

  /** The most rows of A for which B is read where it lies: an entry is used once per panel of A. */
  private static final int DIRECT_B_ROWS = 16 * MR;

  /** Work below which a second thread costs more than it gives, in multiply-adds. */
  private static final long PARALLEL_WORK = 1 << 20;

  private static final Spares<DoubleGemm> SPARES = new Spares<>();

  private final DoublePanels a = new DoublePanels(MR, LANES);
  private final DoublePanels b = new DoublePanels(NR, NR);
  private final double[] tile = new double[MR * NR];

  /**
   * The part of C that is read and written, null for all, and the row of its entry (0, 0) less the
   * column, as numbered in the whole of C.
   */
  private Triangle triangle;

  private int diagonal;

  private DoubleGemm() {}

  /**
   * C = alpha A B + beta C; arguments are checked by the caller.
   *
   * @param threads how many threads may work
   * @param triangle the part of C that is read and written, null for all of it
   * @param m the rows of A and C
   * @param n the columns of B and C
   * @param k the columns of A and rows of B
   * @param alpha the factor of the product
   * @param a A
   * @param aOffset where it starts
   * @param aRow the distance between its rows
   * @param aColumn the distance between its columns
   * @param b B
   * @param bOffset where it starts
   * @param bRow the distance between its rows
   * @param bColumn the distance between its columns
   * @param beta the factor of C; 0 overwrites
   * @param c C, column-major
   * @param cOffset where it starts
   * @param ldc its leading dimension
   */
  public static void multiply(
      Threads threads,
      Triangle triangle,
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
    if (triangle == null && DoubleTinyGemm.suits(m, n, k, LANES)) {
      DoubleTinyGemm.multiply(
          m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset,
          ldc);
      return;
    }
    if (threads.parallelism() == 1 || (long) m * n * k < PARALLEL_WORK) {
      multiply(
          triangle, 0, m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta,
          c, cOffset, ldc);
      return;
    }
    boolean byColumns = n >= m;
    int length = byColumns ? n : m;
    int unit = byColumns ? NR : MR;
    int units = (length + unit - 1) / unit;
    int parts = Math.min(threads.parallelism(), units);
    threads.forEach(
        parts,
        part -> {
          int from = start(triangle, units, part, parts) * unit;
          int to = Math.min(start(triangle, units, part + 1, parts) * unit, length);
          if (byColumns) {
            multiply(
                triangle,
                -from,
                m,
                to - from,
                k,
                alpha,
                a,
                aOffset,
                aRow,
                aColumn,
                b,
                bOffset + from * bColumn,
                bRow,
                bColumn,
                beta,
                c,
                cOffset + from * ldc,
                ldc);
          } else {
            multiply(
                triangle,
                from,
                to - from,
                n,
                k,
                alpha,
                a,
                aOffset + from * aRow,
                aRow,
                aColumn,
                b,
                bOffset,
                bRow,
                bColumn,
                beta,
                c,
                cOffset + from,
                ldc);
          }
        });
  }

  /** The first of the columns that a thread works on, so that all have the same share of C. */
  private static int start(Triangle triangle, int units, int part, int parts) {
    double share = (double) part / parts;
    if (triangle == Triangle.UPPER) {
      share = (double) Math.sqrt(share);
    } else if (triangle == Triangle.LOWER) {
      share = 1 - (double) Math.sqrt(1 - share);
    }
    return (int) (units * share);
  }

  private static void multiply(
      Triangle triangle,
      int diagonal,
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
    if (m == 0 || n == 0) {
      return;
    }
    boolean empty = k == 0 || alpha == 0;
    DoubleGemm gemm = SPARES.takeOr(DoubleGemm::new);
    gemm.triangle = triangle;
    gemm.diagonal = diagonal;
    if (beta != 1 && (beta != 0 || empty)) {
      gemm.scale(m, n, beta, c, cOffset, ldc);
    }
    if (!empty) {
      gemm.multiply(
          m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta != 0, c,
          cOffset, ldc);
    }
    SPARES.giveBack(gemm);
  }

  private void multiply(
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
      boolean add,
      double[] c,
      int cOffset,
      int ldc) {
    this.a.operand(a, aOffset, aRow, aColumn);
    this.b.operand(b, bOffset, bColumn, bRow);
    boolean directA = aRow == 1 && (long) m * k * Double.BYTES <= DIRECT_A_BYTES;
    boolean directB = alpha == 1 && m <= DIRECT_B_ROWS;
    run(m, n, k, alpha, directA, directB, add, c, cOffset, ldc);
    this.a.release();
    this.b.release();
  }

  private void run(
      int m,
      int n,
      int k,
      double alpha,
      boolean directA,
      boolean directB,
      boolean add,
      double[] c,
      int cOffset,
      int ldc) {
    for (int jc = 0; jc < n; jc += NC) {
      int nc = Math.min(NC, n - jc);
      for (int pc = 0; pc < k; pc += KC) {
        int kc = Math.min(KC, k - pc);
        b.take(jc, nc, pc, kc, alpha, directB);
        for (int ic = 0; ic < m; ic += MC) {
          int mc = Math.min(MC, m - ic);
          if (wanted(ic, mc, jc, nc)) {
            a.take(ic, mc, pc, kc, 1, directA);
            block(ic, jc, nc, kc, c, cOffset + ic + jc * ldc, ldc, add || pc > 0);
          }
        }
      }
    }
  }

  /** C (+)= A B on the blocks that were taken. */
  private void block(
      int ic, int jc, int nc, int kc, double[] c, int cOffset, int ldc, boolean add) {
    b.rewind();
    while (b.next()) {
      a.rewind();
      while (a.next()) {
        int row = ic + a.first;
        int column = jc + b.first;
        if (!wanted(row, a.valid, column, b.valid)) {
          continue;
        }
        boolean inside = inside(row, a.valid, column, b.valid);
        int at = cOffset + a.first + b.first * ldc;
        boolean whole =
            !add && inside && b.valid == NR && (a.valid == a.height || maySpill(nc, ldc));
        KERNELS.tile(
            a.height / LANES,
            kc,
            a.data,
            a.offset,
            a.along,
            b.data,
            b.offset,
            b.along,
            b.across,
            whole ? c : tile,
            whole ? at : 0,
            whole ? ldc : MR);
        if (!whole) {
          copyTile(inside ? null : triangle, diagonal + row - column, c, at, ldc, add);
        }
      }
    }
  }

  /**
   * Whether the padding of a tile may be written into C, since what it covers is the top of later
   * columns, which are written afterwards.
   */
  private boolean maySpill(int nc, int ldc) {
    return triangle == null && a.valid == ldc && b.first + NR + LANES / ldc < nc - NR;
  }

  /** Whether a block of C has an entry in the wanted triangle. */
  private boolean wanted(int row, int rows, int column, int columns) {
    if (triangle == null) {
      return true;
    }
    return triangle == Triangle.LOWER
        ? diagonal + row + rows > column
        : diagonal + row < column + columns;
  }

  /** Whether a block of C lies in the wanted triangle. */
  private boolean inside(int row, int rows, int column, int columns) {
    if (triangle == null) {
      return true;
    }
    return triangle == Triangle.LOWER
        ? diagonal + row >= column + columns - 1
        : diagonal + row + rows - 1 <= column;
  }

  /**
   * Moves the tile to C.
   *
   * @param part the triangle that is written, null for all
   * @param shift the row number of the tile's first entry less its column number
   */
  private void copyTile(Triangle part, int shift, double[] c, int cOffset, int ldc, boolean add) {
    for (int j = b.repeated; j < b.valid; j++) {
      int top = part == Triangle.LOWER ? Math.max(a.repeated, j - shift) : a.repeated;
      int end = part == Triangle.UPPER ? Math.min(a.valid, j - shift + 1) : a.valid;
      if (top >= end) {
        continue;
      }
      int from = top + j * MR;
      int to = cOffset + top + j * ldc;
      if (add) {
        KERNELS.add(end - top, tile, from, c, to);
      } else {
        System.arraycopy(tile, from, c, to, end - top);
      }
    }
  }

  private void scale(int m, int n, double beta, double[] c, int cOffset, int ldc) {
    for (int j = 0; j < n; j++) {
      int top = triangle == Triangle.LOWER ? Math.max(0, j - diagonal) : 0;
      int end = triangle == Triangle.UPPER ? Math.min(m, j - diagonal + 1) : m;
      int at = cOffset + j * ldc;
      if (top >= end) {
        continue;
      }
      if (beta == 0) {
        Arrays.fill(c, at + top, at + end, 0);
      } else {
        KERNELS.scal(end - top, beta, c, at + top);
      }
    }
  }
}
