// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/**
 * Right eigenvectors of a quasi-triangular matrix in standard form by back substitution (LAPACK's
 * dtrevc). A divisor that is too small is replaced by one of the size of a rounding error, and the
 * vector is scaled down wherever it threatens to overflow, so defective matrices are no exception.
 */
final class SchurVectors {
  /** What the entries of a vector may grow to in one division. */
  private static final double LARGE = 0x1p400;

  private final Matrix t;
  private final double[] re;
  private final double[] im;

  /** The size of the vector that is being computed. */
  private int length;

  private Complex lambda;
  private double smallest;

  private SchurVectors(Matrix t) {
    this.t = t;
    this.re = new double[t.rows()];
    this.im = new double[t.rows()];
  }

  /**
   * The eigenvectors of T, as columns scaled to a largest entry of about 1. A conjugate pair takes
   * two columns: the real and the imaginary part of the vector for the eigenvalue with positive
   * imaginary part.
   */
  static Matrix of(Matrix t, double[] eigenRe, double[] eigenIm) {
    Matrix result = new Matrix(t.rows(), t.rows());
    SchurVectors vectors = new SchurVectors(t);
    for (int k = 0; k < t.rows(); k++) {
      boolean pair = eigenIm[k] != 0;
      vectors.solve(k, new Complex(eigenRe[k], eigenIm[k]));
      vectors.copyTo(result, k, pair);
      if (pair) {
        k++;
      }
    }
    return result;
  }

  /** Solves (T - lambda I) x = 0 for the eigenvalue of the diagonal block that starts at k. */
  private void solve(int k, Complex eigenvalue) {
    lambda = eigenvalue;
    smallest =
        Math.max(
            Math.ulp(1.0) * (Math.abs(lambda.re()) + Math.abs(lambda.im())),
            Double.MIN_NORMAL * (t.rows() / Math.ulp(1.0)));
    Arrays.fill(re, 0);
    Arrays.fill(im, 0);
    if (lambda.im() == 0) {
      length = k + 1;
      re[k] = 1;
      subtractColumn(k, k);
    } else {
      length = k + 2;
      double upper = t.get(k, k + 1);
      double lower = t.get(k + 1, k);
      if (Math.abs(upper) >= Math.abs(lower)) {
        re[k] = 1;
        im[k + 1] = lambda.im() / upper;
      } else {
        re[k] = -lambda.im() / lower;
        im[k + 1] = 1;
      }
      subtractColumn(k, k);
      subtractColumn(k + 1, k);
    }
    for (int j = k - 1; j >= 0; j--) {
      if (j > 0 && t.get(j, j - 1) != 0) {
        j--;
        solvePair(j);
        subtractColumn(j + 1, j);
      } else {
        solveSingle(j);
      }
      subtractColumn(j, j);
    }
  }

  /** x(0:count) -= x(j) T(0:count, j). */
  private void subtractColumn(int j, int count) {
    DoubleBlas.axpy(count, -re[j], t.data(), t.index(0, j), re, 0);
    if (lambda.im() != 0) {
      DoubleBlas.axpy(count, -im[j], t.data(), t.index(0, j), im, 0);
    }
  }

  private void solveSingle(int j) {
    Complex pivot = atLeastSmallest(new Complex(t.get(j, j), 0).minus(lambda));
    limitGrowth(pivot.abs(), at(j).abs());
    set(j, at(j).divide(pivot));
  }

  /** Solves with the 2 x 2 block at (j, j) by elimination with complete pivoting. */
  private void solvePair(int j) {
    Complex[][] m = {
      {new Complex(t.get(j, j), 0).minus(lambda), new Complex(t.get(j, j + 1), 0)},
      {new Complex(t.get(j + 1, j), 0), new Complex(t.get(j + 1, j + 1), 0).minus(lambda)}
    };
    int row = 0;
    int column = 0;
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 2; k++) {
        if (m[i][k].abs() > m[row][column].abs()) {
          row = i;
          column = k;
        }
      }
    }
    Complex pivot = atLeastSmallest(m[row][column]);
    Complex factor = m[1 - row][column].divide(pivot);
    Complex rest = atLeastSmallest(m[1 - row][1 - column].minus(factor.times(m[row][1 - column])));
    limitGrowth(Math.min(pivot.abs(), rest.abs()), Math.max(at(j).abs(), at(j + 1).abs()));
    Complex right = at(j + row);
    Complex other = at(j + 1 - row);
    Complex second = other.minus(factor.times(right)).divide(rest);
    Complex first = right.minus(m[row][1 - column].times(second)).divide(pivot);
    set(j + column, first);
    set(j + 1 - column, second);
  }

  private Complex atLeastSmallest(Complex pivot) {
    return pivot.abs() < smallest ? new Complex(smallest, 0) : pivot;
  }

  /** Scales the vector down if a quotient would become too large. */
  private void limitGrowth(double divisor, double dividend) {
    if (dividend > divisor * LARGE) {
      double factor = divisor * LARGE / dividend;
      DoubleBlas.scal(length, factor, re, 0);
      DoubleBlas.scal(length, factor, im, 0);
    }
  }

  private Complex at(int j) {
    return new Complex(re[j], im[j]);
  }

  private void set(int j, Complex value) {
    re[j] = value.re();
    im[j] = value.im();
  }

  private void copyTo(Matrix result, int k, boolean pair) {
    double largest = Math.max(DoubleBlas.amax(length, re, 0), DoubleBlas.amax(length, im, 0));
    DoubleBlas.axpy(length, 1 / largest, re, 0, result.data(), result.index(0, k));
    if (pair) {
      DoubleBlas.axpy(length, 1 / largest, im, 0, result.data(), result.index(0, k + 1));
    }
  }
}
