// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

/**
 * A line over several runs.
 *
 * @param name its name
 * @param x where
 * @param middle the value drawn, the median of the runs
 * @param low the lower edge of the band behind the line
 * @param high the upper edge
 */
public record Curve(String name, double[] x, double[] middle, double[] low, double[] high) {
  /**
   * A line without a band.
   *
   * @param name its name
   * @param x where
   * @param y the values
   * @return the curve
   */
  public static Curve of(String name, double[] x, double[] y) {
    return new Curve(name, x, y, y, y);
  }
}
