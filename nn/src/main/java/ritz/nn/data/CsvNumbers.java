// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.util.Set;
import java.util.regex.Pattern;

/** Numbers as people write them into tables. */
final class CsvNumbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d++,\\d++([eE][+-]?\\d++)?");
  private static final Set<String> MISSING = Set.of("", "?", "-", "NA", "N/A", "na", "n/a", "null");

  private CsvNumbers() {}

  /** Whether a text is meant as a number, finite or not. */
  static boolean isNumber(String text) {
    return DECIMAL.matcher(text).matches() || NOT_FINITE.matcher(text).matches();
  }

  /** Whether a text stands for a value that is not there. */
  static boolean isMissing(String text) {
    return MISSING.contains(text);
  }

  /** Whether a text is meant as a number, but written with a comma. */
  static boolean hasDecimalComma(String text) {
    return DECIMAL_COMMA.matcher(text).matches();
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
      String expected = hasDecimalComma(text) ? "a decimal point" : "a finite number";
      throw new IllegalArgumentException(found + ", expected " + expected);
    }
    return value;
  }
}
