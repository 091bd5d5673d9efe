// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

/**
 * The numbers exp(-2 pi i k / n), each from a sine or cosine of an angle of at most 45 degrees, so
 * that every part is accurate to about one rounding, and exact where it is 0, 1 or -1.
 */
final class RootsOfUnity {
  private RootsOfUnity() {}

  /** The real part of exp(-2 pi i k / n), for k at least 0. */
  static double re(long k, long n) {
    long eighths = 8 * (k % n);
    int octant = (int) (eighths / n);
    // The angle from the nearer axis, in units of a turn over 8 n.
    long rest = octant % 2 == 0 ? eighths - octant * n : (octant + 1) * n - eighths;
    double angle = Math.PI / 4 * rest / n;
    return switch (octant) {
      case 0, 7 -> StrictMath.cos(angle);
      case 1, 6 -> StrictMath.sin(angle);
      case 2, 5 -> -StrictMath.sin(angle);
      default -> -StrictMath.cos(angle);
    };
  }

  /** The imaginary part of exp(-2 pi i k / n), for k at least 0. */
  static double im(long k, long n) {
    // -sin(x) = cos(x + 90 degrees), a quarter of a turn further.
    return re(4 * (k % n) + n, 4 * n);
  }
}
