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

  private ComplexMatrix t;
  private ComplexMatrix x;

  /** The last divisor, and the last quotient. */
  private double pivotRe;

  private double pivotIm;
  private double valueRe;
  private double valueIm;

  private static ComplexSchurVectors of(ComplexMatrix t, Workspace work) {
    ComplexSchurVectors vectors = work.object(ComplexSchurVectors.class, ComplexSchurVectors::new);
    vectors.t = t;
    vectors.x = work.complex(t.rows(), t.rows());
    return vectors;
  }

  /** The right eigenvectors as columns: T x = T(k,k) x. */
  static ComplexMatrix right(ComplexMatrix t, Workspace work) {
    ComplexSchurVectors vectors = of(t, work);
    for (int k = 0; k < t.rows(); k++) {
      vectors.solveRight(k);
    }
    return vectors.x;
  }

  /** The left eigenvectors as columns: x^H T = T(k,k) x^H. */
  static ComplexMatrix left(ComplexMatrix t, Workspace work) {
    ComplexSchurVectors vectors = of(t, work);
    for (int k = 0; k < t.rows(); k++) {
      vectors.solveLeft(k);
    }
    return vectors.x;
  }

  private void solveRight(int k) {
    ComplexVectors.set(x, k, k, 1, 0);
    ComplexVectors.axpy(k, -1, 0, t, 0, k, x, 0, k);
    for (int j = k - 1; j >= 0; j--) {
      findPivot(j, k);
      divide(x.real().get(j, k), x.imaginary().get(j, k), 0, k + 1, k, j);
      ComplexVectors.axpy(j, -valueRe, -valueIm, t, 0, j, x, 0, k);
    }
  }

  /** Column j of (T - lambda)^H x = 0 takes the entries of x before j. */
  private void solveLeft(int k) {
    ComplexVectors.set(x, k, k, 1, 0);
    for (int j = k + 1; j < t.rows(); j++) {
      findPivot(j, k);
      pivotIm = -pivotIm;
      double sumRe = ComplexVectors.realDot(j - k, t, k, j, x, k, k);
      double sumIm = ComplexVectors.imaginaryDot(j - k, t, k, j, x, k, k);
      divide(-sumRe, -sumIm, k, j - k, k, j);
    }
  }

  private void findPivot(int j, int k) {
    double re = t.real().get(k, k);
    double im = t.imaginary().get(k, k);
    double smallest =
        Math.max(
            Math.ulp(1.0) * (Math.abs(re) + Math.abs(im)),
            Double.MIN_NORMAL * (t.rows() / Math.ulp(1.0)));
    pivotRe = t.real().get(j, j) - re;
    pivotIm = t.imaginary().get(j, j) - im;
    if (Math.hypot(pivotRe, pivotIm) < smallest) {
      pivotRe = smallest;
      pivotIm = 0;
    }
  }

  /** Sets entry j of vector k to a quotient; scales what there is of the vector where it grows. */
  private void divide(double re, double im, int row, int length, int k, int j) {
    double limit = Math.hypot(pivotRe, pivotIm) * LARGE;
    double size = Math.hypot(re, im);
    double factor = 1;
    if (size > limit) {
      factor = limit / size;
      ComplexVectors.scale(length, factor, 0, x, row, k);
    }
    valueRe = Complex.realQuotient(re * factor, im * factor, pivotRe, pivotIm);
    valueIm = Complex.realQuotient(im * factor, -re * factor, pivotRe, pivotIm);
    ComplexVectors.set(x, j, k, valueRe, valueIm);
  }
}
