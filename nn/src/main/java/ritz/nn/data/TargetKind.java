// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.util.HashSet;
import java.util.Set;

/**
 * Tells from the values of a target whether they are classes: words are, and so are whole numbers
 * of at most 100 kinds each of which comes twice on average. What stands for a missing value, such
 * as {@code NA} or {@code ?}, tells nothing. Not thread-safe.
 */
public final class TargetKind {
  private static final int MOST_CLASSES = 100;

  private final Set<Double> kinds = new HashSet<>();
  private long count;
  private boolean words;
  private boolean values;

  /** One that has seen nothing. */
  public TargetKind() {}

  /**
   * Takes a value as a file has it.
   *
   * @param text a number or a word
   */
  public void add(String text) {
    if (CsvNumbers.isNumber(text)) {
      add(CsvNumbers.value(text));
    } else if (CsvNumbers.hasDecimalComma(text)) {
      values = true;
    } else if (!CsvNumbers.isMissing(text)) {
      words = true;
    }
  }

  /**
   * Takes a value.
   *
   * @param value any number
   */
  public void add(double value) {
    count++;
    kinds.add(value);
    values |= value != Math.rint(value) || kinds.size() > MOST_CLASSES;
  }

  /**
   * Whether no further value can change the answer.
   *
   * @return true after a word, a fraction or too many kinds
   */
  public boolean isCertain() {
    return words || values;
  }

  /**
   * The answer for the values so far.
   *
   * @return whether they are classes
   */
  public boolean isClasses() {
    return words || (!values && 2L * kinds.size() <= count);
  }
}
