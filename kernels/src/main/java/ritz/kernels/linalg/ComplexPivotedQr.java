// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;

/**
 * The factorization A P = Q R of a complex matrix with column pivoting, in place; norms are
 * down-dated as in {@link PivotedQr}.
 *
 * @param factored R in the upper trapezoid, the reflectors of Q below
 * @param tau the factors of the reflectors
 * @param pivots column k of A P is column pivots[k] of A
 */
record ComplexPivotedQr(ComplexMatrix factored, Complex[] tau, int[] pivots) {
  private static final double RECOMPUTE = Math.sqrt(Math.ulp(0.5));

  /** Factors a matrix, which is overwritten. */
  static ComplexPivotedQr factor(ComplexMatrix a) {
    int m = a.rows();
    int n = a.columns();
    Complex[] tau = new Complex[Math.min(m, n)];
    int[] pivots = new int[n];
    double[] norms = new double[n];
    for (int j = 0; j < n; j++) {
      pivots[j] = j;
      norms[j] = ComplexVectors.norm(m, a, 0, j);
    }
    double[] lastComputed = norms.clone();
    for (int k = 0; k < tau.length; k++) {
      int best = k;
      for (int j = k + 1; j < n; j++) {
        best = norms[j] > norms[best] ? j : best;
      }
      if (best != k) {
        Blocks.swapColumns(a.real(), k, best);
        Blocks.swapColumns(a.imaginary(), k, best);
        int held = pivots[k];
        pivots[k] = pivots[best];
        pivots[best] = held;
        norms[best] = norms[k];
        lastComputed[best] = lastComputed[k];
      }
      tau[k] = ComplexHouseholder.generate(m - k, a, k, k);
      ComplexMatrix rest = a.block(k, k + 1, m - k, n - k - 1);
      ComplexHouseholder.applyLeft(tau[k].conjugate(), a, k, k, rest);
      for (int j = k + 1; j < n; j++) {
        if (norms[j] == 0) {
          continue;
        }
        double ratio = a.get(k, j).abs() / norms[j];
        double kept = Math.max(0, (1 - ratio) * (1 + ratio));
        double decline = norms[j] / lastComputed[j];
        if (kept * decline * decline <= RECOMPUTE) {
          norms[j] = ComplexVectors.norm(m - k - 1, a, k + 1, j);
          lastComputed[j] = norms[j];
        } else {
          norms[j] *= Math.sqrt(kept);
        }
      }
    }
    return new ComplexPivotedQr(a, tau, pivots);
  }
}
