// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

/**
 * The real Schur form of a 2 x 2 matrix,
 *
 * <pre>
 *   [ c  s ] [ a11 a12 ] [ c -s ]   [ a b ]
 *   [-s  c ] [ a21 a22 ] [ s  c ] = [ c d ]
 * </pre>
 *
 * where either the lower left entry is zero, with real eigenvalues on the diagonal, or both
 * diagonal entries are equal and the others have opposite signs, with a conjugate pair (LAPACK's
 * dlanv2; Bai and Demmel, "On swapping diagonal blocks in real Schur form", 1993).
 */
final class StandardBlock {
  /** Discriminants below this many eps count as zero, so that nearly equal pairs stay together. */
  private static final double DOUBLE_ROOT = 4 * Math.ulp(1.0);

  double a11;
  double a12;
  double a21;
  double a22;
  double c;
  double s;

  private void set(double a11, double a12, double a21, double a22, double c, double s) {
    this.a11 = a11;
    this.a12 = a12;
    this.a21 = a21;
    this.a22 = a22;
    this.c = c;
    this.s = s;
  }

  /** Finds the form of a matrix. */
  void find(double a11, double a12, double a21, double a22) {
    if (a21 == 0) {
      set(a11, a12, 0, a22, 1, 0);
      return;
    }
    if (a12 == 0) {
      set(a22, -a21, 0, a11, 0, 1);
      return;
    }
    double difference = a11 - a22;
    if (difference == 0 && Math.signum(a12) != Math.signum(a21)) {
      set(a11, a12, a21, a22, 1, 0);
      return;
    }
    double p = difference / 2;
    double larger = Math.max(Math.abs(a12), Math.abs(a21));
    double smaller = Math.min(Math.abs(a12), Math.abs(a21)) * Math.signum(a12) * Math.signum(a21);
    double scale = Math.max(Math.abs(p), larger);
    double discriminant = p / scale * p + larger / scale * smaller;
    if (discriminant >= DOUBLE_ROOT * scale) {
      double z = p + Math.copySign(Math.sqrt(scale) * Math.sqrt(discriminant), p);
      double length = Math.hypot(a21, z);
      set(a22 + z, a12 - a21, 0, a22 - larger / z * smaller, z / length, a21 / length);
      return;
    }
    equalDiagonal(a11, a12, a21, a22);
  }

  /** Complex or nearly equal real eigenvalues: a rotation that makes the diagonal entries equal. */
  private void equalDiagonal(double a11, double a12, double a21, double a22) {
    double difference = a11 - a22;
    double sigma = a12 + a21;
    double length = Math.hypot(sigma, difference);
    double c = Math.sqrt((1 + Math.abs(sigma) / length) / 2);
    double s = -(difference / 2 / (length * c)) * Math.copySign(1, sigma);

    double left11 = a11 * c + a12 * s;
    double left12 = a12 * c - a11 * s;
    double left21 = a21 * c + a22 * s;
    double left22 = a22 * c - a21 * s;
    double upper = left12 * c + left22 * s;
    double lower = left21 * c - left11 * s;
    double diagonal = (left11 * c + left21 * s + left22 * c - left12 * s) / 2;

    if (lower == 0) {
      set(diagonal, upper, 0, diagonal, c, s);
      return;
    }
    if (upper == 0) {
      set(diagonal, -lower, 0, diagonal, -s, c);
      return;
    }
    if (Math.signum(upper) != Math.signum(lower)) {
      set(diagonal, upper, lower, diagonal, c, s);
      return;
    }
    // Real after all: one more rotation makes it triangular.
    double rootUpper = Math.sqrt(Math.abs(upper));
    double rootLower = Math.sqrt(Math.abs(lower));
    double product = Math.copySign(rootUpper * rootLower, lower);
    double scale = 1 / Math.sqrt(Math.abs(upper + lower));
    double c2 = rootUpper * scale;
    double s2 = rootLower * scale;
    set(diagonal + product, upper - lower, 0, diagonal - product, c * c2 - s * s2, c * s2 + s * c2);
  }
}
