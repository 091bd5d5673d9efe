// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.linalg.ComplexQr;

/**
 * The columns of a complex Q in F = Q R.
 *
 * @param qr the factorization
 * @param rows the length of a column
 * @param size the number of columns of Q
 */
record ComplexQrBasis(ComplexQr qr, int rows, int size) implements Basis {
  @Override
  public Dense lift(Dense coordinates) {
    return Dense.of(qr.times(coordinates.complex()));
  }

  @Override
  public Dense project(Dense vectors) {
    return Dense.of(qr.conjugateTransposeTimes(vectors.complex()));
  }
}
