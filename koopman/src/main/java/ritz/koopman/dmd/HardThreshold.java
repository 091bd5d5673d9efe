// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/**
 * The hard threshold for singular values that is optimal in mean square for large matrices in white
 * noise (Gavish and Donoho, "The optimal hard threshold for singular values is 4/sqrt(3)", IEEE
 * Trans. Inf. Theory 60, 2014).
 *
 * <p>With b the ratio of the smaller to the larger dimension, the threshold is lambda(b) sqrt(n)
 * sigma for entries of standard deviation sigma, n being the larger dimension, lambda(b)² = 2 (b +
 * 1) + 8 b / (b + 1 + sqrt(b² + 14 b + 1)). For unknown sigma it is lambda(b) / sqrt(mu(b)) of the
 * median singular value, mu(b) the median of the Marchenko–Pastur law.
 */
final class HardThreshold {
  /** Of the interval of the Marchenko–Pastur law; Simpson's error falls as the fourth power. */
  private static final int PANELS = 512;

  private static final int BISECTIONS = 60;

  private HardThreshold() {}

  private static double ratio(int rows, int columns) {
    return Math.min(rows, columns) / (double) Math.max(rows, columns);
  }

  /** lambda, the threshold in units of the noise and the root of the larger dimension. */
  static double ofNoise(int rows, int columns) {
    double b = ratio(rows, columns);
    double root = Math.sqrt(b * b + 14 * b + 1);
    return Math.sqrt(2 * (b + 1) + 8 * b / (b + 1 + root));
  }

  /** The threshold in units of the median singular value. */
  static double ofMedian(int rows, int columns) {
    return ofNoise(rows, columns) / Math.sqrt(medianOfMarchenkoPastur(ratio(rows, columns)));
  }

  static double medianOfMarchenkoPastur(double b) {
    double low = 0;
    double high = Math.PI;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (distribution(b, middle) < 0.5) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return point(b, (low + high) / 2);
  }

  /** The support [(1 - sqrt b)², (1 + sqrt b)²] by an angle, which makes the density smooth. */
  private static double point(double b, double angle) {
    return 1 + b - 2 * Math.sqrt(b) * Math.cos(angle);
  }

  /** The law's distribution function up to an angle, by Simpson's rule. */
  private static double distribution(double b, double angle) {
    double step = angle / PANELS;
    double sum = density(b, 0) + density(b, angle);
    for (int i = 1; i < PANELS; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * density(b, i * step);
    }
    return sum * step / 3;
  }

  /** sqrt((x+ - x)(x - x-)) / (2 pi b x) dx/d(angle) = 4 sin² / (2 pi x). */
  private static double density(double b, double angle) {
    double x = point(b, angle);
    double sine = Math.sin(angle);
    double ratio = x == 0 ? 1 : sine * sine / x;
    return 2 / Math.PI * ratio;
  }
}
