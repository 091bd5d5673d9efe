// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;

/** Reduction of a complex matrix to upper Hessenberg form, Q^H A Q = H (LAPACK's zgehd2). */
final class ComplexHessenberg {
  private ComplexHessenberg() {}

  /**
   * Reduces a matrix in place, which becomes H.
   *
   * @param a the matrix, already triangular outside rows and columns low … high-1
   * @return the unitary factor Q; a new matrix
   */
  static ComplexMatrix reduce(ComplexMatrix a, int low, int high) {
    int n = a.rows();
    ComplexMatrix q = ComplexMatrix.identity(n);
    int count = Math.max(0, high - low - 1);
    Complex[] tau = new Complex[count];
    for (int j = 0; j < count; j++) {
      int row = low + j + 1;
      int length = high - row;
      tau[j] = ComplexHouseholder.generate(length, a, row, row - 1);
      ComplexHouseholder.applyRight(tau[j], a, row, row - 1, a.block(0, row, high, length));
      ComplexMatrix rest = a.block(row, row, length, n - row);
      ComplexHouseholder.applyLeft(tau[j].conjugate(), a, row, row - 1, rest);
    }
    for (int j = count - 1; j >= 0; j--) {
      int row = low + j + 1;
      int length = high - row;
      ComplexHouseholder.applyLeft(tau[j], a, row, row - 1, q.block(row, row, length, length));
      for (int i = row + 1; i < high; i++) {
        a.set(i, row - 1, Complex.ZERO);
      }
    }
    return q;
  }
}
