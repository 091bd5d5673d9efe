// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;
import ritz.koopman.dmd.Factorizations.EigenPairs;

/** Functions of a square matrix by its eigenvectors: f(V D V^-1) = V f(D) V^-1. */
final class MatrixFunction {
  private MatrixFunction() {}

  /**
   * The function of a diagonalizable matrix; the error is eps times the condition of V.
   *
   * @param f a function with f(conj z) = conj f(z)
   */
  static Dense of(Dense a, UnaryOperator<Complex> f) {
    EigenPairs eigen = Factorizations.eigen(a);
    RealForm form = new RealForm(eigen.values(), a.isReal());
    Complex[] factors = Arrays.stream(eigen.values()).map(f).toArray(Complex[]::new);
    Matrix v = form.columns(eigen.vectors());
    Matrix scaled = v.copy();
    form.multiplyColumns(scaled, factors);
    Matrix result = Qr.of(v.transpose()).solve(scaled.transpose()).transpose();
    int k = a.rows();
    return a.isReal()
        ? Dense.of(result)
        : Dense.of(new ComplexMatrix(result.block(0, 0, k, k), result.block(k, 0, k, k)));
  }
}
