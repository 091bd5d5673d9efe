// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.ComplexMatrix;

/** Reduction of a complex matrix to upper Hessenberg form, Q^H A Q = H (LAPACK's zgehd2). */
final class ComplexHessenberg {
  private ComplexHessenberg() {}

  /**
   * Reduces a matrix in place, which becomes H.
   *
   * @param a the matrix, already triangular outside rows and columns low … high-1
   * @param work holds the result and what comes in between
   * @return the unitary factor Q
   */
  static ComplexMatrix reduce(ComplexMatrix a, int low, int high, Workspace work) {
    int n = a.rows();
    ComplexMatrix q = work.complexIdentity(n);
    ComplexMatrix sums = work.undefinedComplex(n, 1);
    // The reflector of column j has its factor in row j.
    ComplexMatrix tau = work.undefinedComplex(n, 1);
    double[] re = tau.real().data();
    double[] im = tau.imaginary().data();
    for (int j = low; j < high - 1; j++) {
      int row = j + 1;
      int length = high - row;
      ComplexHouseholder.generate(length, a, row, j, tau, j);
      ComplexHouseholder.applyRight(re[j], im[j], a, j, a, high, row, length, sums);
      ComplexHouseholder.applyLeft(re[j], -im[j], a, j, a, row, row, length, n - row);
    }
    for (int j = high - 2; j >= low; j--) {
      int row = j + 1;
      int length = high - row;
      ComplexHouseholder.applyLeft(re[j], im[j], a, j, q, row, row, length, length);
      for (int i = row + 1; i < high; i++) {
        ComplexVectors.set(a, i, j, 0, 0);
      }
    }
    return q;
  }
}
