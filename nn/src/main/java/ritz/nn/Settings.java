// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** Checks of settings, with one wording for all. */
final class Settings {
  private Settings() {}

  static void requireLength(String name, int expected, double[] values) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          name + ": " + values.length + " numbers, expected " + expected);
    }
  }

  static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + ": " + value + ", expected a finite number");
    }
  }

  static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": " + value + ", expected a positive number");
    }
  }

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": " + value + ", expected a number from 0 up");
    }
  }

  static void requireFraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          name + ": " + value + ", expected a number from 0 to below 1");
    }
  }

  static void requireNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + ": " + value + ", expected at least 0");
    }
  }

  static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + ", expected at least 1");
    }
  }

  static void requireShare(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          name + ": " + value + ", expected a number above 0 and at most 1");
    }
  }

  static void requireAtLeastOne(String name, double value) {
    if (!(value >= 1 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": " + value + ", expected a number from 1 up");
    }
  }
}
