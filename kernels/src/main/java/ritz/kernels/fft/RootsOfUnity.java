// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

/** exp(2 pi i k / n), each to rounding: the angle is brought into the first octant exactly. */
final class RootsOfUnity {
  private RootsOfUnity() {}

  static double cos(long k, long n) {
    long eighths = 8 * Math.floorMod(k, n);
    if (eighths > 4 * n) {
      return cos(n - eighths / 8, n);
    }
    if (eighths > 2 * n) {
      return -half(4 * n - eighths, n);
    }
    return half(eighths, n);
  }

  static double sin(long k, long n) {
    return cos(4 * k - n, 4 * n);
  }

  /** The cosine of 2 pi eighths / (8 n) for an angle in the first quadrant. */
  private static double half(long eighths, long n) {
    return eighths <= n
        ? Math.cos(2 * Math.PI * eighths / (8.0 * n))
        : Math.sin(2 * Math.PI * (2 * n - eighths) / (8.0 * n));
  }
}
