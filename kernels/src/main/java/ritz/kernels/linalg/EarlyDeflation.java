// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;

/**
 * Aggressive early deflation (Braman, Byers, Mathias, "The multishift QR algorithm II", SIAM J.
 * Matrix Anal. Appl. 23, 2002; LAPACK's dlaqr3). With the Schur form T of a window at the end of
 * the active block, H is similar to a matrix in which a spike, the multiple s V(0, :)' of the first
 * row of the Schur vectors, stands left of T. Eigenvalues at the end of T whose part of the spike
 * is negligible have converged. The rest of the window is brought back to Hessenberg form.
 */
final class EarlyDeflation {
  private static final double EPS = Math.ulp(1.0);

  private Matrix h;
  private WindowUpdate update;
  private SquareViews forms;
  private SquareViews vectors;
  private double[] re;
  private double[] im;
  private double[] row;
  private double[] tau;
  private double[] sums;
  private FrancisQr iteration;

  /** The order of the last window, and how many of its eigenvalues have not converged. */
  private int size;

  private int kept;

  /**
   * Prepares deflations.
   *
   * @param h upper Hessenberg, changed in place
   * @param largest the order of the largest window
   * @param update does what is left to do beside the window
   * @param work holds what comes in between
   */
  static EarlyDeflation of(Matrix h, int largest, WindowUpdate update, Workspace work) {
    EarlyDeflation deflation = work.object(EarlyDeflation.class, EarlyDeflation::new);
    deflation.h = h;
    deflation.update = update;
    deflation.forms = work.squares(largest);
    deflation.vectors = work.squares(largest);
    deflation.re = work.doubles(largest);
    deflation.im = work.doubles(largest);
    deflation.row = work.doubles(largest);
    deflation.tau = work.doubles(largest);
    deflation.sums = work.doubles(largest);
    deflation.iteration = work.object(FrancisQr.class, FrancisQr::new);
    return deflation;
  }

  /**
   * Takes off what has converged among the last eigenvalues of an active block.
   *
   * @param first the first row of the active block
   * @param last its last row
   * @param window the order of the window, less than that of the block
   */
  void run(int first, int last, int window) {
    size = window;
    int top = last - size + 1;
    Matrix t = forms.copyOfBlock(h, top, size);
    Matrix v = vectors.identity(size);
    iteration.run(t, v, 0, size, re, im);
    double spike = h.get(top, top - 1);
    kept = undeflated(t, v, spike);
    if (kept < size) {
      restoreHessenberg(t, v, spike);
      h.set(top, top - 1, kept == 0 ? 0 : spike * v.get(0, 0));
      Blocks.copyInto(t, h, top, top);
      update.apply(first, last, top, v);
    }
  }

  /** How many eigenvalues of T, from the first on, have not converged. */
  private static int undeflated(Matrix t, Matrix v, double spike) {
    double smallest = Double.MIN_NORMAL * (t.rows() / EPS);
    int kept = t.rows();
    while (kept > 0) {
      boolean pair = kept > 1 && t.get(kept - 1, kept - 2) != 0;
      double size = Math.abs(t.get(kept - 1, kept - 1));
      double part = Math.abs(spike * v.get(0, kept - 1));
      if (pair) {
        size +=
            Math.sqrt(Math.abs(t.get(kept - 1, kept - 2)))
                * Math.sqrt(Math.abs(t.get(kept - 2, kept - 1)));
        part = Math.max(part, Math.abs(spike * v.get(0, kept - 2)));
      }
      if (part > Math.max(smallest, EPS * (size == 0 ? Math.abs(spike) : size))) {
        break;
      }
      kept -= pair ? 2 : 1;
    }
    return kept;
  }

  /** Reflects what is left of the spike to its first entry, and reduces the block beside it. */
  private void restoreHessenberg(Matrix t, Matrix v, double spike) {
    if (kept <= 1 || spike == 0) {
      return;
    }
    for (int j = 0; j < kept; j++) {
      row[j] = v.get(0, j);
    }
    double factor = Householder.generate(kept, row, 0);
    Householder.applyLeft(factor, row, 0, t, 0, 0, kept, size);
    Householder.applyRight(factor, row, 0, t, 0, 0, kept, kept, sums);
    Householder.applyRight(factor, row, 0, v, 0, 0, size, kept, sums);
    Hessenberg.reduce(t, 0, kept, tau, sums);
    Hessenberg.multiplyByQ(v, t, kept, tau, sums);
    Hessenberg.clear(t);
  }

  /** The eigenvalues taken off. */
  int count() {
    return size - kept;
  }

  /** Takes shifts from the other eigenvalues of the window, which make good ones. */
  void takeShifts(int wanted, ShiftPairs shifts) {
    shifts.takeFrom(re, im, kept, wanted);
  }
}
