// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

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
    int needed = (length + width - 1) / width * width * innerLength;
    if (packed.length < needed) {
      packed = new double[needed];
    }
    for (int i = 0; i < length; i += width) {
      if (!isDirect(i)) {
        int valid = validWidth(i);
        int from = blockOffset + i * sourceAcross;
        if (width == DoublePacking.MR) {
          DoublePacking.packRows(
              valid, depth, alpha, source, from, sourceAcross, sourceAlong, packed, i * depth);
        } else {
          DoublePacking.packColumns(
              valid, depth, alpha, source, from, sourceAcross, sourceAlong, packed, i * depth);
        }
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
      along = width;
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
}
