// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.Transpose;
import ritz.kernels.backend.BulgeKernels;

/**
 * A multishift QR sweep: a chain of small bulges, one for each pair of shifts, is chased down a
 * Hessenberg matrix (Braman, Byers, Mathias, "The multishift QR algorithm I", SIAM J. Matrix Anal.
 * Appl. 23, 2002; LAPACK's dlaqr5).
 *
 * <p>The chain moves through a window on the diagonal, a copy that stays in cache; what its
 * reflectors come to is gathered in an orthogonal matrix U, by which the rest of the rows and
 * columns is multiplied afterwards, so that most of the work is matrix products.
 *
 * <p>In round r, bulge b is at row first + r - 3 b: there a reflector of rows k … k+2 empties
 * column k-1 below row k, or starts the bulge. Bulges further down move first.
 */
final class BulgeChain {
  private static final BulgeKernels KERNELS = BulgeKernels.INSTANCE;

  private final Matrix h;
  private final Matrix z;

  /** The part of H in the window, and what it was multiplied by from the right. */
  private Matrix w;

  private Matrix u;

  /** The row of H where the window starts. */
  private int top;

  private final Reflector3 reflector = new Reflector3();

  /**
   * Prepares sweeps.
   *
   * @param h upper Hessenberg
   * @param z multiplied by the same transformations; null if only the active block is to change
   */
  BulgeChain(Matrix h, Matrix z) {
    this.h = h;
    this.z = z;
  }

  /**
   * Sweeps down rows and columns first … last, at least four.
   *
   * @param pairs the shifts by pairs: their sum and their product
   */
  void sweep(int first, int last, double[][] pairs) {
    int bulges = pairs.length;
    int rounds = last - first + 3 * (bulges - 1);
    int step = 3 * bulges;
    for (int from = 0; from < rounds; from += step) {
      int to = Math.min(from + step, rounds);
      int lowest = Math.max(first, first + from - 3 * (bulges - 1));
      int highest = Math.min(last - 1, first + to - 1);
      top = Math.max(first, lowest - 1);
      int end = Math.min(last + 1, highest + 4);
      w = h.block(top, top, end - top, end - top).copy();
      u = Matrix.identity(end - top);
      for (int round = from; round < to; round++) {
        for (int b = 0; b < bulges; b++) {
          int k = first + round - 3 * b;
          if (k >= first && k < last) {
            advance(k - top, k == first ? pairs[b] : null);
          }
        }
      }
      Blocks.copy(w, h.block(top, top, end - top, end - top));
      multiplyRest(h, z, top, end, z == null ? first : 0, z == null ? last + 1 : h.columns(), u);
    }
  }

  /** Applies U, which was applied to a diagonal block of H, to the rest of H and to Z. */
  static void multiplyRest(
      Matrix h, Matrix z, int top, int end, int firstRow, int columnsEnd, Matrix u) {
    multiplyRight(h.block(firstRow, top, top - firstRow, end - top), u);
    Matrix rows = h.block(top, end, end - top, columnsEnd - end);
    Matrix.gemm(Transpose.YES, Transpose.NO, 1, u, rows.copy(), 0, rows);
    if (z != null) {
      multiplyRight(z.columns(top, end), u);
    }
  }

  private static void multiplyRight(Matrix columns, Matrix u) {
    Matrix.gemm(Transpose.NO, Transpose.NO, 1, columns.copy(), u, 0, columns);
  }

  /** Moves the bulge at row k of the window on by one row, or starts it from a pair of shifts. */
  private void advance(int k, double[] pair) {
    int order = Math.min(3, w.rows() - k);
    if (pair != null) {
      reflector.start(w, k, pair[0], pair[1]);
    } else {
      double[] data = w.data();
      int at = w.index(k, k - 1);
      reflector.set(data[at], data[at + 1], order == 3 ? data[at + 2] : 0);
    }
    double tau = reflector.generate();
    if (pair == null) {
      w.set(k, k - 1, reflector.beta());
      w.set(k + 1, k - 1, 0);
      if (order == 3) {
        w.set(k + 2, k - 1, 0);
      }
    }
    if (order == 3) {
      reflectRows(tau, k);
      int rows = Math.min(k + 4, w.rows());
      reflectColumns(w, rows, k, tau);
      reflectColumns(u, u.rows(), k, tau);
    } else {
      reflectTwo(tau, k);
    }
  }

  private void reflectRows(double tau, int k) {
    double[] data = w.data();
    double v1 = reflector.v1();
    double v2 = reflector.v2();
    double t1 = tau * v1;
    double t2 = tau * v2;
    int at = w.index(k, k);
    for (int j = k; j < w.columns(); j++) {
      double sum = data[at] + v1 * data[at + 1] + v2 * data[at + 2];
      data[at] -= tau * sum;
      data[at + 1] -= t1 * sum;
      data[at + 2] -= t2 * sum;
      at += w.leadingDimension();
    }
  }

  private void reflectColumns(Matrix a, int rows, int k, double tau) {
    KERNELS.reflectColumns(
        rows,
        a.data(),
        a.index(0, k),
        a.index(0, k + 1),
        a.index(0, k + 2),
        tau,
        reflector.v1(),
        reflector.v2());
  }

  /** The last reflector of a bulge, of two rows and columns. */
  private void reflectTwo(double tau, int k) {
    double[] v = {1, reflector.v1()};
    Householder.applyLeft(tau, v, 0, w.block(k, k, 2, w.columns() - k));
    double[] work = new double[w.rows()];
    Householder.applyRight(tau, v, 0, w.block(0, k, k + 2, 2), work);
    Householder.applyRight(tau, v, 0, u.block(0, k, u.rows(), 2), work);
  }
}
