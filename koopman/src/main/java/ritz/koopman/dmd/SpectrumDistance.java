// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Complex;

/**
 * Distances between sets of eigenvalues, to compare dynamics (Redman and others, "Identifying
 * equivalent training dynamics", NeurIPS 2024).
 *
 * <p>All distances are those of the complex plane. Thread-safe.
 */
public final class SpectrumDistance {
  private SpectrumDistance() {}

  /**
   * The Wasserstein distance of order p between spectra whose eigenvalues count alike: the least
   * (sum of mass · distance^p)^(1/p) over all ways to move the one spectrum, of mass 1, onto the
   * other. The numbers of eigenvalues may differ.
   *
   * @param a the first spectrum, finite, not empty
   * @param b the second spectrum, finite, not empty
   * @param p the order, at least 1 and finite
   * @return the distance, at least 0
   * @throws IllegalArgumentException if a spectrum is empty, a number is not finite or the order is
   *     out of range
   */
  public static double wasserstein(Complex[] a, Complex[] b, double p) {
    // Whole masses, so that sums of them are exact.
    double[] massesA = new double[a.length];
    double[] massesB = new double[b.length];
    Arrays.fill(massesA, b.length);
    Arrays.fill(massesB, a.length);
    return wasserstein(a, massesA, b, massesB, p);
  }

  /**
   * The Wasserstein distance of order p between weighted spectra, each scaled to mass 1.
   *
   * @param a the first spectrum, finite, not empty
   * @param massesA the mass of each of its eigenvalues, at least 0, not all 0; for example {@link
   *     DmdResult#contributions()}
   * @param b the second spectrum, finite, not empty
   * @param massesB the mass of each of its eigenvalues
   * @param p the order, at least 1 and finite
   * @return the distance, at least 0
   * @throws IllegalArgumentException if a spectrum is empty, the numbers of masses do not fit, a
   *     number is out of range or the order is
   */
  public static double wasserstein(
      Complex[] a, double[] massesA, Complex[] b, double[] massesB, double p) {
    if (!(p >= 1 && p < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("p: " + p + ", expected a finite order of at least 1");
    }
    double[][] distances = distances(a, b);
    double[] supply = massesOfOne(massesA, a.length, "massesA");
    double[] demand = massesOfOne(massesB, b.length, "massesB");
    double largest = largest(distances);
    if (largest == 0) {
      return 0;
    }
    double[][] costs = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        costs[i][j] = Math.pow(distances[i][j] / largest, p);
      }
    }
    double[][] plan = new Transport(costs, supply, demand).plan();
    double cost = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        cost += plan[i][j] * costs[i][j];
      }
    }
    return largest * Math.pow(cost, 1 / p);
  }

  /**
   * The one-to-one assignment of least total distance.
   *
   * @param a the first spectrum, finite, not empty
   * @param b the second spectrum, as many
   * @return for each eigenvalue of the first the index of its partner in the second
   * @throws IllegalArgumentException if the numbers of eigenvalues differ or are zero, or a number
   *     is not finite
   */
  public static int[] assignment(Complex[] a, Complex[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "b: " + b.length + " eigenvalues, expected as many as a has, " + a.length);
    }
    double[][] costs = distances(a, b);
    double[] ones = new double[a.length];
    Arrays.fill(ones, 1);
    double[][] plan = new Transport(costs, ones, ones.clone()).plan();
    int[] partners = new int[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        if (plan[i][j] > 0) {
          partners[i] = j;
        }
      }
    }
    return partners;
  }

  /**
   * The Hausdorff distance: the largest distance from an eigenvalue of either spectrum to the
   * nearest one of the other.
   *
   * @param a the first spectrum, finite, not empty
   * @param b the second spectrum, finite, not empty
   * @return the distance, at least 0
   * @throws IllegalArgumentException if a spectrum is empty or a number is not finite
   */
  public static double hausdorff(Complex[] a, Complex[] b) {
    double[][] distances = distances(a, b);
    double[] nearestToB = new double[b.length];
    Arrays.fill(nearestToB, Double.POSITIVE_INFINITY);
    double result = 0;
    for (double[] row : distances) {
      result = Math.max(result, Arrays.stream(row).min().orElseThrow());
      Arrays.setAll(nearestToB, j -> Math.min(nearestToB[j], row[j]));
    }
    return Math.max(result, Arrays.stream(nearestToB).max().orElseThrow());
  }

  private static double[][] distances(Complex[] a, Complex[] b) {
    requireFinite(a, "a");
    requireFinite(b, "b");
    double[][] distances = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        distances[i][j] = a[i].minus(b[j]).abs();
      }
    }
    if (!(largest(distances) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a, b: a distance exceeds the range of double");
    }
    return distances;
  }

  private static double largest(double[][] distances) {
    return Arrays.stream(distances).flatMapToDouble(Arrays::stream).max().orElseThrow();
  }

  private static void requireFinite(Complex[] spectrum, String name) {
    if (spectrum.length == 0) {
      throw new IllegalArgumentException(name + ": no eigenvalues, expected at least one");
    }
    for (int i = 0; i < spectrum.length; i++) {
      if (!spectrum[i].isFinite()) {
        throw new IllegalArgumentException(
            name + ": eigenvalue " + i + " is " + spectrum[i] + ", expected a finite number");
      }
    }
  }

  /** The masses of one spectrum, scaled so that the sum is 1 to rounding. */
  private static double[] massesOfOne(double[] masses, int count, String name) {
    if (masses.length != count) {
      throw new IllegalArgumentException(name + ": " + masses.length + ", expected " + count);
    }
    double largest = 0;
    for (int i = 0; i < count; i++) {
      if (!(masses[i] >= 0 && masses[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            name + ": mass " + i + " is " + masses[i] + ", expected a finite one of at least 0");
      }
      largest = Math.max(largest, masses[i]);
    }
    if (largest == 0) {
      throw new IllegalArgumentException(name + ": all are 0, expected a positive one");
    }
    double scale = largest;
    double sum = Arrays.stream(masses).map(mass -> mass / scale).sum();
    return Arrays.stream(masses).map(mass -> mass / scale / sum).toArray();
  }
}
