// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.util.Locale;

/**
 * A claim that a number decides, stated before the number is known.
 *
 * @param text what is claimed, a sentence
 * @param bound on which side of the limit the number must be
 * @param limit the limit; meeting it is enough
 * @param unit the unit of the number, may be empty
 */
public record Claim(String text, Bound bound, double limit, String unit) {
  /** The side of the limit. */
  public enum Bound {
    /** The number must not be larger. */
    AT_MOST,
    /** The number must not be smaller. */
    AT_LEAST
  }

  static Claim atMost(double limit, String unit, String text) {
    return new Claim(text, Bound.AT_MOST, limit, unit);
  }

  static Claim atLeast(double limit, String unit, String text) {
    return new Claim(text, Bound.AT_LEAST, limit, unit);
  }

  /**
   * Whether a number bears the claim out.
   *
   * @param measured the number
   * @return false also for NaN
   */
  public boolean holds(double measured) {
    return bound == Bound.AT_MOST ? measured <= limit : measured >= limit;
  }

  /**
   * The limit in words.
   *
   * @return for example "at most 0.2 points"
   */
  public String expected() {
    String side = bound == Bound.AT_MOST ? "at most " : "at least ";
    return (side + number(limit) + " " + unit).strip();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value)
        .replaceFirst("(\\.\\d*?)0+(e|$)", "$1$2")
        .replaceFirst("\\.(e|$)", "$1");
  }
}
