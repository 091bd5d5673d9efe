// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/** A block of an operand of a product, read where it lies or packed. */
final class DoubleBlock {
  /** The operand, with the distances between its rows and columns. */
  double[] source;

  int sourceOffset;
  int sourceRow;
  int sourceColumn;

  /** The block as the tile reads it: where it starts, the distance between rows and columns. */
  double[] data;

  int offset;
  int row;
  int column;
  boolean packed;

  private double[] buffer = new double[0];

  DoubleBlock() {}

  void operand(double[] array, int start, int row, int columnStride) {
    source = array;
    sourceOffset = start;
    sourceRow = row;
    sourceColumn = columnStride;
  }

  /** The place of an entry in the operand. */
  int index(int i, int j) {
    return sourceOffset + i * sourceRow + j * sourceColumn;
  }

  void readInPlace(int firstRow, int firstColumn) {
    data = source;
    offset = index(firstRow, firstColumn);
    row = sourceRow;
    column = sourceColumn;
    packed = false;
  }

  /** Makes room for a packed block. */
  double[] pack(int size, int rowStride, int columnStride) {
    if (buffer.length < size) {
      buffer = new double[size];
    }
    data = buffer;
    offset = 0;
    row = rowStride;
    column = columnStride;
    packed = true;
    return buffer;
  }

  void release() {
    source = null;
    data = null;
  }
}
