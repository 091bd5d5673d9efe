// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import java.util.Arrays;
import java.util.Random;

/**
 * A matrix of small integers, whose products and sums are exact in any order, column-major in a
 * larger array with a guard value wherever it has no entry.
 */
record DoubleOperand(double[] data, int offset, int rows, int columns, int ld) {
  static final double GUARD = -77;

  static double[] integers(Random random, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextInt(17) - 8;
    }
    return values;
  }

  /** Numbers whose products and sums are rounded. */
  static double[] gaussians(Random random, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = (double) random.nextGaussian();
    }
    return values;
  }

  static DoubleOperand random(Random random, int rows, int columns) {
    int ld = Math.max(1, rows) + random.nextInt(3);
    int offset = random.nextInt(5);
    double[] data = new double[offset + ld * columns + 3];
    Arrays.fill(data, GUARD);
    for (int j = 0; j < columns; j++) {
      System.arraycopy(integers(random, rows), 0, data, offset + j * ld, rows);
    }
    return new DoubleOperand(data, offset, rows, columns, ld);
  }

  /** The operand as it enters a product, stored as given or transposed. */
  static DoubleOperand random(Random random, Transpose transpose, int rows, int columns) {
    return transpose == Transpose.NO
        ? random(random, rows, columns)
        : random(random, columns, rows);
  }

  int index(int i, int j) {
    return offset + i + j * ld;
  }

  double get(Transpose transpose, int i, int j) {
    return data[transpose == Transpose.NO ? index(i, j) : index(j, i)];
  }
}
