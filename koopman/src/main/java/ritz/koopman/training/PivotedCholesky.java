// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import ritz.kernels.Matrix;

/**
 * The Cholesky factorization P' G P = R'R of a positive semidefinite matrix with diagonal pivoting,
 * stopped when what is left is noise (Higham, "Accuracy and Stability of Numerical Algorithms",
 * section 10.3; LAPACK's dpstrf).
 *
 * @param r R, rank x n: upper trapezoidal when its columns are taken in the order of the pivots;
 *     they are stored in the order of G
 * @param pivots the column of G that each row of R was made from
 */
record PivotedCholesky(Matrix r, int[] pivots) {
  /**
   * Factors a matrix.
   *
   * @param gram the matrix; destroyed
   * @param noise a pivot is noise below this share of the largest diagonal entry
   */
  static PivotedCholesky of(Matrix gram, double noise) {
    int n = gram.rows();
    double[] g = gram.data();
    double[] rows = new double[n * n];
    int[] pivots = new int[n];
    boolean[] used = new boolean[n];
    double floor = 0;
    int rank = 0;
    while (rank < n) {
      int pivot = -1;
      for (int j = 0; j < n; j++) {
        if (!used[j] && (pivot < 0 || g[j + j * n] > g[pivot + pivot * n])) {
          pivot = j;
        }
      }
      double diagonal = g[pivot + pivot * n];
      if (rank == 0) {
        floor = noise * diagonal;
      }
      if (!(diagonal > floor)) {
        break;
      }
      used[pivot] = true;
      pivots[rank] = pivot;
      double root = Math.sqrt(diagonal);
      for (int j = 0; j < n; j++) {
        rows[rank + j * n] = j == pivot ? root : used[j] ? 0 : g[pivot + j * n] / root;
      }
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < n; i++) {
          g[i + j * n] -= rows[rank + i * n] * rows[rank + j * n];
        }
      }
      rank++;
    }
    Matrix r = Matrix.view(rows, 0, n, n, Math.max(1, n)).block(0, 0, rank, n);
    return new PivotedCholesky(r, java.util.Arrays.copyOf(pivots, rank));
  }

  /** The x with R x = b that is zero off the pivots. */
  double[] solve(double[] b) {
    double[] x = new double[r.columns()];
    for (int row = pivots.length - 1; row >= 0; row--) {
      double sum = b[row];
      for (int later = row + 1; later < pivots.length; later++) {
        sum -= r.get(row, pivots[later]) * x[pivots[later]];
      }
      x[pivots[row]] = sum / r.get(row, pivots[row]);
    }
    return x;
  }
}
