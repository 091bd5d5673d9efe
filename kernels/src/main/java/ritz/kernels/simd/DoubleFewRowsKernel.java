// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product with one or two vectors of rows, without packing: one vector from the top, one
 * that ends at the last row.
 *
 * <p>Its vectors have the lanes of all other kernels. With a second lane count in the JVM, C2 sees
 * two types of vector in the profile of each operation, no longer finds out which one a kernel
 * works on, and allocates every vector of every kernel it compiles from then on.
 */
final class DoubleFewRowsKernel {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;

  /** The most rows. */
  static final int MAX_ROWS = 2 * LANES;

  private DoubleFewRowsKernel() {}

  /** C = alpha A B + beta C, from {@code LANES} to {@link #MAX_ROWS} rows. */
  static void multiply(
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    int second = m - LANES;
    int j = 0;
    for (; j <= n - 4; j += 4) {
      int bi = bOffset + j * bColumn;
      int ci = cOffset + j * ldc;
      if (second == 0) {
        four(k, alpha, a, aOffset, aColumn, b, bi, bRow, bColumn, beta, c, ci, ldc);
      } else {
        eight(second, k, alpha, a, aOffset, aColumn, b, bi, bRow, bColumn, beta, c, ci, ldc);
      }
    }
    for (; j < n; j += 2) {
      int bi = bOffset + j * bColumn;
      int ci = cOffset + j * ldc;
      boolean alone = j == n - 1;
      pair(
          second,
          k,
          alpha,
          a,
          aOffset,
          aColumn,
          b,
          bi,
          bRow,
          alone ? 0 : bColumn,
          beta,
          c,
          ci,
          alone ? 0 : ldc);
    }
  }

  /** Four columns, one vector of rows. */
  private static void four(
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector c00 = zero;
    DoubleVector c01 = zero;
    DoubleVector c02 = zero;
    DoubleVector c03 = zero;
    int ai = aOffset;
    int bi = bOffset;
    for (int p = 0; p < k; p++) {
      DoubleVector a0 = load(a, ai);
      DoubleVector f0 = spread(b[bi]);
      c00 = a0.fma(f0, c00);
      DoubleVector f1 = spread(b[bi + bColumn]);
      c01 = a0.fma(f1, c01);
      DoubleVector f2 = spread(b[bi + 2 * bColumn]);
      c02 = a0.fma(f2, c02);
      DoubleVector f3 = spread(b[bi + 3 * bColumn]);
      c03 = a0.fma(f3, c03);
      ai += aColumn;
      bi += bRow;
    }
    if (alpha != 1) {
      DoubleVector factor = spread(alpha);
      c00 = c00.mul(factor);
      c01 = c01.mul(factor);
      c02 = c02.mul(factor);
      c03 = c03.mul(factor);
    }
    if (beta != 0) {
      DoubleVector factor = spread(beta);
      c00 = c00.add(load(c, cOffset).mul(factor));
      c01 = c01.add(load(c, cOffset + ldc).mul(factor));
      c02 = c02.add(load(c, cOffset + 2 * ldc).mul(factor));
      c03 = c03.add(load(c, cOffset + 3 * ldc).mul(factor));
    }
    c00.intoArray(c, cOffset);
    c01.intoArray(c, cOffset + ldc);
    c02.intoArray(c, cOffset + 2 * ldc);
    c03.intoArray(c, cOffset + 3 * ldc);
  }

  /** Four columns, two vectors of rows. */
  private static void eight(
      int second,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector c00 = zero;
    DoubleVector c10 = zero;
    DoubleVector c01 = zero;
    DoubleVector c11 = zero;
    DoubleVector c02 = zero;
    DoubleVector c12 = zero;
    DoubleVector c03 = zero;
    DoubleVector c13 = zero;
    int ai = aOffset;
    int bi = bOffset;
    for (int p = 0; p < k; p++) {
      DoubleVector a0 = load(a, ai);
      DoubleVector a1 = load(a, ai + second);
      DoubleVector f0 = spread(b[bi]);
      c00 = a0.fma(f0, c00);
      c10 = a1.fma(f0, c10);
      DoubleVector f1 = spread(b[bi + bColumn]);
      c01 = a0.fma(f1, c01);
      c11 = a1.fma(f1, c11);
      DoubleVector f2 = spread(b[bi + 2 * bColumn]);
      c02 = a0.fma(f2, c02);
      c12 = a1.fma(f2, c12);
      DoubleVector f3 = spread(b[bi + 3 * bColumn]);
      c03 = a0.fma(f3, c03);
      c13 = a1.fma(f3, c13);
      ai += aColumn;
      bi += bRow;
    }
    if (alpha != 1) {
      DoubleVector factor = spread(alpha);
      c00 = c00.mul(factor);
      c10 = c10.mul(factor);
      c01 = c01.mul(factor);
      c11 = c11.mul(factor);
      c02 = c02.mul(factor);
      c12 = c12.mul(factor);
      c03 = c03.mul(factor);
      c13 = c13.mul(factor);
    }
    if (beta != 0) {
      DoubleVector factor = spread(beta);
      c00 = c00.add(load(c, cOffset).mul(factor));
      c10 = c10.add(load(c, cOffset + second).mul(factor));
      c01 = c01.add(load(c, cOffset + ldc).mul(factor));
      c11 = c11.add(load(c, cOffset + ldc + second).mul(factor));
      c02 = c02.add(load(c, cOffset + 2 * ldc).mul(factor));
      c12 = c12.add(load(c, cOffset + 2 * ldc + second).mul(factor));
      c03 = c03.add(load(c, cOffset + 3 * ldc).mul(factor));
      c13 = c13.add(load(c, cOffset + 3 * ldc + second).mul(factor));
    }
    c00.intoArray(c, cOffset);
    c10.intoArray(c, cOffset + second);
    c01.intoArray(c, cOffset + ldc);
    c11.intoArray(c, cOffset + ldc + second);
    c02.intoArray(c, cOffset + 2 * ldc);
    c12.intoArray(c, cOffset + 2 * ldc + second);
    c03.intoArray(c, cOffset + 3 * ldc);
    c13.intoArray(c, cOffset + 3 * ldc + second);
  }

  /** Two columns, which may be the same, and two vectors of rows, which may be the same. */
  private static void pair(
      int second,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector c00 = zero;
    DoubleVector c10 = zero;
    DoubleVector c01 = zero;
    DoubleVector c11 = zero;
    int ai = aOffset;
    int bi = bOffset;
    for (int p = 0; p < k; p++) {
      DoubleVector a0 = load(a, ai);
      DoubleVector a1 = load(a, ai + second);
      DoubleVector f0 = spread(b[bi]);
      c00 = a0.fma(f0, c00);
      c10 = a1.fma(f0, c10);
      DoubleVector f1 = spread(b[bi + bColumn]);
      c01 = a0.fma(f1, c01);
      c11 = a1.fma(f1, c11);
      ai += aColumn;
      bi += bRow;
    }
    if (alpha != 1) {
      DoubleVector factor = spread(alpha);
      c00 = c00.mul(factor);
      c10 = c10.mul(factor);
      c01 = c01.mul(factor);
      c11 = c11.mul(factor);
    }
    if (beta != 0) {
      DoubleVector factor = spread(beta);
      c00 = c00.add(load(c, cOffset).mul(factor));
      c10 = c10.add(load(c, cOffset + second).mul(factor));
      c01 = c01.add(load(c, cOffset + ldc).mul(factor));
      c11 = c11.add(load(c, cOffset + ldc + second).mul(factor));
    }
    c00.intoArray(c, cOffset);
    c10.intoArray(c, cOffset + second);
    c01.intoArray(c, cOffset + ldc);
    c11.intoArray(c, cOffset + ldc + second);
  }

  private static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(SPECIES, x, at);
  }

  private static DoubleVector spread(double x) {
    return DoubleVector.broadcast(SPECIES, x);
  }
}
