// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.ComplexMatrix;

/**
 * The factorization A P = Q R of a complex matrix with column pivoting, in place; norms are
 * down-dated as in {@link PivotedQr}.
 */
final class ComplexPivotedQr {
  private static final double RECOMPUTE = Math.sqrt(Math.ulp(0.5));

  private ComplexMatrix factored;
  private ComplexMatrix tau;
  private int[] pivots;

  /** What is left of each column, and what it was when it was last computed. */
  private double[] norms;

  private double[] lastComputed;

  /**
   * Factors a matrix, which is overwritten.
   *
   * @param work holds the result and what comes in between
   */
  static ComplexPivotedQr factor(ComplexMatrix a, Workspace work) {
    ComplexPivotedQr qr = work.object(ComplexPivotedQr.class, ComplexPivotedQr::new);
    int n = a.columns();
    qr.factored = a;
    qr.tau = work.undefinedComplex(Math.min(a.rows(), n), 1);
    qr.pivots = work.ints(n);
    qr.norms = work.doubles(n);
    qr.lastComputed = work.doubles(n);
    for (int j = 0; j < n; j++) {
      qr.pivots[j] = j;
      qr.computeNorm(0, j);
    }
    for (int k = 0; k < qr.tau.rows(); k++) {
      qr.bringLongestTo(k);
      qr.step(k);
    }
    return qr;
  }

  private void computeNorm(int k, int j) {
    norms[j] = ComplexVectors.norm(factored.rows() - k, factored, k, j);
    lastComputed[j] = norms[j];
  }

  private void bringLongestTo(int k) {
    int best = k;
    for (int j = k + 1; j < norms.length; j++) {
      best = norms[j] > norms[best] ? j : best;
    }
    if (best != k) {
      Blocks.swapColumns(factored.real(), k, best);
      Blocks.swapColumns(factored.imaginary(), k, best);
      int held = pivots[k];
      pivots[k] = pivots[best];
      pivots[best] = held;
      norms[best] = norms[k];
      lastComputed[best] = lastComputed[k];
    }
  }

  private void step(int k) {
    int rows = factored.rows() - k;
    int columns = factored.columns() - k - 1;
    ComplexHouseholder.generate(rows, factored, k, k, tau, k);
    double tauRe = tau.real().get(k, 0);
    double tauIm = tau.imaginary().get(k, 0);
    ComplexHouseholder.applyLeft(tauRe, -tauIm, factored, k, factored, k, k + 1, rows, columns);
    for (int j = k + 1; j < norms.length; j++) {
      if (norms[j] == 0) {
        continue;
      }
      double ratio = ComplexVectors.abs(factored, k, j) / norms[j];
      double kept = Math.max(0, (1 - ratio) * (1 + ratio));
      double decline = norms[j] / lastComputed[j];
      if (kept * decline * decline <= RECOMPUTE) {
        computeNorm(k + 1, j);
      } else {
        norms[j] *= Math.sqrt(kept);
      }
    }
  }

  /** R in the upper trapezoid, the reflectors of Q below. */
  ComplexMatrix factored() {
    return factored;
  }

  /** The factors of the reflectors, a column. */
  ComplexMatrix tau() {
    return tau;
  }

  /** Column k of A P is column pivots[k] of A. */
  int[] pivots() {
    return pivots;
  }
}
