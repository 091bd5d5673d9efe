// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

/** Polynomials of one variable by their recurrences. */
enum PolynomialFamily {
  /** x^k. */
  MONOMIAL,
  /** He_(k+1) = x He_k - k He_(k-1). */
  HERMITE,
  /** T_(k+1) = 2 x T_k - T_(k-1). */
  CHEBYSHEV,
  /** (k + 1) P_(k+1) = (2 k + 1) x P_k - k P_(k-1). */
  LEGENDRE;

  /** The values of degrees 0 to some degree. */
  double[] values(double x, int degree) {
    double[] p = new double[degree + 1];
    p[0] = 1;
    if (degree > 0) {
      p[1] = x;
    }
    for (int k = 1; k < degree; k++) {
      p[k + 1] =
          switch (this) {
            case MONOMIAL -> x * p[k];
            case HERMITE -> x * p[k] - k * p[k - 1];
            case CHEBYSHEV -> 2 * x * p[k] - p[k - 1];
            case LEGENDRE -> ((2 * k + 1) * x * p[k] - k * p[k - 1]) / (k + 1);
          };
    }
    return p;
  }
}
