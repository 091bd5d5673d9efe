// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import ritz.kernels.Threads;
import ritz.kernels.Triangle;

/**
 * The blocked matrix product: packed blocks and a register tile, as described by K. Goto and R. van
 * de Geijn, "Anatomy of High-Performance Matrix Multiplication" (ACM TOMS 34, 2008), with the loops
 * around the tile as in BLIS (F. Van Zee and R. van de Geijn, ACM TOMS 41, 2015). Small operands
 * are read where they lie, since packing them costs more than it gives.
 *
 * <p>Operands are given by the strides between their rows and columns, so a transposed operand is
 * the same operand with its strides exchanged. Each entry of C is the sum over equal blocks of at
 * most KC inner indices, each block added up in order, so its bits do not depend on where it lies
 * in a tile, nor on packing, nor on the number of threads.
 *
 * <p>An instance holds the buffers of one running product; instances are kept for reuse, as many as
 * there are processors, so that a product allocates nothing once warm and no thread holds memory.
 */
public final class DoubleGemm {
  private static final DoubleBackend KERNELS = DoubleKernels.INSTANCE;
  private static final int LANES = KERNELS.lanes();
  private static final int MR = DoublePacking.MR;
  private static final int NR = DoublePacking.NR;

  /**
   * The largest inner size of a block, 4 kB of entries. C is read and written once for each, which
   * costs more than that a panel of B, KC x NR, fills the first-level cache and is read from the
   * second.
   */
  private static final int KC = (1 << 12) / Double.BYTES;

  /** The rows of a block: packed, MC x KC, 384 kB, it stays in the second-level cache. */
  private static final int MC = Math.max(1, 96 / MR) * MR;

  /** The most columns of a block: packed, KC x NC, it stays in the third-level cache. */
  private static final int NC = 6144 / Double.BYTES / NR * NR;

  /** The largest A, in bytes, that is read where it lies. */
  private static final int DIRECT_A_BYTES = 1 << 18;

  /** The most rows of A for which B is read where it lies: an entry is used once per panel of A. */
  private static final int DIRECT_B_ROWS = 16 * LANES;

  /** Rows or columns of B so many bytes apart fall on the same lines of the first-level cache. */
  private static final int ALIAS_BYTES = 1 << 12;

  /** Work below which a second thread costs more than it gives, in multiply-adds. */
  private static final long PARALLEL_WORK = 1 << 20;

  /** The parts for each thread where a part costs nothing but its share of the work. */
  private static final int PARTS_PER_WORKER = 2;

  /** The most columns for which a kernel of their own beats a tile moved back. */
  private static final int MAX_NARROW = NR / 2;

  /** The largest B, in bytes, that stays in the first-level cache beside a panel of A. */
  private static final int STRIP_BYTES = 1 << 13;

  private static final Spares<DoubleGemm> SPARES = new Spares<>(DoubleGemm::new);

  private final DoubleBlock a = new DoubleBlock();
  private final DoubleBlock b = new DoubleBlock();
  private final DoubleResult c = new DoubleResult();
  private final double[] tile = new double[MR * NR];

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
    long work = (long) m * n * k;
    if (triangle == null
        && alpha != 0
        && work > 0
        && work < PARALLEL_WORK
        && k <= KC
        && DoubleFewRows.suits(m)) {
      DoubleFewRows.multiply(
          m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset,
          ldc);
      return;
    }
    if (threads.parallelism() == 1 || work < PARALLEL_WORK) {
      multiply(
          triangle, 0, m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta,
          c, cOffset, ldc);
      return;
    }
    int workers = threads.parallelism();
    boolean shareA = n >= 2 * NR * workers && readableA(m, k, aRow);
    boolean shareB =
        m >= 2 * LANES * workers && readableB(m / workers, n, alpha, Math.max(bRow, bColumn));
    boolean flipped =
        n >= LANES * workers && quickerTransposed(triangle, m, n, alpha, beta, aRow, aColumn, bRow);
    boolean byColumns = shareA || flipped || (!shareB && n >= m);
    int length = byColumns ? n : m;
    int unit = byColumns && !flipped ? NR : LANES;
    int units = (length + unit - 1) / unit;
    // With nothing to pack twice, many parts: a thread that wakes up late leaves them to the
    // others.
    int wantedParts = (shareA || shareB) && !flipped ? PARTS_PER_WORKER * workers : workers;
    int parts = Math.min(wantedParts, units);
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
    DoubleGemm gemm = SPARES.take();
    boolean empty = k == 0 || alpha == 0;
    boolean flipped = !empty && quickerTransposed(triangle, m, n, alpha, beta, aRow, aColumn, bRow);
    gemm.c.operand(c, cOffset, ldc, triangle, diagonal, flipped);
    if (beta != 1 && (beta != 0 || empty)) {
      gemm.c.scale(m, n, beta);
    }
    if (flipped) {
      gemm.a.operand(b, bOffset, bColumn, bRow);
      gemm.b.operand(a, aOffset, aColumn, aRow);
      gemm.run(n, m, k, alpha, false);
    } else if (!empty) {
      gemm.a.operand(a, aOffset, aRow, aColumn);
      gemm.b.operand(b, bOffset, bRow, bColumn);
      gemm.run(m, n, k, alpha, beta != 0);
    }
    gemm.a.release();
    gemm.b.release();
    gemm.c.release();
    SPARES.giveBack(gemm);
  }

  /**
   * Whether C' = B' A' is quicker: both operands would have to be transposed as they are packed, of
   * C' the smaller alone, and C' itself.
   */
  private static boolean quickerTransposed(
      Triangle triangle, int m, int n, double alpha, double beta, int aRow, int aColumn, int bRow) {
    return triangle == null
        && beta == 0
        && aRow != 1
        && aColumn == 1
        && bRow == 1
        && n >= LANES
        && 2 * n <= m
        && readableB(n, m, alpha, aRow);
  }

  private void run(int m, int n, int k, double alpha, boolean add) {
    boolean directA = readableA(m, k, a.sourceRow);
    boolean directB = readableB(m, n, alpha, Math.max(b.sourceRow, b.sourceColumn));
    int most = KERNELS.tileVectors(directB ? b.sourceRow : NR) * LANES;
    int largestColumns = directB ? n : NC;
    int largestRows = directA ? m : MC;
    int blocks = (k + KC - 1) / KC;
    int depth = (k + blocks - 1) / blocks;
    for (int jc = 0; jc < n; jc += largestColumns) {
      int nc = Math.min(largestColumns, n - jc);
      for (int pc = 0; pc < k; pc += depth) {
        int kc = Math.min(depth, k - pc);
        if (directB) {
          b.readInPlace(pc, jc);
        } else {
          DoublePacking.packColumns(b, pc, kc, jc, nc, alpha);
        }
        for (int ic = 0; ic < m; ic += largestRows) {
          int mc = Math.min(largestRows, m - ic);
          if (!c.wanted(ic, mc, jc, nc)) {
            continue;
          }
          if (directA) {
            a.readInPlace(ic, pc);
          } else {
            DoublePacking.packRows(a, most, ic, mc, pc, kc);
          }
          block(most, ic, mc, jc, nc, kc, add || pc > 0);
        }
      }
    }
  }

  /** Whether A is read where it lies. */
  private static boolean readableA(int m, int k, int aRow) {
    return aRow == 1 && m >= LANES && (long) m * k * Double.BYTES <= DIRECT_A_BYTES;
  }

  /** Whether B is read where it lies, its rows or columns at a distance. */
  private static boolean readableB(int m, int n, double alpha, int distance) {
    return alpha == 1 && n >= NR && m <= DIRECT_B_ROWS && spread(distance);
  }

  /** Whether rows or columns at a distance fall on different lines of the cache. */
  private static boolean spread(int distance) {
    long bytes = (long) distance * Double.BYTES;
    long beyond = bytes % ALIAS_BYTES;
    return bytes <= 2 * ALIAS_BYTES || Math.min(beyond, ALIAS_BYTES - beyond) >= ALIAS_BYTES / 16;
  }

  /**
   * C (+)= A B on the blocks that were taken, tile by tile. A panel of A meets the columns of B one
   * panel after the other, or all at once if they stay in the first-level cache beside it.
   */
  private void block(int most, int ic, int mc, int jc, int nc, int kc, boolean add) {
    int narrow = narrowColumns(mc, nc, add);
    int strip = (long) nc * kc * Double.BYTES <= STRIP_BYTES ? nc : NR;
    for (int from = 0; from < nc; from += strip) {
      int to = Math.min(from + strip, nc);
      int panel = 0;
      for (int i = 0; i < mc; panel++) {
        int height = DoublePacking.panelHeight(most, i, mc - i);
        int top = Math.max(0, Math.min(i, mc - height));
        int rows = Math.min(height, mc - top);
        int aAt = a.packed ? panel * MR * kc : a.offset + top;
        for (int j = from; j < to; j += NR) {
          int left = Math.max(0, Math.min(j, nc - NR));
          int bAt = b.packed ? j * kc : b.offset + left * b.column;
          if (nc - j <= narrow) {
            int at = c.index(ic + top, jc + j);
            fewColumns(height, narrow, kc, aAt, bAt + (j - left) * b.column, at, add);
          } else {
            int columns = Math.min(NR, nc - left);
            tile(height, rows, columns, ic + top, jc + left, i - top, j - left, kc, aAt, bAt, add);
          }
        }
        i = top + rows;
      }
    }
  }

  /**
   * One tile. The last tile of a row or column was moved back until it is whole, over entries that
   * were computed before.
   *
   * @param fromRow the rows that were computed before
   * @param fromColumn the columns that were computed before
   */
  private void tile(
      int height,
      int rows,
      int columns,
      int row,
      int column,
      int fromRow,
      int fromColumn,
      int kc,
      int aAt,
      int bAt,
      boolean add) {
    if (!c.wanted(row, rows, column, columns)) {
      return;
    }
    boolean inside = c.inside(row, rows, column, columns);
    boolean straight = rows == height && columns == NR && inside && !c.transposed;
    boolean intoC = straight && !add;
    int at = c.index(row, column);
    KERNELS.tile(
        height / LANES,
        kc,
        a.data,
        aAt,
        a.column,
        b.data,
        bAt,
        b.row,
        b.column,
        intoC ? c.data : tile,
        intoC ? at : 0,
        intoC ? c.ld : MR);
    if (straight && add && fromRow == 0 && fromColumn == 0) {
      KERNELS.addTile(height / LANES, NR, tile, MR, c.data, at, c.ld);
    } else if (!intoC) {
      c.move(tile, inside, row, column, fromRow, rows, fromColumn, columns, add);
    }
  }

  /** The last columns of a block if they are too few for a tile and have a kernel, else 0. */
  private int narrowColumns(int mc, int nc, boolean add) {
    int rest = nc % NR;
    boolean kernel = KERNELS.fewRows() > 0 && mc >= LANES && rest <= MAX_NARROW;
    boolean onceEach = !add || mc % LANES == 0;
    return kernel && onceEach && c.whole() ? rest : 0;
  }

  private void fewColumns(int height, int columns, int kc, int aAt, int bAt, int at, boolean add) {
    for (int done = 0; done < height; ) {
      int rows = Math.min(KERNELS.fewRows(), height - done);
      KERNELS.multiplyFewRows(
          rows,
          columns,
          kc,
          1,
          a.data,
          aAt + done,
          a.column,
          b.data,
          bAt,
          b.row,
          b.column,
          add ? 1 : 0,
          c.data,
          at + done,
          c.ld);
      done += rows;
    }
  }
}
