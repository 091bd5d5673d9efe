// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import ritz.bench.report.Curve;

/**
 * Numbers summed up.
 *
 * @param median the median; the mean of the middle two of an even number
 * @param low the smallest
 * @param high the largest
 * @param count how many they are
 */
record Spread(double median, double low, double high, int count) {
  static Spread of(double... values) {
    if (values.length == 0) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1], n);
  }

  static Spread of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** A line through medians, with the ranges as its band. */
  static Curve curve(String name, double[] x, List<Spread> spreads) {
    return new Curve(
        name,
        x,
        spreads.stream().mapToDouble(Spread::median).toArray(),
        spreads.stream().mapToDouble(Spread::low).toArray(),
        spreads.stream().mapToDouble(Spread::high).toArray());
  }

  /** The median with the range behind it. */
  @Override
  public String toString() {
    return Claim.number(median) + " (" + Claim.number(low) + " to " + Claim.number(high) + ")";
  }
}
