// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of gemm for machines with 16 vector registers (AVX2).
 *
 * <p>Each tile adds up, in registers, the product of a packed panel of A (vectors of rows, one
 * after the other for each inner index) and a packed panel of B (the columns side by side for each
 * inner index). C2 keeps the sums in registers only if each is a local variable, hence the unrolled
 * text.
 */
final class DoubleTileNarrow {
  static final int COLUMNS = 6;
  static final int MAX_VECTORS = 2;

  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;

  private DoubleTileNarrow() {}

  /** C = A B on a tile of {@code vectors * LANES} rows and {@link #COLUMNS} columns. */
  static void multiply(
      int vectors,
      int kc,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double[] c,
      int cOffset,
      int ldc) {
    switch (vectors) {
      case 1 -> tile1(kc, a, aOffset, aColumn, b, bOffset, bRow, bColumn, c, cOffset, ldc);
      default -> tile2(kc, a, aOffset, aColumn, b, bOffset, bRow, bColumn, c, cOffset, ldc);
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
      int bRow,
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
    int bi = bOffset;
    for (int p = 0; p < kc; p++) {
      DoubleVector a0 = DoubleVector.fromArray(SPECIES, a, ai);
      DoubleVector b0 = DoubleVector.broadcast(SPECIES, b[bi]);
      c00 = a0.fma(b0, c00);
      DoubleVector b1 = DoubleVector.broadcast(SPECIES, b[bi + bColumn]);
      c01 = a0.fma(b1, c01);
      DoubleVector b2 = DoubleVector.broadcast(SPECIES, b[bi + 2 * bColumn]);
      c02 = a0.fma(b2, c02);
      DoubleVector b3 = DoubleVector.broadcast(SPECIES, b[bi + 3 * bColumn]);
      c03 = a0.fma(b3, c03);
      DoubleVector b4 = DoubleVector.broadcast(SPECIES, b[bi + 4 * bColumn]);
      c04 = a0.fma(b4, c04);
      DoubleVector b5 = DoubleVector.broadcast(SPECIES, b[bi + 5 * bColumn]);
      c05 = a0.fma(b5, c05);
      ai += aColumn;
      bi += bRow;
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
      int bRow,
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
    int bi = bOffset;
    for (int p = 0; p < kc; p++) {
      DoubleVector a0 = DoubleVector.fromArray(SPECIES, a, ai);
      DoubleVector a1 = DoubleVector.fromArray(SPECIES, a, ai + LANES);
      DoubleVector b0 = DoubleVector.broadcast(SPECIES, b[bi]);
      c00 = a0.fma(b0, c00);
      c10 = a1.fma(b0, c10);
      DoubleVector b1 = DoubleVector.broadcast(SPECIES, b[bi + bColumn]);
      c01 = a0.fma(b1, c01);
      c11 = a1.fma(b1, c11);
      DoubleVector b2 = DoubleVector.broadcast(SPECIES, b[bi + 2 * bColumn]);
      c02 = a0.fma(b2, c02);
      c12 = a1.fma(b2, c12);
      DoubleVector b3 = DoubleVector.broadcast(SPECIES, b[bi + 3 * bColumn]);
      c03 = a0.fma(b3, c03);
      c13 = a1.fma(b3, c13);
      DoubleVector b4 = DoubleVector.broadcast(SPECIES, b[bi + 4 * bColumn]);
      c04 = a0.fma(b4, c04);
      c14 = a1.fma(b4, c14);
      DoubleVector b5 = DoubleVector.broadcast(SPECIES, b[bi + 5 * bColumn]);
      c05 = a0.fma(b5, c05);
      c15 = a1.fma(b5, c15);
      ai += aColumn;
      bi += bRow;
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
}
