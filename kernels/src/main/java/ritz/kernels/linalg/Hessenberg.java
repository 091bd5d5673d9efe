// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;

/**
 * Reduction of a square matrix to upper Hessenberg form by Householder reflections, Q' A Q = H
 * (LAPACK's dgehd2; Golub and Van Loan, algorithm 7.4.2).
 */
final class Hessenberg {
  private Matrix h;
  private int low;
  private Matrix reflectors;
  private double[] tau;

  /**
   * Reduces a matrix in place, which becomes H.
   *
   * @param a the matrix, already triangular outside rows and columns low … high-1
   * @param work holds the result and what comes in between
   */
  static Hessenberg of(Matrix a, int low, int high, Workspace work) {
    int n = a.rows();
    int count = Math.max(0, high - low - 1);
    double[] tau = work.doubles(count);
    double[] sums = work.doubles(n);
    Matrix reflectors = work.matrix(count, count);
    for (int j = 0; j < count; j++) {
      int column = low + j;
      int length = count - j;
      int at = a.index(column + 1, column);
      tau[j] = Householder.generate(length, a.data(), at);
      System.arraycopy(a.data(), at, reflectors.data(), reflectors.index(j, j), length);
      Matrix right = work.block(a, 0, column + 1, high, length);
      Householder.applyRight(tau[j], a.data(), at, right, sums);
      Matrix below = work.block(a, column + 1, column + 1, length, n - column - 1);
      Householder.applyLeft(tau[j], a.data(), at, below);
      for (int i = 1; i < length; i++) {
        a.data()[at + i] = 0;
      }
    }
    Hessenberg hessenberg = work.object(Hessenberg.class, Hessenberg::new);
    hessenberg.h = a;
    hessenberg.low = low;
    hessenberg.reflectors = reflectors;
    hessenberg.tau = tau;
    return hessenberg;
  }

  /** H itself, not a copy. */
  Matrix h() {
    return h;
  }

  /** The orthogonal factor. */
  Matrix q(Workspace work) {
    Matrix q = work.identity(h.rows());
    if (tau.length > 0) {
      Blocks.copy(
          HouseholderProduct.of(reflectors, tau, work).columns(tau.length, work),
          work.block(q, low + 1, low + 1, tau.length, tau.length));
    }
    return q;
  }
}
