// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;

/**
 * Copies blocks of the operands of a product into the order in which the register tile reads them.
 */
final class DoublePacking {
  private static final DoubleBackend KERNELS = DoubleKernels.INSTANCE;
  private static final int LANES = KERNELS.lanes();

  /** The height of a full tile. */
  static final int MR = KERNELS.tileVectors(0) * LANES;

  /** The width of a tile. */
  static final int NR = KERNELS.tileColumns();

  /**
   * The inner indices that are packed for all panels before the next ones: the panels read the same
   * lines and pages.
   */
  private static final int SLICE = 16;

  private DoublePacking() {}

  /**
   * The height of the next panel, in whole vectors: the most as long as possible, two even ones at
   * the end, and no more rows than there are to move back over.
   */
  static int panelHeight(int most, int done, int left) {
    if (left == most || left >= 2 * most) {
      return most;
    }
    int height = left > most ? (left + 1) / 2 : left;
    int whole = (height + LANES - 1) / LANES * LANES;
    return whole > done + left ? Math.max(LANES, height / LANES * LANES) : whole;
  }

  /**
   * Packs rows of A in panels, one every MR x {@code kc} entries, each column by column with the
   * distance MR. The last panel is moved back until it is whole; if there are fewer rows than
   * lanes, zeros follow them.
   */
  static void packRows(DoubleBlock a, int most, int ic, int mc, int pc, int kc) {
    int panels = (mc + most - 1) / most + 1;
    a.pack(panels * MR * kc, 1, MR);
    int depth = a.sourceRow == 1 ? SLICE : kc;
    for (int p = 0; p < kc; p += depth) {
      int columns = Math.min(depth, kc - p);
      int panel = 0;
      for (int i = 0; i < mc; panel++) {
        int height = panelHeight(most, i, mc - i);
        int top = Math.max(0, Math.min(i, mc - height));
        int rows = Math.min(height, mc - top);
        packPanel(a, height, rows, columns, a.index(ic + top, pc + p), (panel * kc + p) * MR);
        i = top + rows;
      }
    }
  }

  private static void packPanel(DoubleBlock a, int height, int rows, int depth, int from, int to) {
    double[] packed = a.data;
    if (rows < height) {
      Arrays.fill(packed, to, to + MR * depth, 0);
    }
    if (a.sourceRow == 1 && rows == height) {
      KERNELS.copyPanel(height / LANES, depth, a.source, from, a.sourceColumn, packed, to, MR);
    } else if (a.sourceRow == 1) {
      for (int p = 0; p < depth; p++) {
        System.arraycopy(a.source, from + p * a.sourceColumn, packed, to + p * MR, rows);
      }
    } else {
      transpose(MR, depth, rows, a.source, from, a.sourceRow, packed, to);
    }
  }

  /**
   * Packs columns of alpha B in panels, one every NR x {@code kc} entries, row by row. The last
   * panel is moved back until it is whole; if there are fewer columns than a tile has, zeros follow
   * them.
   */
  static void packColumns(DoubleBlock b, int pc, int kc, int jc, int nc, double alpha) {
    int panels = (nc + NR - 1) / NR;
    b.pack(panels * NR * kc, NR, 1);
    int depth = b.sourceRow == 1 ? kc : SLICE;
    for (int p = 0; p < kc; p += depth) {
      int rows = Math.min(depth, kc - p);
      for (int panel = 0; panel < panels; panel++) {
        int left = Math.max(0, Math.min(panel * NR, nc - NR));
        packPanel(b, nc, rows, alpha, b.index(pc + p, jc + left), (panel * kc + p) * NR);
      }
    }
  }

  private static void packPanel(
      DoubleBlock b, int columns, int rows, double alpha, int from, int to) {
    double[] packed = b.data;
    if (columns < NR) {
      Arrays.fill(packed, to, to + NR * rows, 0);
      copyNarrow(b, columns, rows, alpha, from, to);
    } else if (b.sourceRow == 1) {
      transpose(NR, rows, NR, b.source, from, b.sourceColumn, packed, to);
      if (alpha != 1) {
        KERNELS.scal(NR * rows, alpha, packed, to);
      }
    } else {
      copyRows(rows, alpha, b.source, from, b.sourceRow, packed, to);
    }
  }

  private static void copyNarrow(
      DoubleBlock b, int columns, int rows, double alpha, int from, int to) {
    for (int j = 0; j < columns; j++) {
      int read = from + j * b.sourceColumn;
      for (int p = 0; p < rows; p++) {
        b.data[to + j + p * NR] = alpha * b.source[read + p * b.sourceRow];
      }
    }
  }

  /** Writes alpha times rows of NR entries one after the other. */
  private static void copyRows(
      int rows, double alpha, double[] source, int from, int sourceRow, double[] target, int to) {
    for (int p = 0; p < rows; p++) {
      for (int j = 0; j < NR; j++) {
        target[to + j] = alpha * source[from + j];
      }
      from += sourceRow;
      to += NR;
    }
  }

  /**
   * Writes the transpose of a matrix whose columns are contiguous, four columns at a time; the last
   * four are moved back over others if there are that many. The rows are read before they are
   * written, and the last of them is written first, so that C2 checks the bounds once.
   *
   * @param width the distance between rows of the target
   */
  static void transpose(
      int width,
      int rows,
      int columns,
      double[] source,
      int from,
      int sourceColumn,
      double[] target,
      int to) {
    int j = 0;
    while (j < columns && columns >= 4) {
      int left = Math.min(j, columns - 4);
      int write = to + left;
      int read0 = from + left * sourceColumn;
      int read1 = read0 + sourceColumn;
      int read2 = read1 + sourceColumn;
      int read3 = read2 + sourceColumn;
      for (int i = 0; i < rows; i++) {
        double x0 = source[read0 + i];
        double x1 = source[read1 + i];
        double x2 = source[read2 + i];
        double x3 = source[read3 + i];
        target[write + 3] = x3;
        target[write] = x0;
        target[write + 1] = x1;
        target[write + 2] = x2;
        write += width;
      }
      j += 4;
    }
    for (; j < columns; j++) {
      int read = from + j * sourceColumn;
      int write = to + j;
      for (int i = 0; i < rows; i++) {
        target[write] = source[read + i];
        write += width;
      }
    }
  }
}
