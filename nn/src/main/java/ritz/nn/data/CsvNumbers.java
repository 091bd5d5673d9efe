// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.util.regex.Pattern;

/** Numbers as people write them into tables. */
final class CsvNumbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private CsvNumbers() {}

  /** Whether a text is meant as a number, finite or not. */
  static boolean isNumber(String text) {
    return DECIMAL.matcher(text).matches() || NOT_FINITE.matcher(text).matches();
  }

  /** What a number is; NaN if it is not finite. */
  static double value(String text) {
    return DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  /**
   * A number that is finite as a float.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static float finite(String text) {
    float value = DECIMAL.matcher(text).matches() ? Float.parseFloat(text) : Float.NaN;
    if (!Float.isFinite(value)) {
      String found = text.isEmpty() ? "no value" : "'" + text + "'";
      throw new IllegalArgumentException(found + ", expected a finite number");
    }
    return value;
  }
}
