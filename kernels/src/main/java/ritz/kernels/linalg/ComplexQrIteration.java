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

  private ComplexMatrix h;
  private ComplexMatrix z;
  private int low;
  private double negligible;
  private double shiftRe;
  private double shiftIm;

  /**
   * Runs the iteration in place.
   *
   * @param h upper Hessenberg, triangular outside rows and columns low … high-1; becomes T
   * @param z multiplied by the same transformations from the right
   * @param work holds what comes in between
   * @return how many sweeps it took
   */
  static int run(ComplexMatrix h, ComplexMatrix z, int low, int high, Workspace work) {
    ComplexQrIteration iteration = work.object(ComplexQrIteration.class, ComplexQrIteration::new);
    iteration.h = h;
    iteration.z = z;
    iteration.low = low;
    iteration.negligible = Double.MIN_NORMAL * ((high - low) / EPS);
    return iteration.iterate(high);
  }

  private int iterate(int high) {
    int sweeps = 0;
    int budget = 30 * Math.max(10, high - low);
    int last = high - 1;
    int sinceDeflation = 0;
    while (last >= low) {
      int first = last;
      while (first > low && !isSmall(first, high)) {
        first--;
      }
      if (first > low) {
        ComplexVectors.set(h, first, first - 1, 0, 0);
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
        findShift(first, last, sinceDeflation);
        sweep(first, last);
        sweeps++;
      }
    }
    return sweeps;
  }

  private double abs(int i, int j) {
    return Math.abs(re(i, j)) + Math.abs(im(i, j));
  }

  private double re(int i, int j) {
    return h.real().get(i, j);
  }

  private double im(int i, int j) {
    return h.imaginary().get(i, j);
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
    double difference =
        Math.abs(re(k - 1, k - 1) - re(k, k)) + Math.abs(im(k - 1, k - 1) - im(k, k));
    double sum = Math.max(abs(k, k), difference) + Math.max(below, above);
    double product = Math.min(abs(k, k), difference) * (Math.max(abs(k, k), difference) / sum);
    return Math.min(below, above) * (Math.max(below, above) / sum)
        <= Math.max(negligible, EPS * product);
  }

  /** Wilkinson's shift, the eigenvalue of the last 2 x 2 block that is nearer to its last entry. */
  private void findShift(int first, int last, int sinceDeflation) {
    shiftRe = re(last, last);
    shiftIm = im(last, last);
    if (sinceDeflation % (2 * EXCEPTIONAL_EVERY) == 0) {
      shiftRe += 0.75 * abs(last, last - 1);
    } else if (sinceDeflation % EXCEPTIONAL_EVERY == 0) {
      shiftRe = re(first, first) + 0.75 * abs(first + 1, first);
      shiftIm = im(first, first);
    } else {
      addWilkinsonGap(last);
    }
  }

  /** Moves the shift from the last entry to the eigenvalue of the block. */
  private void addWilkinsonGap(int last) {
    double aboveRe = Complex.realRoot(re(last - 1, last), im(last - 1, last));
    double aboveIm = Complex.imaginaryRoot(re(last - 1, last), im(last - 1, last));
    double belowRe = Complex.realRoot(re(last, last - 1), im(last, last - 1));
    double belowIm = Complex.imaginaryRoot(re(last, last - 1), im(last, last - 1));
    double productRe = aboveRe * belowRe - aboveIm * belowIm;
    double productIm = aboveRe * belowIm + aboveIm * belowRe;
    double size = Math.hypot(productRe, productIm);
    if (size == 0) {
      return;
    }
    // The eigenvalues are corner + x + y and corner + x - y with y² = x² + product².
    double xRe = (re(last - 1, last - 1) - shiftRe) * 0.5;
    double xIm = (im(last - 1, last - 1) - shiftIm) * 0.5;
    double scale = Math.max(size, Math.hypot(xRe, xIm));
    double xr = xRe / scale;
    double xi = xIm / scale;
    double pr = productRe / scale;
    double pi = productIm / scale;
    double squareRe = xr * xr - xi * xi + (pr * pr - pi * pi);
    double squareIm = 2 * (xr * xi + pr * pi);
    double yRe = Complex.realRoot(squareRe, squareIm) * scale;
    double yIm = Complex.imaginaryRoot(squareRe, squareIm) * scale;
    double sign = Math.hypot(xRe + yRe, xIm + yIm) >= Math.hypot(xRe - yRe, xIm - yIm) ? 1 : -1;
    double largerRe = xRe + sign * yRe;
    double largerIm = xIm + sign * yIm;
    double ratioRe = Complex.realQuotient(productRe, productIm, largerRe, largerIm);
    double ratioIm = Complex.realQuotient(productIm, -productRe, largerRe, largerIm);
    shiftRe -= productRe * ratioRe - productIm * ratioIm;
    shiftIm -= productRe * ratioIm + productIm * ratioRe;
  }

  /** One sweep of rotations down rows and columns first … last. */
  private void sweep(int first, int last) {
    double xRe = re(first, first) - shiftRe;
    double xIm = im(first, first) - shiftIm;
    double yRe = re(first + 1, first);
    double yIm = im(first + 1, first);
    for (int k = first; k < last; k++) {
      if (k > first) {
        xRe = re(k, k - 1);
        xIm = im(k, k - 1);
        yRe = re(k + 1, k - 1);
        yIm = im(k + 1, k - 1);
      }
      double size = Math.hypot(xRe, xIm);
      double length = Math.hypot(size, Math.hypot(yRe, yIm));
      if (length == 0) {
        continue;
      }
      double c = size / length;
      double phaseRe = size == 0 ? 1 : xRe / size;
      double phaseIm = size == 0 ? 0 : xIm / size;
      double sRe = (phaseRe * yRe + phaseIm * yIm) / length;
      double sIm = (phaseIm * yRe - phaseRe * yIm) / length;
      if (k > first) {
        ComplexVectors.set(h, k, k - 1, phaseRe * length, phaseIm * length);
        ComplexVectors.set(h, k + 1, k - 1, 0, 0);
      }
      rotateRows(k, c, sRe, sIm);
      rotateColumns(h, Math.min(k + 3, last + 1), k, c, sRe, sIm);
      rotateColumns(z, z.rows(), k, c, sRe, sIm);
    }
  }

  /** Rows k and k+1, from column k on, become c r + s r' and c r' - conj(s) r. */
  private void rotateRows(int k, double c, double sr, double si) {
    double[] re = h.real().data();
    double[] im = h.imaginary().data();
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
  private static void rotateColumns(
      ComplexMatrix a, int rows, int k, double c, double sr, double si) {
    double[] re = a.real().data();
    double[] im = a.imaginary().data();
    int x = a.real().index(0, k);
    int y = a.imaginary().index(0, k);
    int xNext = a.real().index(0, k + 1);
    int yNext = a.imaginary().index(0, k + 1);
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
