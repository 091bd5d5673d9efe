// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import java.util.Arrays;
import java.util.Objects;
import ritz.kernels.backend.DoubleBackend;
import ritz.kernels.backend.DoubleGemm;
import ritz.kernels.backend.DoubleKernels;
import ritz.kernels.backend.DoubleTriangular;

/**
 * Basic linear algebra on {@code double} arrays, with the names and meaning of the BLAS.
 *
 * <p>Vectors are contiguous and given by an array and an offset; matrices are column-major with a
 * leading dimension. Every method is thread-safe and may be called concurrently on disjoint output.
 * An operand that leaves its array gets an {@link IndexOutOfBoundsException} before anything is
 * written.
 */
public final class DoubleBlas {
  private static final DoubleBackend KERNELS = DoubleKernels.INSTANCE;

  /** A sum of squares above this lost nothing that matters to entries whose squares underflow. */
  private static final double SAFE_SQUARE = Double.MIN_NORMAL / Math.ulp((double) 1) * 1024 * 1024;

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
    return KERNELS.dot(n, x, xOffset, y, yOffset);
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
    KERNELS.axpy(n, alpha, x, xOffset, y, yOffset);
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
    KERNELS.scal(n, alpha, x, xOffset);
  }

  /**
   * The Euclidean norm. The plain sum of squares is taken where it neither overflows nor loses
   * small entries; otherwise the vector is scaled by a power of two first.
   *
   * @param n the length
   * @param x the vector
   * @param xOffset where it starts
   * @return the square root of the sum of squares; NaN if there is one
   */
  public static double nrm2(int n, double[] x, int xOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    double sum = KERNELS.dot(n, x, xOffset, x, xOffset);
    if (sum > SAFE_SQUARE && sum <= Double.MAX_VALUE) {
      return (double) Math.sqrt(sum);
    }
    double max = KERNELS.maxAbs(n, x, xOffset);
    if (max == 0 || !(max <= Double.MAX_VALUE)) {
      return max;
    }
    double scale = Math.scalb((double) 1, -Math.getExponent(max) - 1);
    double scaled = 0;
    for (int i = 0; i < n; i++) {
      double value = x[xOffset + i] * scale;
      scaled += value * value;
    }
    return (double) Math.sqrt(scaled) / scale;
  }

  /**
   * The sum of moduli.
   *
   * @param n the length
   * @param x the vector
   * @param xOffset where it starts
   * @return the sum of |x_i|, added up in order
   */
  public static double asum(int n, double[] x, int xOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.abs(x[xOffset + i]);
    }
    return sum;
  }

  /**
   * The largest modulus.
   *
   * @param n the length
   * @param x the vector
   * @param xOffset where it starts
   * @return the largest |x_i|; 0 for an empty vector, NaN if there is one
   */
  public static double amax(int n, double[] x, int xOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    return KERNELS.maxAbs(n, x, xOffset);
  }

  /**
   * Applies a plane rotation: (x, y) = (c x + s y, c y - s x).
   *
   * @param n the length
   * @param x a vector
   * @param xOffset where it starts
   * @param y another vector
   * @param yOffset where it starts
   * @param c the cosine
   * @param s the sine
   */
  public static void rot(
      int n, double[] x, int xOffset, double[] y, int yOffset, double c, double s) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    KERNELS.rot(n, x, xOffset, y, yOffset, c, s);
  }

  /**
   * The product of a matrix and a vector, y = alpha op(A) x + beta y. With beta = 0, y is
   * overwritten whatever it held.
   *
   * @param transA how A enters
   * @param m the rows of A as stored
   * @param n the columns of A as stored
   * @param alpha the factor of the product
   * @param a A
   * @param aOffset where A starts
   * @param lda the leading dimension of A
   * @param x the vector that is multiplied
   * @param xOffset where it starts
   * @param beta the factor of y
   * @param y receives the result; must not overlap A or x
   * @param yOffset where it starts
   * @throws IllegalArgumentException if a size is negative or the leading dimension too small
   */
  public static void gemv(
      Transpose transA,
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double beta,
      double[] y,
      int yOffset) {
    Operands.checkMatrix("A", m, n, a.length, aOffset, lda);
    boolean plain = transA == Transpose.NO;
    Objects.checkFromIndexSize(xOffset, plain ? n : m, x.length);
    Objects.checkFromIndexSize(yOffset, plain ? m : n, y.length);
    int length = plain ? m : n;
    if (beta == 0) {
      Arrays.fill(y, yOffset, yOffset + length, 0);
    } else if (beta != 1) {
      KERNELS.scal(length, beta, y, yOffset);
    }
    if (alpha != 0 && plain) {
      KERNELS.gemv(m, n, alpha, a, aOffset, lda, x, xOffset, y, yOffset);
    } else if (alpha != 0) {
      KERNELS.gemvTransposed(m, n, alpha, a, aOffset, lda, x, xOffset, y, yOffset);
    }
  }

  /**
   * Adds a matrix of rank one: A += alpha x y'.
   *
   * @param m the rows of A
   * @param n the columns of A
   * @param alpha the factor
   * @param x a vector of length m
   * @param xOffset where it starts
   * @param y a vector of length n
   * @param yOffset where it starts
   * @param a A; must not overlap x or y
   * @param aOffset where A starts
   * @param lda the leading dimension of A
   * @throws IllegalArgumentException if a size is negative or the leading dimension too small
   */
  public static void ger(
      int m,
      int n,
      double alpha,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset,
      double[] a,
      int aOffset,
      int lda) {
    Operands.checkMatrix("A", m, n, a.length, aOffset, lda);
    Objects.checkFromIndexSize(xOffset, m, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
    for (int j = 0; j < n && alpha != 0; j++) {
      KERNELS.axpy(m, alpha * y[yOffset + j], x, xOffset, a, aOffset + j * lda);
    }
  }

  /**
   * The matrix product C = alpha op(A) op(B) + beta C. With beta = 0, C is overwritten whatever it
   * held, NaN included. The bits of the result depend on the lane width alone.
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
   * @throws IllegalArgumentException if a size is negative or a leading dimension too small
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
    gemm(
        Threads.single(),
        transA,
        transB,
        m,
        n,
        k,
        alpha,
        a,
        aOffset,
        lda,
        b,
        bOffset,
        ldb,
        beta,
        c,
        cOffset,
        ldc);
  }

  /**
   * The matrix product on several threads, bit for bit that on one; small products stay on the
   * calling thread.
   *
   * @param threads how many threads may work
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
   * @throws IllegalArgumentException if a size is negative or a leading dimension too small
   */
  public static void gemm(
      Threads threads,
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
    boolean plainA = transA == Transpose.NO;
    boolean plainB = transB == Transpose.NO;
    Operands.checkMatrix("A", plainA ? m : k, plainA ? k : m, a.length, aOffset, lda);
    Operands.checkMatrix("B", plainB ? k : n, plainB ? n : k, b.length, bOffset, ldb);
    Operands.checkMatrix("C", m, n, c.length, cOffset, ldc);
    DoubleGemm.multiply(
        threads,
        null,
        m,
        n,
        k,
        alpha,
        a,
        aOffset,
        plainA ? 1 : lda,
        plainA ? lda : 1,
        b,
        bOffset,
        plainB ? 1 : ldb,
        plainB ? ldb : 1,
        beta,
        c,
        cOffset,
        ldc);
  }

  /**
   * The symmetric product C = alpha A A' + beta C, or C = alpha A' A + beta C (the Gram matrix of
   * the columns). Only one triangle of C is read and written; with beta = 0 it is overwritten
   * whatever it held. Its bits are those of {@link #gemm}.
   *
   * @param threads how many threads may work
   * @param triangle the triangle of C
   * @param transA {@code NO} for A A', {@code YES} for A' A
   * @param n the order of C
   * @param k the inner size: A is stored n x k, or k x n for A' A
   * @param alpha the factor of the product
   * @param a A
   * @param aOffset where A starts
   * @param lda the leading dimension of A
   * @param beta the factor of C
   * @param c C; must not overlap A
   * @param cOffset where C starts
   * @param ldc the leading dimension of C
   * @throws IllegalArgumentException if a size is negative or a leading dimension too small
   */
  public static void syrk(
      Threads threads,
      Triangle triangle,
      Transpose transA,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    Objects.requireNonNull(triangle, "triangle");
    boolean plain = transA == Transpose.NO;
    Operands.checkMatrix("A", plain ? n : k, plain ? k : n, a.length, aOffset, lda);
    Operands.checkMatrix("C", n, n, c.length, cOffset, ldc);
    int across = plain ? 1 : lda;
    int along = plain ? lda : 1;
    DoubleGemm.multiply(
        threads, triangle, n, n, k, alpha, a, aOffset, across, along, a, aOffset, along, across,
        beta, c, cOffset, ldc);
  }

  /**
   * Solves triangular systems with many right sides: B := alpha op(A)^-1 B, or B := alpha B
   * op(A)^-1. A zero on the diagonal gives infinities and NaN, as in the BLAS.
   *
   * @param side the side of A
   * @param triangle the triangle of A as stored; the other one is not read
   * @param transA how A enters
   * @param diagonal whether the diagonal of A is read
   * @param m the rows of B
   * @param n the columns of B
   * @param alpha the factor of B; 0 overwrites B by zeros
   * @param a A, of order m on the left, n on the right
   * @param aOffset where A starts
   * @param lda the leading dimension of A
   * @param b B, overwritten by the solution; must not overlap A
   * @param bOffset where B starts
   * @param ldb the leading dimension of B
   * @throws IllegalArgumentException if a size is negative or a leading dimension too small
   */
  public static void trsm(
      Side side,
      Triangle triangle,
      Transpose transA,
      Diagonal diagonal,
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb) {
    int order = side == Side.LEFT ? m : n;
    Operands.checkMatrix("A", order, order, a.length, aOffset, lda);
    Operands.checkMatrix("B", m, n, b.length, bOffset, ldb);
    DoubleTriangular.solve(
        side, triangle, transA, diagonal, m, n, alpha, a, aOffset, lda, b, bOffset, ldb);
  }

  /**
   * Multiplies by a triangular matrix: B := alpha op(A) B, or B := alpha B op(A).
   *
   * @param side the side of A
   * @param triangle the triangle of A as stored; the other one is not read
   * @param transA how A enters
   * @param diagonal whether the diagonal of A is read
   * @param m the rows of B
   * @param n the columns of B
   * @param alpha the factor of B; 0 overwrites B by zeros
   * @param a A, of order m on the left, n on the right
   * @param aOffset where A starts
   * @param lda the leading dimension of A
   * @param b B, overwritten by the product; must not overlap A
   * @param bOffset where B starts
   * @param ldb the leading dimension of B
   * @throws IllegalArgumentException if a size is negative or a leading dimension too small
   */
  public static void trmm(
      Side side,
      Triangle triangle,
      Transpose transA,
      Diagonal diagonal,
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb) {
    int order = side == Side.LEFT ? m : n;
    Operands.checkMatrix("A", order, order, a.length, aOffset, lda);
    Operands.checkMatrix("B", m, n, b.length, bOffset, ldb);
    DoubleTriangular.multiply(
        side, triangle, transA, diagonal, m, n, alpha, a, aOffset, lda, b, bOffset, ldb);
  }
}
