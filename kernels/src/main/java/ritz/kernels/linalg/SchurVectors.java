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

  private Matrix t;
  private double[] re;
  private double[] im;

  /** The size of the vector that is being computed. */
  private int length;

  private double lambdaRe;
  private double lambdaIm;
  private double smallest;

  /** The entries of T - lambda I in a diagonal block, row by row, real and imaginary parts. */
  private final double[] blockRe = new double[4];

  private final double[] blockIm = new double[4];

  /**
   * The eigenvectors of T, as columns scaled to a largest entry of about 1. A conjugate pair takes
   * two columns: the real and the imaginary part of the vector for the eigenvalue with positive
   * imaginary part.
   */
  static Matrix of(Matrix t, double[] eigenRe, double[] eigenIm, Workspace work) {
    Matrix result = work.matrix(t.rows(), t.rows());
    SchurVectors vectors = work.object(SchurVectors.class, SchurVectors::new);
    vectors.t = t;
    vectors.re = work.doubles(t.rows());
    vectors.im = work.doubles(t.rows());
    for (int k = 0; k < t.rows(); k++) {
      boolean pair = eigenIm[k] != 0;
      vectors.solve(k, eigenRe[k], eigenIm[k]);
      vectors.copyTo(result, k, pair);
      if (pair) {
        k++;
      }
    }
    return result;
  }

  /** Solves (T - lambda I) x = 0 for the eigenvalue of the diagonal block that starts at k. */
  private void solve(int k, double eigenRe, double eigenIm) {
    lambdaRe = eigenRe;
    lambdaIm = eigenIm;
    smallest =
        Math.max(
            Math.ulp(1.0) * (Math.abs(lambdaRe) + Math.abs(lambdaIm)),
            Double.MIN_NORMAL * (t.rows() / Math.ulp(1.0)));
    Arrays.fill(re, 0);
    Arrays.fill(im, 0);
    if (lambdaIm == 0) {
      length = k + 1;
      re[k] = 1;
      subtractColumn(k, k);
    } else {
      length = k + 2;
      double upper = t.get(k, k + 1);
      double lower = t.get(k + 1, k);
      if (Math.abs(upper) >= Math.abs(lower)) {
        re[k] = 1;
        im[k + 1] = lambdaIm / upper;
      } else {
        re[k] = -lambdaIm / lower;
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
    if (lambdaIm != 0) {
      DoubleBlas.axpy(count, -im[j], t.data(), t.index(0, j), im, 0);
    }
  }

  private void solveSingle(int j) {
    takeEntry(0, t.get(j, j), true);
    keepAboveSmallest(0);
    limitGrowth(size(0), Math.hypot(re[j], im[j]));
    divide(j, 0);
  }

  /** Solves with the 2 x 2 block at (j, j) by elimination with complete pivoting. */
  private void solvePair(int j) {
    takeEntry(0, t.get(j, j), true);
    takeEntry(1, t.get(j, j + 1), false);
    takeEntry(2, t.get(j + 1, j), false);
    takeEntry(3, t.get(j + 1, j + 1), true);
    int pivot = 0;
    for (int i = 1; i < 4; i++) {
      if (size(i) > size(pivot)) {
        pivot = i;
      }
    }
    // The others in the row and the column of the pivot, and the one opposite to it.
    int beside = pivot ^ 1;
    int below = pivot ^ 2;
    int rest = pivot ^ 3;
    int row = j + (pivot >> 1);
    int otherRow = 2 * j + 1 - row;
    keepAboveSmallest(pivot);
    double factorRe = quotient(blockRe[below], blockIm[below], pivot);
    double factorIm = quotient(blockIm[below], -blockRe[below], pivot);
    blockRe[rest] -= factorRe * blockRe[beside] - factorIm * blockIm[beside];
    blockIm[rest] -= factorRe * blockIm[beside] + factorIm * blockRe[beside];
    keepAboveSmallest(rest);
    limitGrowth(
        Math.min(size(pivot), size(rest)),
        Math.max(Math.hypot(re[j], im[j]), Math.hypot(re[j + 1], im[j + 1])));
    subtractProduct(otherRow, factorRe, factorIm, re[row], im[row]);
    divide(otherRow, rest);
    subtractProduct(row, blockRe[beside], blockIm[beside], re[otherRow], im[otherRow]);
    divide(row, pivot);
    if ((pivot >> 1) != (pivot & 1)) {
      // The pivot's row is solved for the other column.
      exchange(re, j);
      exchange(im, j);
    }
  }

  private void takeEntry(int at, double entry, boolean onDiagonal) {
    blockRe[at] = onDiagonal ? entry - lambdaRe : entry;
    blockIm[at] = onDiagonal ? -lambdaIm : 0;
  }

  private double size(int at) {
    return Math.hypot(blockRe[at], blockIm[at]);
  }

  private void keepAboveSmallest(int at) {
    if (size(at) < smallest) {
      blockRe[at] = smallest;
      blockIm[at] = 0;
    }
  }

  private double quotient(double a, double b, int divisor) {
    return Complex.realQuotient(a, b, blockRe[divisor], blockIm[divisor]);
  }

  private void divide(int j, int divisor) {
    double quotientRe = quotient(re[j], im[j], divisor);
    im[j] = quotient(im[j], -re[j], divisor);
    re[j] = quotientRe;
  }

  private void subtractProduct(int j, double aRe, double aIm, double bRe, double bIm) {
    re[j] -= aRe * bRe - aIm * bIm;
    im[j] -= aRe * bIm + aIm * bRe;
  }

  private static void exchange(double[] x, int j) {
    double held = x[j];
    x[j] = x[j + 1];
    x[j + 1] = held;
  }

  /** Scales the vector down if a quotient would become too large. */
  private void limitGrowth(double divisor, double dividend) {
    if (dividend > divisor * LARGE) {
      double factor = divisor * LARGE / dividend;
      DoubleBlas.scal(length, factor, re, 0);
      DoubleBlas.scal(length, factor, im, 0);
    }
  }

  private void copyTo(Matrix result, int k, boolean pair) {
    double largest = Math.max(DoubleBlas.amax(length, re, 0), DoubleBlas.amax(length, im, 0));
    DoubleBlas.axpy(length, 1 / largest, re, 0, result.data(), result.index(0, k));
    if (pair) {
      DoubleBlas.axpy(length, 1 / largest, im, 0, result.data(), result.index(0, k + 1));
    }
  }
}
