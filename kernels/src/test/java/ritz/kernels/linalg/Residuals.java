// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;

/** How far a factorization is from exact, in units that should not depend on size or scale. */
final class Residuals {
  private static final double EPS = Math.ulp(1.0);

  private Residuals() {}

  /** |A - B| / (n eps |A|) in Frobenius norms, n the larger size; 0 where both are zero. */
  static double relative(Matrix exact, Matrix computed) {
    double difference = exact.minus(computed).frobeniusNorm();
    if (difference == 0) {
      return 0;
    }
    int n = Math.max(exact.rows(), exact.columns());
    return difference / exact.frobeniusNorm() / (n * EPS);
  }

  /** |I - Q'Q| / (n eps), n the number of rows. */
  static double orthonormality(Matrix q) {
    if (q.columns() == 0) {
      return 0;
    }
    Matrix identity = Matrix.identity(q.columns());
    return q.transposeTimes(q).minus(identity).frobeniusNorm() / (q.rows() * EPS);
  }

  /** U diag(sigma) V'. */
  static Matrix product(JacobiSvd svd) {
    double[] sigma = svd.singularValues();
    Matrix u = svd.u();
    Matrix scaled = MatrixZoo.generate(u.rows(), u.columns(), (i, j) -> u.get(i, j) * sigma[j]);
    return scaled.times(svd.v().transpose());
  }
}
