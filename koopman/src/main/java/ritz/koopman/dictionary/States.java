// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import ritz.kernels.Matrix;

/** Checks of what a user gives. */
final class States {
  private States() {}

  static void requireRows(Matrix states, int stateSize) {
    if (states.rows() != stateSize) {
      throw new IllegalArgumentException(
          "states: " + states.shape() + ", expected " + stateSize + " rows");
    }
  }

  static void requireAtLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + ", expected at least " + least);
    }
  }

  static void requirePositive(double value, String name) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": " + value + ", expected a positive finite number");
    }
  }
}
