// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
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

  private Matrix h;
  private SquareViews windows;
  private SquareViews transformations;
  private WindowUpdate update;

  /** The part of H in the window, and what it was multiplied by from the right. */
  private Matrix w;

  private Matrix u;

  private final Reflector3 reflector = new Reflector3();

  /** The last reflector of a bulge. */
  private final double[] two = {1, 0};

  private double[] sums;

  /** The order of the largest window of a chain. */
  static int largestWindow(int bulges) {
    return 6 * bulges + 1;
  }

  /**
   * Prepares sweeps.
   *
   * @param h upper Hessenberg
   * @param most the most bulges of a chain
   * @param update does what is left to do beside the window
   * @param work holds what comes in between
   */
  static BulgeChain of(Matrix h, int most, WindowUpdate update, Workspace work) {
    BulgeChain chain = work.object(BulgeChain.class, BulgeChain::new);
    int largest = largestWindow(most);
    chain.h = h;
    chain.windows = work.squares(largest);
    chain.transformations = work.squares(largest);
    chain.update = update;
    chain.sums = work.doubles(largest);
    return chain;
  }

  /** Sweeps down rows and columns first … last, at least four. */
  void sweep(int first, int last, ShiftPairs shifts) {
    int bulges = shifts.count();
    int rounds = last - first + 3 * (bulges - 1);
    int step = 3 * bulges;
    for (int from = 0; from < rounds; from += step) {
      int to = Math.min(from + step, rounds);
      int lowest = Math.max(first, first + from - 3 * (bulges - 1));
      int highest = Math.min(last - 1, first + to - 1);
      int top = Math.max(first, lowest - 1);
      int order = Math.min(last + 1, highest + 4) - top;
      w = windows.copyOfBlock(h, top, order);
      u = transformations.identity(order);
      for (int round = from; round < to; round++) {
        for (int b = 0; b < bulges; b++) {
          int k = first + round - 3 * b;
          if (k == first) {
            reflector.start(w, k - top, shifts.sum(b), shifts.product(b));
            reflect(k - top);
          } else if (k > first && k < last) {
            advance(k - top);
          }
        }
      }
      Blocks.copyInto(w, h, top, top);
      update.apply(first, last, top, u);
    }
  }

  /** Moves the bulge at row k of the window on by one row. */
  private void advance(int k) {
    double[] data = w.data();
    int at = w.index(k, k - 1);
    boolean three = k + 2 < w.rows();
    reflector.set(data[at], data[at + 1], three ? data[at + 2] : 0);
    reflect(k);
    data[at] = reflector.beta();
    data[at + 1] = 0;
    if (three) {
      data[at + 2] = 0;
    }
  }

  /** Applies the reflector to rows and columns k … k+2 of the window, the last one to two. */
  private void reflect(int k) {
    double tau = reflector.generate();
    if (k + 2 < w.rows()) {
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

  private void reflectTwo(double tau, int k) {
    two[1] = reflector.v1();
    Householder.applyLeft(tau, two, 0, w, k, k, 2, w.columns() - k);
    Householder.applyRight(tau, two, 0, w, 0, k, k + 2, 2, sums);
    Householder.applyRight(tau, two, 0, u, 0, k, u.rows(), 2, sums);
  }
}
