// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * The QR iteration for larger Hessenberg matrices: sweeps with several pairs of shifts, between
 * which eigenvalues are taken off by aggressive early deflation (Braman, Byers, Mathias, "The
 * multishift QR algorithm" I and II, SIAM J. Matrix Anal. Appl. 23, 2002; LAPACK's dlaqr0). What
 * has become small is left to {@link FrancisQr}.
 */
final class MultishiftQr {
  /** The order up to which double shifts are faster. */
  private static final int SMALL = 150;

  /** The order of what is left to double shifts once the iteration runs. */
  private static final int REST = 72;

  private static final int EXCEPTIONAL_EVERY = 6;

  private Matrix h;
  private Matrix z;
  private double[] eigenRe;
  private double[] eigenIm;
  private BulgeChain chain;
  private EarlyDeflation deflation;
  private ShiftPairs shifts;
  private FrancisQr doubleShifts;

  /**
   * Runs the iteration in place; see {@link FrancisQr#run}.
   *
   * @return how many sweeps with several shifts it took, none for a small matrix
   */
  static int run(
      Matrix h, Matrix z, int low, int high, double[] eigenRe, double[] eigenIm, Workspace work) {
    if (h.rows() <= SMALL) {
      work.object(FrancisQr.class, FrancisQr::new).run(h, z, low, high, eigenRe, eigenIm);
      return 0;
    }
    return of(h, z, eigenRe, eigenIm, work).iterate(low, high);
  }

  /**
   * Takes what the largest active block would need, so that matrices of one order need the same.
   */
  private static MultishiftQr of(
      Matrix h, Matrix z, double[] eigenRe, double[] eigenIm, Workspace work) {
    MultishiftQr qr = work.object(MultishiftQr.class, MultishiftQr::new);
    int most = pairs(h.rows());
    WindowUpdate update = WindowUpdate.of(h, z, BulgeChain.largestWindow(most), work);
    qr.h = h;
    qr.z = z;
    qr.eigenRe = eigenRe;
    qr.eigenIm = eigenIm;
    qr.chain = BulgeChain.of(h, most, update, work);
    qr.deflation = EarlyDeflation.of(h, window(most), update, work);
    ShiftPairs kept = work.kept(ShiftPairs.class);
    qr.shifts = work.keep(kept != null && kept.most() == most ? kept : new ShiftPairs(most));
    qr.doubleShifts = work.object(FrancisQr.class, FrancisQr::new);
    return qr;
  }

  /** How many pairs of shifts a sweep takes. */
  private static int pairs(int size) {
    return Math.max(4, size / 20);
  }

  /** The order of the window in which early deflation looks for them. */
  private static int window(int pairs) {
    return 4 * pairs;
  }

  private int iterate(int low, int high) {
    if (high - low <= SMALL) {
      doubleShifts.run(h, z, low, high, eigenRe, eigenIm);
      return 0;
    }
    int budget = 30 * (high - low);
    int sweeps = 0;
    int last = high - 1;
    int sinceDeflation = 0;
    while (last >= low) {
      int first = doubleShifts.splitAt(h, low, high, last);
      if (last - first < REST) {
        doubleShifts.run(h, z, first, last + 1, eigenRe, eigenIm);
        last = first - 1;
        sinceDeflation = 0;
        continue;
      } else if (budget-- == 0) {
        throw new NumericalException(
            "multishift QR iteration on a matrix of order "
                + h.rows()
                + " did not converge: "
                + (last + 1)
                + " eigenvalues are left");
      }
      int pairs = pairs(last - first + 1);
      int window = window(pairs);
      deflation.run(first, last, window);
      if (deflation.count() > 0) {
        // These blocks have converged and need only be read off.
        doubleShifts.run(h, z, last + 1 - deflation.count(), last + 1, eigenRe, eigenIm);
        last -= deflation.count();
        sinceDeflation = 0;
      }
      // Where many eigenvalues were taken off, more are likely without a sweep.
      if (last - first < REST || deflation.count() * 7 > window) {
        continue;
      }
      sinceDeflation++;
      deflation.takeShifts(pairs, shifts);
      if (sinceDeflation % EXCEPTIONAL_EVERY == 0 || shifts.count() == 0) {
        shifts.takeExceptional(h, last, pairs);
      }
      chain.sweep(first, last, shifts);
      sweeps++;
    }
    return sweeps;
  }
}
