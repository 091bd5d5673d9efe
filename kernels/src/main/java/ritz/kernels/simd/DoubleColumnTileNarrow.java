// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of gemm for machines with 16 vector registers (AVX2), of B by columns.
 *
 * <p>Each tile adds up, in registers, the product of a panel of A (vectors of rows) and a panel of
 * B (columns whose inner index is contiguous, as in a matrix that is not transposed). C2 keeps the
 * sums in registers only if each is a local variable, hence the unrolled text; it drops the bounds
 * checks of B since the loop counts along it.
 */
final class DoubleColumnTileNarrow {
  static final int MAX_VECTORS = 2;
  static final int COLUMNS = 6;

  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;

  private DoubleColumnTileNarrow() {}

  /** C = A B on a tile of {@code vectors * LANES} rows and {@link #COLUMNS} columns. */
  static void multiply(
      int vectors,
      int kc,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bColumn,
      double[] c,
      int cOffset,
      int ldc) {
    switch (vectors) {
      case 1 -> tile1(kc, a, aOffset, aColumn, b, bOffset, bColumn, c, cOffset, ldc);
      default -> tile2(kc, a, aOffset, aColumn, b, bOffset, bColumn, c, cOffset, ldc);
    }
  }

  /** One vector by 6 columns. */
  private static void tile1(
      int kc,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bColumn,
      double[] c,
      int cOffset,
      int ldc) {
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector c00 = zero;
    DoubleVector c01 = zero;
    DoubleVector c02 = zero;
    DoubleVector c03 = zero;
    DoubleVector c04 = zero;
    DoubleVector c05 = zero;
    int ai = aOffset;
    int b1 = bColumn;
    int b2 = 2 * bColumn;
    int b3 = 3 * bColumn;
    int b4 = 4 * bColumn;
    int b5 = 5 * bColumn;
    for (int bi = bOffset; bi < bOffset + kc; bi++) {
      DoubleVector a0 = load(a, ai);
      DoubleVector f0 = spread(b[bi]);
      c00 = a0.fma(f0, c00);
      DoubleVector f1 = spread(b[bi + b1]);
      c01 = a0.fma(f1, c01);
      DoubleVector f2 = spread(b[bi + b2]);
      c02 = a0.fma(f2, c02);
      DoubleVector f3 = spread(b[bi + b3]);
      c03 = a0.fma(f3, c03);
      DoubleVector f4 = spread(b[bi + b4]);
      c04 = a0.fma(f4, c04);
      DoubleVector f5 = spread(b[bi + b5]);
      c05 = a0.fma(f5, c05);
      ai += aColumn;
    }
    int ci = cOffset;
    c00.intoArray(c, ci);
    ci += ldc;
    c01.intoArray(c, ci);
    ci += ldc;
    c02.intoArray(c, ci);
    ci += ldc;
    c03.intoArray(c, ci);
    ci += ldc;
    c04.intoArray(c, ci);
    ci += ldc;
    c05.intoArray(c, ci);
  }

  /** Two vectors by 6 columns. */
  private static void tile2(
      int kc,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bColumn,
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
    DoubleVector c04 = zero;
    DoubleVector c14 = zero;
    DoubleVector c05 = zero;
    DoubleVector c15 = zero;
    int ai = aOffset;
    int b1 = bColumn;
    int b2 = 2 * bColumn;
    int b3 = 3 * bColumn;
    int b4 = 4 * bColumn;
    int b5 = 5 * bColumn;
    for (int bi = bOffset; bi < bOffset + kc; bi++) {
      DoubleVector a0 = load(a, ai);
      DoubleVector a1 = load(a, ai + LANES);
      DoubleVector f0 = spread(b[bi]);
      c00 = a0.fma(f0, c00);
      c10 = a1.fma(f0, c10);
      DoubleVector f1 = spread(b[bi + b1]);
      c01 = a0.fma(f1, c01);
      c11 = a1.fma(f1, c11);
      DoubleVector f2 = spread(b[bi + b2]);
      c02 = a0.fma(f2, c02);
      c12 = a1.fma(f2, c12);
      DoubleVector f3 = spread(b[bi + b3]);
      c03 = a0.fma(f3, c03);
      c13 = a1.fma(f3, c13);
      DoubleVector f4 = spread(b[bi + b4]);
      c04 = a0.fma(f4, c04);
      c14 = a1.fma(f4, c14);
      DoubleVector f5 = spread(b[bi + b5]);
      c05 = a0.fma(f5, c05);
      c15 = a1.fma(f5, c15);
      ai += aColumn;
    }
    int ci = cOffset;
    c00.intoArray(c, ci);
    c10.intoArray(c, ci + LANES);
    ci += ldc;
    c01.intoArray(c, ci);
    c11.intoArray(c, ci + LANES);
    ci += ldc;
    c02.intoArray(c, ci);
    c12.intoArray(c, ci + LANES);
    ci += ldc;
    c03.intoArray(c, ci);
    c13.intoArray(c, ci + LANES);
    ci += ldc;
    c04.intoArray(c, ci);
    c14.intoArray(c, ci + LANES);
    ci += ldc;
    c05.intoArray(c, ci);
    c15.intoArray(c, ci + LANES);
  }

  private static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(SPECIES, x, at);
  }

  private static DoubleVector spread(double x) {
    return DoubleVector.broadcast(SPECIES, x);
  }
}
