// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;

/**
 * How many singular values are kept: as many as every rule allows, but at least one.
 *
 * @param largest at most so many
 * @param tolerance those above so much of the largest one; NaN for max(n, m) eps
 * @param energy the fewest that have this share of the sum of squares
 * @param medianFactor those above so many times the median; 0 for all
 */
record RankRule(int largest, double tolerance, double energy, double medianFactor) {
  /** No limit but rounding. */
  static final RankRule DEFAULT = new RankRule(Integer.MAX_VALUE, Double.NaN, 1, 0);

  /**
   * The rank.
   *
   * @param sigma the singular values, descending, the first one positive
   * @param size the larger dimension of the snapshot matrix
   */
  int decide(double[] sigma, int size) {
    double relative = Double.isNaN(tolerance) ? size * Math.ulp(1.0) : tolerance;
    double floor = Math.max(relative * sigma[0], medianFactor * median(sigma));
    int limit = Math.min(Math.min(largest, sigma.length), countForEnergy(sigma));
    int rank = 1;
    while (rank < limit && sigma[rank] > floor) {
      rank++;
    }
    return rank;
  }

  private int countForEnergy(double[] sigma) {
    if (energy == 1) {
      return sigma.length;
    }
    double total = 0;
    for (int i = sigma.length - 1; i >= 0; i--) {
      total += squaredRatio(sigma, i);
    }
    double sum = 0;
    int count = 0;
    while (count < sigma.length && sum < energy * total) {
      sum += squaredRatio(sigma, count++);
    }
    return count;
  }

  private static double squaredRatio(double[] sigma, int i) {
    double ratio = sigma[i] / sigma[0];
    return ratio * ratio;
  }

  private static double median(double[] sigma) {
    double[] sorted = sigma.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
