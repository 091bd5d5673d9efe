// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
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

  private final int count;
  private final double[] shiftsRe;
  private final double[] shiftsIm;

  private EarlyDeflation(int count, double[] shiftsRe, double[] shiftsIm) {
    this.count = count;
    this.shiftsRe = shiftsRe;
    this.shiftsIm = shiftsIm;
  }

  /**
   * Takes off what has converged among the last eigenvalues of an active block.
   *
   * @param h upper Hessenberg, changed in place
   * @param z multiplied by the same transformations; null if only the active block is to change
   * @param first the first row of the active block
   * @param last its last row
   * @param size the order of the window, less than that of the block
   * @param work holds what comes in between
   */
  static EarlyDeflation of(Matrix h, Matrix z, int first, int last, int size, Workspace work) {
    int top = last - size + 1;
    int end = last + 1;
    Matrix t = work.copy(work.block(h, top, top, size, size));
    Matrix v = work.identity(size);
    double[] re = work.doubles(size);
    double[] im = work.doubles(size);
    work.object(FrancisQr.class, FrancisQr::new).run(t, v, 0, size, re, im);
    double spike = h.get(top, top - 1);
    int kept = undeflated(t, v, spike);
    if (kept < size) {
      restoreHessenberg(t, v, kept, spike, work);
      h.set(top, top - 1, kept == 0 ? 0 : spike * v.get(0, 0));
      Blocks.copy(t, h.block(top, top, size, size));
      int firstRow = z == null ? first : 0;
      int columnsEnd = z == null ? end : h.columns();
      BulgeChain.multiplyRest(h, z, top, end, firstRow, columnsEnd, v);
    }
    return new EarlyDeflation(
        size - kept, Arrays.copyOf(re, Math.max(kept, 0)), Arrays.copyOf(im, kept));
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
  private static void restoreHessenberg(
      Matrix t, Matrix v, int kept, double spike, Workspace work) {
    if (kept <= 1 || spike == 0) {
      return;
    }
    int n = t.rows();
    double[] row = work.doubles(kept);
    for (int j = 0; j < kept; j++) {
      row[j] = v.get(0, j);
    }
    double tau = Householder.generate(kept, row, 0);
    double[] sums = work.doubles(n);
    Householder.applyLeft(tau, row, 0, t.block(0, 0, kept, n));
    Householder.applyRight(tau, row, 0, t.block(0, 0, kept, kept), sums);
    Householder.applyRight(tau, row, 0, v.block(0, 0, n, kept), sums);
    Hessenberg reduced = Hessenberg.of(t, 0, kept, work);
    Matrix q = reduced.q(work).block(0, 0, kept, kept);
    Matrix columns = v.columns(0, kept);
    Blocks.copy(columns.copy().times(q), columns);
  }

  /** The eigenvalues taken off. */
  int count() {
    return count;
  }

  /** The real parts of the other eigenvalues of the window, which make good shifts. */
  double[] shiftsRe() {
    return shiftsRe;
  }

  /** Their imaginary parts. */
  double[] shiftsIm() {
    return shiftsIm;
  }
}
