// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.util.Arrays;

/** A growing array of numbers. */
final class FloatList {
  private static final int MAXIMUM_LENGTH = Integer.MAX_VALUE - 8;

  private float[] values = new float[1024];
  private int size;

  /** Appends a number; false if an array cannot hold more. */
  boolean add(float value) {
    if (size == values.length) {
      if (size == MAXIMUM_LENGTH) {
        return false;
      }
      values = Arrays.copyOf(values, (int) Math.min(2L * size, MAXIMUM_LENGTH));
    }
    values[size++] = value;
    return true;
  }

  /** Appends some numbers. */
  void addAll(float[] some) throws IOException {
    for (float value : some) {
      if (!add(value)) {
        throw new IOException("more numbers than an array can hold");
      }
    }
  }

  float[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
