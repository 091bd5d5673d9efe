// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;

/**
 * Reduction of a square matrix to upper Hessenberg form by Householder reflections, Q' A Q = H
 * (LAPACK's dgehd2; Golub and Van Loan, algorithm 7.4.2).
 */
final class Hessenberg {
  private final Matrix h;
  private final int low;
  private final Matrix reflectors;
  private final double[] tau;

  private Hessenberg(Matrix h, int low, Matrix reflectors, double[] tau) {
    this.h = h;
    this.low = low;
    this.reflectors = reflectors;
    this.tau = tau;
  }

  /**
   * Reduces a matrix in place, which becomes H.
   *
   * @param a the matrix, already triangular outside rows and columns low … high-1
   */
  static Hessenberg of(Matrix a, int low, int high) {
    int n = a.rows();
    int count = Math.max(0, high - low - 1);
    double[] tau = new double[count];
    double[] work = new double[n];
    Matrix reflectors = new Matrix(count, count);
    for (int j = 0; j < count; j++) {
      int column = low + j;
      int length = count - j;
      int at = a.index(column + 1, column);
      tau[j] = Householder.generate(length, a.data(), at);
      System.arraycopy(a.data(), at, reflectors.data(), reflectors.index(j, j), length);
      Householder.applyRight(tau[j], a.data(), at, a.block(0, column + 1, high, length), work);
      Householder.applyLeft(
          tau[j], a.data(), at, a.block(column + 1, column + 1, length, n - column - 1));
      for (int i = 1; i < length; i++) {
        a.data()[at + i] = 0;
      }
    }
    return new Hessenberg(a, low, reflectors, tau);
  }

  /** H itself, not a copy. */
  Matrix h() {
    return h;
  }

  /** The orthogonal factor; a new matrix. */
  Matrix q() {
    Matrix q = Matrix.identity(h.rows());
    if (tau.length > 0) {
      Blocks.copy(
          HouseholderProduct.of(reflectors, tau).columns(tau.length),
          q.block(low + 1, low + 1, tau.length, tau.length));
    }
    return q;
  }
}
