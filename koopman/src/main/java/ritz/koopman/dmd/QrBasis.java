// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

/**
 * The columns of Q in F = Q R, kept as the reflections that make it.
 *
 * @param qr the factorization
 * @param rows the length of a column
 * @param size the number of columns of Q
 */
record QrBasis(Qr qr, int rows, int size) implements Basis {
  @Override
  public Dense lift(Dense coordinates) {
    Matrix real = qr.times(coordinates.real());
    return coordinates.isReal()
        ? Dense.of(real)
        : Dense.of(new ComplexMatrix(real, qr.times(coordinates.complex().imaginary())));
  }

  @Override
  public Dense project(Dense vectors) {
    Matrix real = project(vectors.real());
    return vectors.isReal()
        ? Dense.of(real)
        : Dense.of(new ComplexMatrix(real, project(vectors.complex().imaginary())));
  }

  private Matrix project(Matrix vectors) {
    return qr.applyQTransposed(vectors).block(0, 0, size, vectors.columns());
  }
}
