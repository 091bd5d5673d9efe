// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.linalg.ComplexEigen;
import ritz.kernels.linalg.ComplexSvd;
import ritz.kernels.linalg.Eigen;
import ritz.kernels.linalg.JacobiSvd;

/** The factorizations of {@link ritz.kernels.linalg} for matrices that are real or complex. */
final class Factorizations {
  private Factorizations() {}

  /** A = U diag(sigma) V*, economy size, sigma descending. */
  record Svd(Dense u, double[] sigma, Dense v) {
    /** V diag(1 / sigma) of the leading columns. */
    Dense scaledRight(int rank) {
      Dense result = v.columns(0, rank).copy();
      for (int j = 0; j < rank; j++) {
        result.divideColumn(j, sigma[j]);
      }
      return result;
    }
  }

  /** Eigenvalues and unit eigenvectors; pairs of a real matrix conjugate to the bit. */
  record EigenPairs(Complex[] values, ComplexMatrix vectors) {}

  static Svd svd(Dense a) {
    if (!a.isReal()) {
      ComplexSvd svd = ComplexSvd.of(a.complex());
      return new Svd(Dense.of(svd.u()), svd.singularValues(), Dense.of(svd.v()));
    }
    JacobiSvd svd = JacobiSvd.of(a.real());
    return new Svd(Dense.of(svd.u()), svd.singularValues(), Dense.of(svd.v()));
  }

  static EigenPairs eigen(Dense a) {
    if (!a.isReal()) {
      ComplexEigen eigen = ComplexEigen.of(a.complex());
      return new EigenPairs(eigen.values(), eigen.vectors());
    }
    Eigen eigen = Eigen.of(a.real());
    return new EigenPairs(eigen.values(), eigen.vectors());
  }
}
