// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

/** Checks of the operands of matrix operations. */
final class Operands {
  private Operands() {}

  static void checkMatrix(
      String name, int rows, int columns, int length, int offset, int leadingDimension) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(name + ": negative size " + rows + " x " + columns);
    }
    if (leadingDimension < Math.max(1, rows)) {
      throw new IllegalArgumentException(
          name + ": leading dimension " + leadingDimension + " for " + rows + " rows");
    }
    long end =
        rows == 0 || columns == 0 ? offset : offset + (columns - 1L) * leadingDimension + rows;
    if (offset < 0 || end > length) {
      throw new IndexOutOfBoundsException(
          name
              + ": "
              + rows
              + " x "
              + columns
              + " at "
              + offset
              + " with leading dimension "
              + leadingDimension
              + " does not fit an array of "
              + length);
    }
  }
}
