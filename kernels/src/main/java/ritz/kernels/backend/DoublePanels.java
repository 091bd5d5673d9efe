// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/**
 * A block of one operand of a product, cut into panels of the register tile's width: rows of A or
 * columns of B. A panel is either packed, in the order in which the tile reads it, or read where it
 * lies.
 *
 * <p>The direction across a panel is that of the tile's width, the direction along it that of the
 * inner index. Widths are multiples of a unit: the last panel is moved back until it is whole, over
 * entries that the one before it held too. Only a block narrower than one unit is padded.
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

  private int ordinal;
  private int covered;

  /** The current panel: where in the block it starts, and its width with padding. */
  int first;

  int height;

  /** How many entries across it are the operand's, and how many of these an earlier panel held. */
  int valid;

  int repeated;

  /** Where it lies, and its strides. */
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

  void release() {
    source = null;
    data = null;
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
    direct = read && length >= unit;
    if (direct) {
      return;
    }
    int needed = ((length + width - 1) / width + 1) * width * innerLength;
    if (packed.length < needed) {
      packed = new double[needed];
    }
    rewind();
    while (next()) {
      int from = blockOffset + first * sourceAcross;
      if (width == DoublePacking.MR) {
        DoublePacking.packRows(
            valid, height, depth, alpha, source, from, sourceAcross, sourceAlong, packed, offset);
      } else {
        DoublePacking.packColumns(
            valid, height, depth, alpha, source, from, sourceAcross, sourceAlong, packed, offset);
      }
    }
  }

  /** Goes back before the first panel. */
  void rewind() {
    ordinal = -1;
    covered = 0;
  }

  /** Goes to the next panel; false if there is none. */
  boolean next() {
    int left = count - covered;
    if (left <= 0) {
      return false;
    }
    if (left >= width) {
      height = width;
    } else if (left > unit && covered == 0) {
      height = left / unit * unit;
    } else {
      height = (left + unit - 1) / unit * unit;
    }
    first = Math.max(0, Math.min(covered, count - height));
    repeated = covered - first;
    valid = Math.min(height, count - first);
    covered = first + valid;
    ordinal++;
    if (direct) {
      data = source;
      offset = blockOffset + first * sourceAcross;
      across = sourceAcross;
      along = sourceAlong;
    } else {
      data = packed;
      offset = ordinal * width * depth;
      across = 1;
      along = width;
    }
    return true;
  }
}
