// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.backend.BulgeKernels;

/**
 * The implicit double-shift QR iteration that takes an upper Hessenberg matrix to real Schur form
 * (Francis, Comput. J. 4, 1961; LAPACK's dlahqr), with the deflation criterion of Ahues and Tisseur
 * (LAPACK Working Note 122, 1997).
 */
final class FrancisQr {
  private static final double EPS = Math.ulp(1.0);
  private static final int EXCEPTIONAL_EVERY = 10;
  private static final BulgeKernels KERNELS = BulgeKernels.INSTANCE;

  private Matrix h;
  private Matrix z;
  private int low;
  private int high;
  private double[] eigenRe;
  private double[] eigenIm;
  private double negligible;
  private final double[] v = new double[3];
  private final Reflector3 reflector = new Reflector3();
  private final StandardBlock block = new StandardBlock();

  /** The two shifts of a step: real parts, then imaginary parts. */
  private final double[] shifts = new double[4];

  /**
   * Runs the iteration in place.
   *
   * @param h upper Hessenberg, triangular outside rows and columns low … high-1; becomes T
   * @param z multiplied by the same transformations from the right; null if only eigenvalues are
   *     wanted, and then T is not formed
   * @param eigenRe receives the real parts of the eigenvalues
   * @param eigenIm receives the imaginary parts, the positive one of a pair first
   */
  void run(Matrix h, Matrix z, int low, int high, double[] eigenRe, double[] eigenIm) {
    for (int i = 0; i < h.rows(); i++) {
      eigenRe[i] = h.get(i, i);
    }
    start(h, low, high);
    this.z = z;
    this.eigenRe = eigenRe;
    this.eigenIm = eigenIm;
    iterate();
  }

  private void start(Matrix h, int low, int high) {
    this.h = h;
    this.low = low;
    this.high = high;
    this.negligible = Double.MIN_NORMAL * ((high - low) / EPS);
  }

  private void iterate() {
    int budget = 30 * Math.max(10, high - low);
    int last = high - 1;
    int sinceDeflation = 0;
    while (last >= low) {
      int first = smallSubdiagonal(last);
      if (first > low) {
        h.set(first, first - 1, 0);
      }
      if (first >= last - 1) {
        deflate(first, last);
        last = first - 1;
        sinceDeflation = 0;
      } else if (budget-- == 0) {
        throw new NumericalException(
            "QR iteration on a matrix of order "
                + h.rows()
                + " did not converge: "
                + (last + 1)
                + " eigenvalues are left");
      } else {
        sinceDeflation++;
        findShifts(first, last, sinceDeflation);
        step(first, last);
      }
    }
  }

  /**
   * The first row of the active block that ends with the given one, the entry left of it set to
   * zero.
   */
  int splitAt(Matrix h, int low, int high, int last) {
    start(h, low, high);
    int first = smallSubdiagonal(last);
    if (first > low) {
      h.set(first, first - 1, 0);
    }
    return first;
  }

  /** The row below the lowest negligible subdiagonal entry of the active part. */
  private int smallSubdiagonal(int last) {
    int k = last;
    while (k > low && !isSmall(k)) {
      k--;
    }
    return k;
  }

  private boolean isSmall(int k) {
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
    double difference = Math.abs(h.get(k - 1, k - 1) - h.get(k, k));
    double largerOff = Math.max(below, above);
    double smallerOff = Math.min(below, above);
    double largerOn = Math.max(abs(k, k), difference);
    double smallerOn = Math.min(abs(k, k), difference);
    double sum = largerOn + largerOff;
    return smallerOff * (largerOff / sum)
        <= Math.max(negligible, EPS * (smallerOn * (largerOn / sum)));
  }

  private double abs(int i, int j) {
    return Math.abs(h.get(i, j));
  }

  /** Finds the shifts of a step, in an array that each step overwrites. */
  double[] findShifts(int first, int last, int sinceDeflation) {
    if (sinceDeflation % (2 * EXCEPTIONAL_EVERY) == 0) {
      double s = abs(last, last - 1) + abs(last - 1, last - 2);
      takeShiftsOf(0.75 * s + h.get(last, last), -0.4375 * s, s, 0.75 * s + h.get(last, last));
    } else if (sinceDeflation % EXCEPTIONAL_EVERY == 0) {
      double s = abs(first + 1, first) + abs(first + 2, first + 1);
      takeShiftsOf(0.75 * s + h.get(first, first), -0.4375 * s, s, 0.75 * s + h.get(first, first));
    } else {
      takeShiftsOf(
          h.get(last - 1, last - 1),
          h.get(last - 1, last),
          h.get(last, last - 1),
          h.get(last, last));
    }
    return shifts;
  }

  /** The eigenvalues of a 2 x 2 matrix; two real ones are replaced by the one nearer to a22. */
  private void takeShiftsOf(double a11, double a12, double a21, double a22) {
    double s = Math.abs(a11) + Math.abs(a12) + Math.abs(a21) + Math.abs(a22);
    if (s == 0) {
      setShifts(0, 0, 0, 0);
      return;
    }
    double half = (a11 / s + a22 / s) / 2;
    double determinant = (a11 / s - half) * (a22 / s - half) - a12 / s * (a21 / s);
    double root = Math.sqrt(Math.abs(determinant));
    if (determinant >= 0) {
      setShifts(half * s, half * s, root * s, -root * s);
      return;
    }
    double plus = half + root;
    double minus = half - root;
    double nearer = Math.abs(plus - a22 / s) <= Math.abs(minus - a22 / s) ? plus : minus;
    setShifts(nearer * s, nearer * s, 0, 0);
  }

  private void setShifts(double re1, double re2, double im1, double im2) {
    shifts[0] = re1;
    shifts[1] = re2;
    shifts[2] = im1;
    shifts[3] = im2;
  }

  /** One double-shift sweep on rows and columns first … last. */
  private void step(int first, int last) {
    int start = startOfBulge(first, last);
    int firstRow = z != null ? 0 : first;
    int columnsEnd = z != null ? h.columns() : last + 1;
    double[] data = h.data();
    for (int k = start; k < last - 1; k++) {
      if (k > start) {
        int at = h.index(k, k - 1);
        reflector.set(data[at], data[at + 1], data[at + 2]);
      } else {
        reflector.set(v[0], v[1], v[2]);
      }
      double tau = reflector.generate();
      if (k > start) {
        int at = h.index(k, k - 1);
        data[at] = reflector.beta();
        data[at + 1] = 0;
        data[at + 2] = 0;
      } else if (start > first) {
        h.set(k, k - 1, h.get(k, k - 1) * (1 - tau));
      }
      reflectRows(tau, k, columnsEnd);
      reflectColumns(tau, h, firstRow, Math.min(k + 3, last) + 1, k);
      if (z != null) {
        reflectColumns(tau, z, 0, z.rows(), k);
      }
    }
    rotateLast(last - 1, firstRow, columnsEnd);
  }

  /** The last step of a sweep, with two rows and columns k and k + 1. */
  private void rotateLast(int k, int firstRow, int columnsEnd) {
    double x = h.get(k, k - 1);
    double y = h.get(k + 1, k - 1);
    double length = Math.hypot(x, y);
    if (y == 0) {
      return;
    }
    double c = x / length;
    double s = y / length;
    h.set(k, k - 1, length);
    h.set(k + 1, k - 1, 0);
    Blocks.rotateRows(h, k, columnsEnd, k, k + 1, c, s);
    Blocks.rotateColumns(h, firstRow, k + 2, k, k + 1, c, s);
    if (z != null) {
      Blocks.rotateColumns(z, k, k + 1, c, s);
    }
  }

  /**
   * Where two consecutive small subdiagonal entries allow the sweep to start; leaves the first
   * column of the shifted product in v.
   */
  private int startOfBulge(int first, int last) {
    double re1 = shifts[0];
    double re2 = shifts[1];
    double im1 = shifts[2];
    double im2 = shifts[3];
    for (int m = last - 2; ; m--) {
      double h11 = h.get(m, m);
      double h22 = h.get(m + 1, m + 1);
      double below = h.get(m + 1, m);
      double s = Math.abs(h11 - re2) + Math.abs(im2) + Math.abs(below);
      v[0] = below / s * h.get(m, m + 1) + (h11 - re1) * ((h11 - re2) / s) - im1 * (im2 / s);
      v[1] = below / s * (h11 + h22 - re1 - re2);
      v[2] = below / s * h.get(m + 2, m + 1);
      double sum = Math.abs(v[0]) + Math.abs(v[1]) + Math.abs(v[2]);
      for (int i = 0; i < 3; i++) {
        v[i] /= sum;
      }
      if (m == first) {
        return m;
      }
      double neighbors = abs(m - 1, m - 1) + Math.abs(h11) + Math.abs(h22);
      if (abs(m, m - 1) * (Math.abs(v[1]) + Math.abs(v[2])) <= EPS * Math.abs(v[0]) * neighbors) {
        return m;
      }
    }
  }

  /** Applies I - tau v v' to rows k … k+2 of H, from column k on. */
  private void reflectRows(double tau, int k, int columnsEnd) {
    double[] data = h.data();
    double v1 = reflector.v1();
    double v2 = reflector.v2();
    double t1 = tau * v1;
    double t2 = tau * v2;
    int at = h.index(k, k);
    for (int j = k; j < columnsEnd; j++) {
      double sum = data[at] + v1 * data[at + 1] + v2 * data[at + 2];
      data[at] -= tau * sum;
      data[at + 1] -= t1 * sum;
      data[at + 2] -= t2 * sum;
      at += h.leadingDimension();
    }
  }

  /** Applies I - tau v v' to columns k … k+2 of a matrix, in some of its rows. */
  private void reflectColumns(double tau, Matrix a, int from, int to, int k) {
    KERNELS.reflectColumns(
        to - from,
        a.data(),
        a.index(from, k),
        a.index(from, k + 1),
        a.index(from, k + 2),
        tau,
        reflector.v1(),
        reflector.v2());
  }

  /** Takes a converged 1 x 1 or 2 x 2 block off, the latter in standard form. */
  private void deflate(int first, int last) {
    if (first == last) {
      eigenRe[last] = h.get(last, last);
      eigenIm[last] = 0;
      return;
    }
    block.find(h.get(first, first), h.get(first, last), h.get(last, first), h.get(last, last));
    h.set(first, first, block.a11);
    h.set(first, last, block.a12);
    h.set(last, first, block.a21);
    h.set(last, last, block.a22);
    eigenRe[first] = block.a11;
    eigenRe[last] = block.a22;
    double im = Math.sqrt(Math.abs(block.a12)) * Math.sqrt(Math.abs(block.a21));
    eigenIm[first] = im;
    eigenIm[last] = im == 0 ? 0 : -im;
    if (z != null) {
      Blocks.rotateRows(h, last + 1, h.columns(), first, last, block.c, block.s);
      Blocks.rotateColumns(h, 0, first, first, last, block.c, block.s);
      Blocks.rotateColumns(z, first, last, block.c, block.s);
    }
  }
}
