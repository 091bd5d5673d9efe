// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/**
 * Copies panels of an operand into the order in which the register tile reads them: for each inner
 * index the entries across the panel side by side, then zeros up to its height in whole vectors.
 *
 * <p>The width is passed as a constant, so that C2 drops the bounds checks of the strided writes.
 */
final class DoublePacking {
  static final int MR = DoubleKernels.INSTANCE.tileVectors() * DoubleKernels.INSTANCE.lanes();
  static final int NR = DoubleKernels.INSTANCE.tileColumns();

  private DoublePacking() {}

  /** A panel of rows of A. */
  static void packRows(
      int valid,
      int height,
      int depth,
      double alpha,
      double[] source,
      int from,
      int across,
      int along,
      double[] packed,
      int to) {
    if (across == 1) {
      runs(MR, valid, height, depth, alpha, source, from, along, packed, to);
    } else {
      transposed(MR, valid, height, depth, alpha, source, from, across, packed, to);
    }
  }

  /** A panel of columns of B. */
  static void packColumns(
      int valid,
      int height,
      int depth,
      double alpha,
      double[] source,
      int from,
      int across,
      int along,
      double[] packed,
      int to) {
    if (across == 1) {
      runs(NR, valid, height, depth, alpha, source, from, along, packed, to);
    } else {
      transposed(NR, valid, height, depth, alpha, source, from, across, packed, to);
    }
  }

  /** The entries across the panel are contiguous. */
  private static void runs(
      int width,
      int valid,
      int height,
      int depth,
      double alpha,
      double[] source,
      int from,
      int along,
      double[] packed,
      int to) {
    for (int p = 0; p < depth; p++) {
      int read = from + p * along;
      int write = to + p * width;
      for (int i = 0; i < valid; i++) {
        packed[write + i] = alpha * source[read + i];
      }
      for (int i = valid; i < height; i++) {
        packed[write + i] = 0;
      }
    }
  }

  /** The entries along the panel are contiguous. */
  private static void transposed(
      int width,
      int valid,
      int height,
      int depth,
      double alpha,
      double[] source,
      int from,
      int across,
      double[] packed,
      int to) {
    int i = 0;
    for (; i <= valid - 4; i += 4) {
      int write = to + i;
      int read0 = from + i * across;
      int read1 = read0 + across;
      int read2 = read1 + across;
      int read3 = read2 + across;
      for (int p = 0; p < depth; p++) {
        packed[write + p * width] = alpha * source[read0 + p];
        packed[write + p * width + 1] = alpha * source[read1 + p];
        packed[write + p * width + 2] = alpha * source[read2 + p];
        packed[write + p * width + 3] = alpha * source[read3 + p];
      }
    }
    for (; i < valid; i++) {
      int write = to + i;
      int read = from + i * across;
      for (int p = 0; p < depth; p++) {
        packed[write + p * width] = alpha * source[read + p];
      }
    }
    for (; i < height; i++) {
      for (int p = 0; p < depth; p++) {
        packed[to + i + p * width] = 0;
      }
    }
  }
}
