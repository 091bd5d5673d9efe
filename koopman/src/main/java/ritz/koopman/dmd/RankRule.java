// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.Collection;

/** A limit on how many singular values of the first snapshots of the pairs are kept. */
@FunctionalInterface
interface RankRule {
  /**
   * The limit.
   *
   * @param sigma the singular values, descending, the first one positive
   * @param pairs what they are of
   */
  int limit(double[] sigma, SnapshotPairs pairs);

  /** The strictest of several rules, but at least one singular value. */
  static RankRule strictest(Collection<RankRule> rules) {
    return (sigma, pairs) ->
        Math.max(1, rules.stream().mapToInt(r -> r.limit(sigma, pairs)).min().orElse(sigma.length));
  }

  static RankRule largest(int count) {
    return (sigma, pairs) -> Math.min(count, sigma.length);
  }

  /** Those above a share of the largest. */
  static RankRule tolerance(double share) {
    return (sigma, pairs) -> countAbove(sigma, share * sigma[0]);
  }

  /** Those above what rounding leaves, max(n, m) eps of the largest. */
  static RankRule rounding() {
    return (sigma, pairs) ->
        countAbove(sigma, Math.max(pairs.rows(), pairs.count()) * Math.ulp(1.0) * sigma[0]);
  }

  /** Those before the first that is at most a share of its predecessor. */
  static RankRule drop(double share) {
    return (sigma, pairs) -> {
      int count = 1;
      while (count < sigma.length && sigma[count] > share * sigma[count - 1]) {
        count++;
      }
      return count;
    };
  }

  /** The fewest that have a share of the sum of squares. */
  static RankRule energy(double share) {
    return (sigma, pairs) -> {
      double total = 0;
      for (int i = sigma.length - 1; i >= 0; i--) {
        total += squaredRatio(sigma, i);
      }
      double sum = 0;
      int count = 0;
      while (count < sigma.length && sum < share * total) {
        sum += squaredRatio(sigma, count++);
      }
      return count;
    };
  }

  private static double squaredRatio(double[] sigma, int i) {
    double ratio = sigma[i] / sigma[0];
    return ratio * ratio;
  }

  /** Those above a multiple of the median. */
  static RankRule aboveMedian(double factor) {
    return (sigma, pairs) -> countAbove(sigma, factor * median(sigma));
  }

  /** Gavish and Donoho's threshold for white noise of unknown size. */
  static RankRule optimalThreshold() {
    return (sigma, pairs) ->
        countAbove(sigma, HardThreshold.ofMedian(pairs.rows(), pairs.count()) * median(sigma));
  }

  /**
   * Gavish and Donoho's threshold for white noise of known size.
   *
   * @param noise the standard deviation of an entry of the snapshots, before they are scaled
   */
  static RankRule optimalThreshold(double noise) {
    return (sigma, pairs) -> {
      double scaled = noise * pairs.noiseFactor();
      double size = Math.sqrt(Math.max(pairs.rows(), pairs.count()));
      return countAbove(sigma, HardThreshold.ofNoise(pairs.rows(), pairs.count()) * size * scaled);
    };
  }

  private static int countAbove(double[] sigma, double floor) {
    int count = 0;
    while (count < sigma.length && sigma[count] > floor) {
      count++;
    }
    return count;
  }

  private static double median(double[] sigma) {
    double[] sorted = sigma.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
