// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.ArrayList;
import java.util.List;
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

  private final Matrix h;
  private final Matrix z;
  private final double[] eigenRe;
  private final double[] eigenIm;
  private final BulgeChain chain;
  private final FrancisQr doubleShifts;

  /** For the windows of early deflation. */
  private final Workspace work = new Workspace();

  private MultishiftQr(
      Matrix h, Matrix z, double[] eigenRe, double[] eigenIm, FrancisQr doubleShifts) {
    this.h = h;
    this.z = z;
    this.eigenRe = eigenRe;
    this.eigenIm = eigenIm;
    this.chain = new BulgeChain(h, z);
    this.doubleShifts = doubleShifts;
  }

  /** Runs the iteration in place; see {@link FrancisQr#run}. */
  static void run(
      Matrix h, Matrix z, int low, int high, double[] eigenRe, double[] eigenIm, Workspace work) {
    FrancisQr doubleShifts = work.object(FrancisQr.class, FrancisQr::new);
    if (high - low <= SMALL) {
      doubleShifts.run(h, z, low, high, eigenRe, eigenIm);
      return;
    }
    new MultishiftQr(h, z, eigenRe, eigenIm, doubleShifts).iterate(low, high);
  }

  private void iterate(int low, int high) {
    int budget = 30 * (high - low);
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
      int size = last - first + 1;
      int pairs = Math.max(4, size / 20);
      EarlyDeflation deflation = EarlyDeflation.of(h, z, first, last, 4 * pairs, work.begin());
      if (deflation.count() > 0) {
        // These blocks have converged and need only be read off.
        doubleShifts.run(h, z, last + 1 - deflation.count(), last + 1, eigenRe, eigenIm);
        last -= deflation.count();
        sinceDeflation = 0;
      }
      // Where many eigenvalues were taken off, more are likely without a sweep.
      if (last - first < REST || deflation.count() * 7 > 4 * pairs) {
        continue;
      }
      sinceDeflation++;
      double[][] shifts =
          sinceDeflation % EXCEPTIONAL_EVERY == 0
              ? exceptional(h, last, pairs)
              : pairs(deflation.shiftsRe(), deflation.shiftsIm(), pairs);
      if (shifts.length == 0) {
        shifts = exceptional(h, last, pairs);
      }
      chain.sweep(first, last, shifts);
    }
  }

  /** The sums and products of pairs of shifts, those from the end of the list first. */
  static double[][] pairs(double[] re, double[] im, int most) {
    List<double[]> pairs = new ArrayList<>();
    double unpaired = Double.NaN;
    for (int i = re.length - 1; i >= 0 && pairs.size() < most; i--) {
      if (im[i] != 0) {
        pairs.add(new double[] {2 * re[i], re[i] * re[i] + im[i] * im[i]});
        i--;
      } else if (Double.isNaN(unpaired)) {
        unpaired = re[i];
      } else {
        pairs.add(new double[] {re[i] + unpaired, re[i] * unpaired});
        unpaired = Double.NaN;
      }
    }
    return pairs.toArray(double[][]::new);
  }

  /** Shifts that break a tie, as in LAPACK. */
  static double[][] exceptional(Matrix h, int last, int count) {
    double[][] pairs = new double[count][];
    for (int b = 0; b < count; b++) {
      int i = last - 2 * b;
      double s = Math.abs(h.get(i, i - 1)) + Math.abs(h.get(i - 1, i - 2));
      double center = 0.75 * s + h.get(i, i);
      pairs[b] = new double[] {2 * center, center * center + 0.4375 * s * s};
    }
    return pairs;
  }
}
