// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * The implicit QL method with Wilkinson's shift for symmetric tridiagonal matrices (Dubrulle,
 * Martin and Wilkinson, Numer. Math. 12, 1968; Golub and Van Loan, Matrix Computations, section
 * 8.3).
 */
final class TridiagonalQl {
  /** Two or three steps are usual. */
  private static final int MOST_STEPS = 60;

  private static final double EPS = Math.ulp(0.5);

  /** A square that underflows beside so large a sum is lost in its rounding as well. */
  private static final double SMALL = 0x1p-900;

  private static final double LARGE = 0x1p900;

  private TridiagonalQl() {}

  /**
   * Finds the eigenvalues.
   *
   * @param d the diagonal; becomes the eigenvalues, in no order
   * @param e the entries beside the diagonal, the last one of no meaning; destroyed
   * @param q its columns are rotated along, so that those of the eigenvectors come out; or null
   */
  static void diagonalize(double[] d, double[] e, Matrix q) {
    for (int first = 0; first < d.length; first++) {
      int steps = 0;
      for (int last = split(d, e, first); last > first; last = split(d, e, first)) {
        if (++steps > MOST_STEPS) {
          throw new NumericalException(
              "symmetric eigenproblem of order "
                  + d.length
                  + ": value "
                  + first
                  + " did not converge in "
                  + MOST_STEPS
                  + " steps");
        }
        step(d, e, q, first, last);
      }
    }
  }

  /** The end of the block that starts at the given index: the entry behind it is negligible. */
  private static int split(double[] d, double[] e, int first) {
    int last = first;
    while (last + 1 < d.length
        && Math.abs(e[last]) > EPS * (Math.abs(d[last]) + Math.abs(d[last + 1]))) {
      last++;
    }
    return last;
  }

  /** Chases the bulge from the end of the block to its start. */
  private static void step(double[] d, double[] e, Matrix q, int first, int last) {
    double half = (d[first + 1] - d[first]) / (2 * e[first]);
    double root = Math.hypot(half, 1);
    double g = d[last] - d[first] + e[first] / (half + Math.copySign(root, half));
    double sine = 1;
    double cosine = 1;
    double shift = 0;
    for (int i = last - 1; i >= first; i--) {
      double f = sine * e[i];
      double b = cosine * e[i];
      double norm = norm(f, g);
      e[i + 1] = norm;
      if (norm == 0) {
        d[i + 1] -= shift;
        e[last] = 0;
        return;
      }
      sine = f / norm;
      cosine = g / norm;
      g = d[i + 1] - shift;
      double change = (d[i] - g) * sine + 2 * cosine * b;
      shift = sine * change;
      d[i + 1] = g + shift;
      g = cosine * change - b;
      if (q != null) {
        Blocks.rotateColumns(q, i, i + 1, cosine, -sine);
      }
    }
    d[first] -= shift;
    e[first] = g;
    e[last] = 0;
  }

  /** The root of f² + g², by way of Math.hypot, which is slow, only where squares are extreme. */
  private static double norm(double f, double g) {
    double square = f * f + g * g;
    return square > SMALL && square < LARGE ? Math.sqrt(square) : Math.hypot(f, g);
  }
}
