// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.linalg.ComplexEigen;
import ritz.kernels.linalg.ComplexQr;
import ritz.kernels.linalg.ComplexSvd;
import ritz.kernels.linalg.Eigen;
import ritz.kernels.linalg.JacobiSvd;
import ritz.kernels.linalg.Qr;

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

    /** How many singular values rounding leaves. */
    int rank() {
      double floor = Math.max(u.rows(), v.rows()) * Math.ulp(1.0) * sigma[0];
      return (int) Arrays.stream(sigma).filter(s -> s > floor).count();
    }

    /** The smallest least-squares solution of A x = b. */
    Dense solve(Dense b) {
      int rank = rank();
      return scaledRight(rank).times(u.columns(0, rank).adjointTimes(b));
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

  /** An orthonormal basis of the columns, by QR. */
  static Dense orthonormal(Dense a) {
    return qr(a).q();
  }

  /** A = Q R, economy size. */
  record QrPair(Dense q, Dense r) {}

  /** R alone. */
  static Dense r(Dense a) {
    return a.isReal() ? Dense.of(Qr.of(a.real()).r()) : Dense.of(ComplexQr.of(a.complex()).r());
  }

  static QrPair qr(Dense a) {
    if (!a.isReal()) {
      ComplexQr qr = ComplexQr.of(a.complex());
      return new QrPair(Dense.of(qr.q()), Dense.of(qr.r()));
    }
    Qr qr = Qr.of(a.real());
    return new QrPair(Dense.of(qr.q()), Dense.of(qr.r()));
  }

  /**
   * The least-squares solution of A x = b, by QR.
   *
   * @throws ritz.kernels.NumericalException if a diagonal entry of R is zero
   */
  static Dense solve(Dense a, Dense b) {
    return a.isReal() && b.isReal()
        ? Dense.of(Qr.of(a.real()).solve(b.real()))
        : Dense.of(ComplexQr.of(a.complex()).solve(b.complex()));
  }

  static Complex[] eigenvalues(Dense a) {
    return a.isReal() ? Eigen.valuesOf(a.real()).values() : ComplexEigen.of(a.complex()).values();
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
