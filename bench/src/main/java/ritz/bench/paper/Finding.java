// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

/**
 * What was measured for a claim.
 *
 * @param claim the claim
 * @param measured the number that decides
 * @param low the smallest of the numbers it sums up
 * @param high the largest of them
 * @param runs how many they are
 * @param beside what it is compared with, and other figures to know, in words
 */
public record Finding(
    Claim claim, double measured, double low, double high, int runs, String beside) {
  /**
   * The number with the range it comes from.
   *
   * @return for example "0.1 (-0.2 to 0.4)"
   */
  public String inWords() {
    return new Spread(measured, low, high, runs).toString();
  }

  /**
   * Whether the claim holds.
   *
   * @return the verdict
   */
  public boolean holds() {
    return claim.holds(measured);
  }
}
