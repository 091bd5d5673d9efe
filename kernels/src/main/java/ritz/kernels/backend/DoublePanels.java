// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;

/**
 * A block of one operand of a product, cut into panels of the register tile's width: rows of A or
 * columns of B. A panel is either packed, in the order in which the tile reads it and padded with
 * zeros, or read where it lies.
 *
 * <p>The direction across a panel is that of the tile's width, the direction along it that of the
 * inner index.
 */
final class DoublePanels {
  private final int width;
  private final int unit;
  private double[] packed = new double[0];

  private double[] source;
  private int sourceOffset;
  private int sourceAcross;
  private int sourceAlong;

  private int blockOffset;
  private int count;
  private int depth;
  private boolean direct;

  /** The array, offset and strides of the panel that {@link #select} chose. */
  double[] data;

  int offset;
  int across;
  int along;

  /**
   * Panels for one kind of tile.
   *
   * @param width the full width of a panel
   * @param unit what the width of the last panel is rounded up to
   */
  DoublePanels(int width, int unit) {
    this.width = width;
    this.unit = unit;
  }

  void operand(double[] array, int start, int acrossStride, int alongStride) {
    source = array;
    sourceOffset = start;
    sourceAcross = acrossStride;
    sourceAlong = alongStride;
  }

  /**
   * Takes a block, {@code length} across and {@code innerLength} along.
   *
   * @param read whether whole panels are read where they lie; needs {@code alpha} = 1
   */
  void take(int start, int length, int inner, int innerLength, double alpha, boolean read) {
    blockOffset = sourceOffset + start * sourceAcross + inner * sourceAlong;
    count = length;
    depth = innerLength;
    direct = read;
    int needed = (length + unit - 1) / unit * unit * innerLength;
    if (packed.length < needed) {
      packed = new double[needed];
    }
    for (int i = 0; i < length; i += width) {
      if (!isDirect(i)) {
        pack(i, alpha);
      }
    }
  }

  /** The panel that starts {@code i} across the block becomes the current one. */
  void select(int i) {
    if (isDirect(i)) {
      data = source;
      offset = blockOffset + i * sourceAcross;
      across = sourceAcross;
      along = sourceAlong;
    } else {
      data = packed;
      offset = i * depth;
      across = 1;
      along = roundedWidth(i);
    }
  }

  /** The part of a panel that holds entries of the operand. */
  int validWidth(int i) {
    return Math.min(width, count - i);
  }

  /** The width of a panel with its padding. */
  int roundedWidth(int i) {
    return (validWidth(i) + unit - 1) / unit * unit;
  }

  private boolean isDirect(int i) {
    return direct && validWidth(i) == roundedWidth(i);
  }

  void release() {
    source = null;
    data = null;
  }

  private void pack(int i, double alpha) {
    int valid = validWidth(i);
    int rounded = roundedWidth(i);
    int from = blockOffset + i * sourceAcross;
    int to = i * depth;
    if (valid < rounded) {
      Arrays.fill(packed, to, to + rounded * depth, 0);
    }
    if (sourceAcross == 1) {
      packRuns(valid, rounded, depth, alpha, source, from, sourceAlong, packed, to);
    } else {
      packStrided(
          valid, rounded, depth, alpha, source, from, sourceAcross, sourceAlong, packed, to);
    }
  }

  private static void packRuns(
      int valid,
      int rounded,
      int depth,
      double alpha,
      double[] source,
      int from,
      int along,
      double[] packed,
      int to) {
    int read = from;
    int write = to;
    for (int p = 0; p < depth; p++) {
      for (int i = 0; i < valid; i++) {
        packed[write + i] = alpha * source[read + i];
      }
      read += along;
      write += rounded;
    }
  }

  private static void packStrided(
      int valid,
      int rounded,
      int depth,
      double alpha,
      double[] source,
      int from,
      int across,
      int along,
      double[] packed,
      int to) {
    int i = 0;
    for (; i <= valid - 4; i += 4) {
      int read0 = from + i * across;
      int read1 = read0 + across;
      int read2 = read1 + across;
      int read3 = read2 + across;
      int write = to + i;
      for (int p = 0; p < depth; p++) {
        packed[write] = alpha * source[read0];
        packed[write + 1] = alpha * source[read1];
        packed[write + 2] = alpha * source[read2];
        packed[write + 3] = alpha * source[read3];
        read0 += along;
        read1 += along;
        read2 += along;
        read3 += along;
        write += rounded;
      }
    }
    for (; i < valid; i++) {
      int read = from + i * across;
      int write = to + i;
      for (int p = 0; p < depth; p++) {
        packed[write] = alpha * source[read];
        read += along;
        write += rounded;
      }
    }
  }
}
