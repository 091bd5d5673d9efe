// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.NumericalException;

/**
 * The implicit single-shift QR iteration that takes a complex upper Hessenberg matrix to triangular
 * form by plane rotations, with the deflation criterion of Ahues and Tisseur (LAPACK's zlahqr).
 */
final class ComplexQrIteration {
  private static final double EPS = Math.ulp(1.0);
  private static final int EXCEPTIONAL_EVERY = 10;

  private final ComplexMatrix h;
  private final ComplexMatrix z;
  private final int low;
  private final double negligible;

  private ComplexQrIteration(ComplexMatrix h, ComplexMatrix z, int low, int high) {
    this.h = h;
    this.z = z;
    this.low = low;
    this.negligible = Double.MIN_NORMAL * ((high - low) / EPS);
  }

  /**
   * Runs the iteration in place.
   *
   * @param h upper Hessenberg, triangular outside rows and columns low … high-1; becomes T
   * @param z multiplied by the same transformations from the right
   */
  static void run(ComplexMatrix h, ComplexMatrix z, int low, int high) {
    new ComplexQrIteration(h, z, low, high).iterate(high);
  }

  private void iterate(int high) {
    int budget = 30 * Math.max(10, high - low);
    int last = high - 1;
    int sinceDeflation = 0;
    while (last >= low) {
      int first = last;
      while (first > low && !isSmall(first, high)) {
        first--;
      }
      if (first > low) {
        h.set(first, first - 1, Complex.ZERO);
      }
      if (first == last) {
        last--;
        sinceDeflation = 0;
      } else if (budget-- == 0) {
        throw new NumericalException(
            "QR iteration on a complex matrix of order "
                + h.rows()
                + " did not converge: "
                + (last + 1)
                + " eigenvalues are left");
      } else {
        sinceDeflation++;
        sweep(first, last, shift(first, last, sinceDeflation));
      }
    }
  }

  private double abs(int i, int j) {
    return Math.abs(h.real().get(i, j)) + Math.abs(h.imaginary().get(i, j));
  }

  private boolean isSmall(int k, int high) {
    double below = abs(k, k - 1);
    if (below <= negligible) {
      return true;
    }
    double neighbors = abs(k - 1, k - 1) + abs(k, k);
    if (neighbors == 0) {
      neighbors += k - 2 >= low ? abs(k - 1, k - 2) : 0;
      neighbors += k + 1 < high ? abs(k + 1, k) : 0;
    }
    if (below > EPS * neighbors) {
      return false;
    }
    double above = abs(k - 1, k);
    Complex gap = h.get(k - 1, k - 1).minus(h.get(k, k));
    double difference = Math.abs(gap.re()) + Math.abs(gap.im());
    double sum = Math.max(abs(k, k), difference) + Math.max(below, above);
    double product = Math.min(abs(k, k), difference) * (Math.max(abs(k, k), difference) / sum);
    return Math.min(below, above) * (Math.max(below, above) / sum)
        <= Math.max(negligible, EPS * product);
  }

  /** Wilkinson's shift, the eigenvalue of the last 2 x 2 block that is nearer to its last entry. */
  private Complex shift(int first, int last, int sinceDeflation) {
    if (sinceDeflation % (2 * EXCEPTIONAL_EVERY) == 0) {
      return h.get(last, last).plus(new Complex(0.75 * abs(last, last - 1), 0));
    } else if (sinceDeflation % EXCEPTIONAL_EVERY == 0) {
      return h.get(first, first).plus(new Complex(0.75 * abs(first + 1, first), 0));
    }
    Complex corner = h.get(last, last);
    Complex product = h.get(last - 1, last).sqrt().times(h.get(last, last - 1).sqrt());
    double size = product.abs();
    if (size == 0) {
      return corner;
    }
    // The eigenvalues are corner + x + y and corner + x - y with y² = x² + product².
    Complex x = h.get(last - 1, last - 1).minus(corner).times(0.5);
    double scale = Math.max(size, x.abs());
    Complex xs = x.times(1 / scale);
    Complex ps = product.times(1 / scale);
    Complex y = xs.times(xs).plus(ps.times(ps)).sqrt().times(scale);
    Complex sum = x.plus(y);
    Complex other = x.minus(y);
    Complex larger = sum.abs() >= other.abs() ? sum : other;
    return corner.minus(product.times(product.divide(larger)));
  }

  /** One sweep of rotations down rows and columns first … last. */
  private void sweep(int first, int last, Complex shift) {
    Complex x = h.get(first, first).minus(shift);
    Complex y = h.get(first + 1, first);
    for (int k = first; k < last; k++) {
      if (k > first) {
        x = h.get(k, k - 1);
        y = h.get(k + 1, k - 1);
      }
      double length = Math.hypot(x.abs(), y.abs());
      if (length == 0) {
        continue;
      }
      double c = x.abs() / length;
      Complex phase = x.equals(Complex.ZERO) ? Complex.ONE : x.times(1 / x.abs());
      Complex s = phase.times(y.conjugate().times(1 / length));
      if (k > first) {
        h.set(k, k - 1, phase.times(length));
        h.set(k + 1, k - 1, Complex.ZERO);
      }
      rotateRows(k, c, s);
      rotateColumns(h, Math.min(k + 3, last + 1), k, c, s);
      rotateColumns(z, z.rows(), k, c, s);
    }
  }

  /** Rows k and k+1, from column k on, become c r + s r' and c r' - conj(s) r. */
  private void rotateRows(int k, double c, Complex s) {
    double[] re = h.real().data();
    double[] im = h.imaginary().data();
    double sr = s.re();
    double si = s.im();
    for (int j = k; j < h.columns(); j++) {
      int x = h.real().index(k, j);
      int y = h.imaginary().index(k, j);
      double ar = re[x];
      double ai = im[y];
      double br = re[x + 1];
      double bi = im[y + 1];
      re[x] = c * ar + (sr * br - si * bi);
      im[y] = c * ai + (sr * bi + si * br);
      re[x + 1] = c * br - (sr * ar + si * ai);
      im[y + 1] = c * bi - (sr * ai - si * ar);
    }
  }

  /** The first rows of columns k and k+1 become c x + conj(s) x' and c x' - s x. */
  private static void rotateColumns(ComplexMatrix a, int rows, int k, double c, Complex s) {
    double[] re = a.real().data();
    double[] im = a.imaginary().data();
    int x = a.real().index(0, k);
    int y = a.imaginary().index(0, k);
    int xNext = a.real().index(0, k + 1);
    int yNext = a.imaginary().index(0, k + 1);
    double sr = s.re();
    double si = s.im();
    for (int i = 0; i < rows; i++) {
      double ar = re[x + i];
      double ai = im[y + i];
      double br = re[xNext + i];
      double bi = im[yNext + i];
      re[x + i] = c * ar + (sr * br + si * bi);
      im[y + i] = c * ai + (sr * bi - si * br);
      re[xNext + i] = c * br - (sr * ar - si * ai);
      im[yNext + i] = c * bi - (sr * ai + si * ar);
    }
  }
}
