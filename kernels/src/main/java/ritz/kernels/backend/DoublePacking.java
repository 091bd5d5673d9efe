// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;

/**
 * Copies blocks of an operand into the order in which the register tile reads them. Panels at the
 * edge are padded with zeros.
 */
final class DoublePacking {
  private static final int LANES = DoubleBackend.INSTANCE.lanes();
  private static final int MR = DoubleBackend.INSTANCE.tileVectors() * LANES;
  private static final int NR = DoubleBackend.INSTANCE.tileColumns();

  private DoublePacking() {}

  /** Panels of MR rows, the last one as many whole vectors as its rows need. */
  static void packA(
      int mc, int kc, double[] a, int aOffset, int aRow, int aColumn, double[] packed) {
    for (int i = 0; i < mc; i += MR) {
      int rows = Math.min(MR, mc - i);
      int height = DoubleGemm.roundUp(rows, LANES);
      panel(rows, height, kc, 1, a, aOffset + i * aRow, aRow, aColumn, packed, i * kc);
    }
  }

  /** Panels of NR columns, multiplied by alpha. */
  static void packB(
      int nc,
      int kc,
      double alpha,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double[] packed) {
    for (int j = 0; j < nc; j += NR) {
      int columns = Math.min(NR, nc - j);
      panel(columns, NR, kc, alpha, b, bOffset + j * bColumn, bColumn, bRow, packed, j * kc);
    }
  }

  /**
   * One panel: for each inner index, {@code width} entries side by side, zero past {@code valid}.
   */
  private static void panel(
      int valid,
      int width,
      int kc,
      double alpha,
      double[] source,
      int offset,
      int across,
      int along,
      double[] packed,
      int start) {
    if (valid < width) {
      Arrays.fill(packed, start, start + width * kc, 0);
    }
    if (across == 1) {
      for (int p = 0; p < kc; p++) {
        int from = offset + p * along;
        int to = start + p * width;
        for (int i = 0; i < valid; i++) {
          packed[to + i] = alpha * source[from + i];
        }
      }
    } else {
      for (int i = 0; i < valid; i++) {
        int from = offset + i * across;
        int to = start + i;
        for (int p = 0; p < kc; p++) {
          packed[to] = alpha * source[from];
          from += along;
          to += width;
        }
      }
    }
  }
}
