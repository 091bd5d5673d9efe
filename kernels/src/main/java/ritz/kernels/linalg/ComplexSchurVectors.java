// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;

/**
 * Right and left eigenvectors of a complex upper triangular matrix by substitution (LAPACK's
 * ztrevc). A divisor that is too small is replaced by one of the size of a rounding error, and the
 * vector is scaled down wherever it threatens to overflow, so defective matrices are no exception.
 */
final class ComplexSchurVectors {
  /** What the entries of a vector may grow to in one division. */
  private static final double LARGE = 0x1p400;

  private final ComplexMatrix t;
  private final ComplexMatrix x;

  private ComplexSchurVectors(ComplexMatrix t) {
    this.t = t;
    this.x = new ComplexMatrix(t.rows(), t.rows());
  }

  /** The right eigenvectors as columns: T x = T(k,k) x. */
  static ComplexMatrix right(ComplexMatrix t) {
    ComplexSchurVectors vectors = new ComplexSchurVectors(t);
    for (int k = 0; k < t.rows(); k++) {
      vectors.solveRight(k);
    }
    return vectors.x;
  }

  /** The left eigenvectors as columns: x^H T = T(k,k) x^H. */
  static ComplexMatrix left(ComplexMatrix t) {
    ComplexSchurVectors vectors = new ComplexSchurVectors(t);
    for (int k = 0; k < t.rows(); k++) {
      vectors.solveLeft(k);
    }
    return vectors.x;
  }

  private void solveRight(int k) {
    x.set(k, k, Complex.ONE);
    ComplexVectors.axpy(k, new Complex(-1, 0), t, 0, k, x, 0, k);
    for (int j = k - 1; j >= 0; j--) {
      Complex value = quotient(x.get(j, k), pivot(j, k), 0, k + 1, k, j);
      ComplexVectors.axpy(j, value.negate(), t, 0, j, x, 0, k);
    }
  }

  /** Column j of (T - lambda)^H x = 0 takes the entries of x before j. */
  private void solveLeft(int k) {
    x.set(k, k, Complex.ONE);
    for (int j = k + 1; j < t.rows(); j++) {
      Complex sum = ComplexVectors.dot(j - k, t, k, j, x, k, k);
      quotient(sum.negate(), pivot(j, k).conjugate(), k, j - k, k, j);
    }
  }

  private Complex pivot(int j, int k) {
    Complex lambda = t.get(k, k);
    double smallest =
        Math.max(
            Math.ulp(1.0) * (Math.abs(lambda.re()) + Math.abs(lambda.im())),
            Double.MIN_NORMAL * (t.rows() / Math.ulp(1.0)));
    Complex pivot = t.get(j, j).minus(lambda);
    return pivot.abs() < smallest ? new Complex(smallest, 0) : pivot;
  }

  /** Sets entry j of vector k to a quotient; scales what there is of the vector where it grows. */
  private Complex quotient(Complex dividend, Complex pivot, int row, int length, int k, int j) {
    double limit = pivot.abs() * LARGE;
    Complex value = dividend;
    if (dividend.abs() > limit) {
      Complex factor = new Complex(limit / dividend.abs(), 0);
      ComplexVectors.scale(length, factor, x, row, k);
      value = value.times(factor);
    }
    value = value.divide(pivot);
    x.set(j, k, value);
    return value;
  }
}
