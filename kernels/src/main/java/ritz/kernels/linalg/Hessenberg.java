// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.Matrix;

/**
 * Reduction of a square matrix to upper Hessenberg form by Householder reflections, Q' A Q = H
 * (LAPACK's dgehd2; Golub and Van Loan, algorithm 7.4.2). The reflector that empties column j lies
 * there below the subdiagonal until it is cleared away, its factor is tau(j).
 */
final class Hessenberg {
  private Hessenberg() {}

  /**
   * Reduces a matrix in place, which becomes H with the reflectors below.
   *
   * @param a the matrix, already triangular outside rows and columns low … high-1
   * @param tau receives the factors; zero where nothing is to be done
   * @param sums workspace for as many numbers as A has rows
   */
  static void reduce(Matrix a, int low, int high, double[] tau, double[] sums) {
    Arrays.fill(tau, 0);
    for (int j = low; j < high - 1; j++) {
      int from = j + 1;
      int length = high - from;
      int at = a.index(from, j);
      tau[j] = Householder.generate(length, a.data(), at);
      Householder.applyRight(tau[j], a.data(), at, a, 0, from, high, length, sums);
      Householder.applyLeft(tau[j], a.data(), at, a, from, from, length, a.columns() - from);
    }
  }

  /**
   * The orthogonal factor.
   *
   * @param a what became of the whole matrix
   * @param work holds the result and what comes in between
   */
  static Matrix q(Matrix a, double[] tau, Workspace work) {
    Matrix q = work.identity(a.rows());
    if (a.rows() > 1) {
      int n = a.rows() - 1;
      Matrix reflectors = work.block(a, 1, 0, n, n);
      Blocks.copyInto(HouseholderProduct.of(reflectors, tau, work).columns(n, work), q, 1, 1);
    }
    return q;
  }

  /**
   * C := C Q for a reduction of the first rows and columns alone.
   *
   * @param order how many there were
   * @param sums workspace for as many numbers as C has rows
   */
  static void multiplyByQ(Matrix c, Matrix a, int order, double[] tau, double[] sums) {
    for (int j = 0; j < order - 1; j++) {
      int from = j + 1;
      int at = a.index(from, j);
      Householder.applyRight(tau[j], a.data(), at, c, 0, from, c.rows(), order - from, sums);
    }
  }

  /** Clears the reflectors away. */
  static void clear(Matrix a) {
    for (int j = 0; j < a.columns() - 2; j++) {
      int at = a.index(j + 2, j);
      Arrays.fill(a.data(), at, at + a.rows() - j - 2, 0);
    }
  }
}
