// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import java.util.Objects;

/**
 * Basic linear algebra on {@code double} arrays, with the names and meaning of the BLAS.
 *
 * <p>Vectors are contiguous and given by an array and an offset; matrices are column-major with a
 * leading dimension. Every method is thread-safe and may be called concurrently on disjoint output.
 * An operand that leaves its array gets an {@link IndexOutOfBoundsException} before anything is
 * written.
 */
public final class DoubleBlas {
  private DoubleBlas() {}

  /**
   * The inner product.
   *
   * @param n the length
   * @param x the first vector
   * @param xOffset where it starts
   * @param y the second vector
   * @param yOffset where it starts
   * @return the sum of x_i y_i
   */
  public static double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xOffset + i] * y[yOffset + i];
    }
    return sum;
  }

  /**
   * Adds a multiple of a vector: y += alpha x.
   *
   * @param n the length
   * @param alpha the factor
   * @param x the vector that is added
   * @param xOffset where it starts
   * @param y the vector that is changed
   * @param yOffset where it starts
   */
  public static void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += alpha * x[xOffset + i];
    }
  }

  /**
   * Scales a vector: x *= alpha.
   *
   * @param n the length
   * @param alpha the factor
   * @param x the vector
   * @param xOffset where it starts
   */
  public static void scal(int n, double alpha, double[] x, int xOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    for (int i = 0; i < n; i++) {
      x[xOffset + i] *= alpha;
    }
  }

  /**
   * The Euclidean norm, scaled so that it neither overflows nor underflows on the way.
   *
   * @param n the length
   * @param x the vector
   * @param xOffset where it starts
   * @return the square root of the sum of squares
   */
  public static double nrm2(int n, double[] x, int xOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    double norm = 0;
    for (int i = 0; i < n; i++) {
      norm = (double) Math.hypot(norm, x[xOffset + i]);
    }
    return norm;
  }

  /**
   * The matrix product C = alpha op(A) op(B) + beta C. With beta = 0, C is overwritten whatever it
   * held, NaN included.
   *
   * @param transA how A enters
   * @param transB how B enters
   * @param m the rows of op(A) and C
   * @param n the columns of op(B) and C
   * @param k the columns of op(A) and rows of op(B)
   * @param alpha the factor of the product
   * @param a A, m x k as it enters
   * @param aOffset where A starts
   * @param lda the leading dimension of A as stored
   * @param b B, k x n as it enters
   * @param bOffset where B starts
   * @param ldb the leading dimension of B as stored
   * @param beta the factor of C
   * @param c C, m x n; must not overlap A or B
   * @param cOffset where C starts
   * @param ldc the leading dimension of C
   */
  public static void gemm(
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    int aRow = transA == Transpose.NO ? 1 : lda;
    int aColumn = transA == Transpose.NO ? lda : 1;
    int bRow = transB == Transpose.NO ? 1 : ldb;
    int bColumn = transB == Transpose.NO ? ldb : 1;
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[aOffset + i * aRow + p * aColumn] * b[bOffset + p * bRow + j * bColumn];
        }
        int at = cOffset + i + j * ldc;
        c[at] = alpha * sum + (beta == 0 ? 0 : beta * c[at]);
      }
    }
  }
}
