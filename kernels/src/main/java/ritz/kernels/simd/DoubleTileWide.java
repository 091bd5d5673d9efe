// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of gemm for machines with 32 vector registers (AVX-512, NEON, SVE).
 *
 * <p>Each tile adds up, in registers, the product of a packed panel of A (vectors of rows, one
 * after the other for each inner index) and a packed panel of B (the columns side by side for each
 * inner index). C2 keeps the sums in registers only if each is a local variable, hence the unrolled
 * text.
 */
final class DoubleTileWide {
  static final int COLUMNS = 8;
  static final int MAX_VECTORS = 3;

  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;

  private DoubleTileWide() {}

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
      case 2 -> tile2(kc, a, aOffset, aColumn, b, bOffset, bRow, bColumn, c, cOffset, ldc);
      default -> tile3(kc, a, aOffset, aColumn, b, bOffset, bRow, bColumn, c, cOffset, ldc);
    }
  }

  /** One vector by 8 columns. */
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
    DoubleVector c06 = zero;
    DoubleVector c07 = zero;
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
      DoubleVector b6 = DoubleVector.broadcast(SPECIES, b[bi + 6 * bColumn]);
      c06 = a0.fma(b6, c06);
      DoubleVector b7 = DoubleVector.broadcast(SPECIES, b[bi + 7 * bColumn]);
      c07 = a0.fma(b7, c07);
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
    ci += ldc;
    c06.intoArray(c, ci);
    ci += ldc;
    c07.intoArray(c, ci);
  }

  /** Two vectors by 8 columns. */
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
    DoubleVector c06 = zero;
    DoubleVector c16 = zero;
    DoubleVector c07 = zero;
    DoubleVector c17 = zero;
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
      DoubleVector b6 = DoubleVector.broadcast(SPECIES, b[bi + 6 * bColumn]);
      c06 = a0.fma(b6, c06);
      c16 = a1.fma(b6, c16);
      DoubleVector b7 = DoubleVector.broadcast(SPECIES, b[bi + 7 * bColumn]);
      c07 = a0.fma(b7, c07);
      c17 = a1.fma(b7, c17);
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
    ci += ldc;
    c06.intoArray(c, ci);
    c16.intoArray(c, ci + LANES);
    ci += ldc;
    c07.intoArray(c, ci);
    c17.intoArray(c, ci + LANES);
  }

  /** Three vectors by 8 columns. */
  private static void tile3(
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
    DoubleVector c20 = zero;
    DoubleVector c01 = zero;
    DoubleVector c11 = zero;
    DoubleVector c21 = zero;
    DoubleVector c02 = zero;
    DoubleVector c12 = zero;
    DoubleVector c22 = zero;
    DoubleVector c03 = zero;
    DoubleVector c13 = zero;
    DoubleVector c23 = zero;
    DoubleVector c04 = zero;
    DoubleVector c14 = zero;
    DoubleVector c24 = zero;
    DoubleVector c05 = zero;
    DoubleVector c15 = zero;
    DoubleVector c25 = zero;
    DoubleVector c06 = zero;
    DoubleVector c16 = zero;
    DoubleVector c26 = zero;
    DoubleVector c07 = zero;
    DoubleVector c17 = zero;
    DoubleVector c27 = zero;
    int ai = aOffset;
    int bi = bOffset;
    for (int p = 0; p < kc; p++) {
      DoubleVector a0 = DoubleVector.fromArray(SPECIES, a, ai);
      DoubleVector a1 = DoubleVector.fromArray(SPECIES, a, ai + LANES);
      DoubleVector a2 = DoubleVector.fromArray(SPECIES, a, ai + 2 * LANES);
      DoubleVector b0 = DoubleVector.broadcast(SPECIES, b[bi]);
      c00 = a0.fma(b0, c00);
      c10 = a1.fma(b0, c10);
      c20 = a2.fma(b0, c20);
      DoubleVector b1 = DoubleVector.broadcast(SPECIES, b[bi + bColumn]);
      c01 = a0.fma(b1, c01);
      c11 = a1.fma(b1, c11);
      c21 = a2.fma(b1, c21);
      DoubleVector b2 = DoubleVector.broadcast(SPECIES, b[bi + 2 * bColumn]);
      c02 = a0.fma(b2, c02);
      c12 = a1.fma(b2, c12);
      c22 = a2.fma(b2, c22);
      DoubleVector b3 = DoubleVector.broadcast(SPECIES, b[bi + 3 * bColumn]);
      c03 = a0.fma(b3, c03);
      c13 = a1.fma(b3, c13);
      c23 = a2.fma(b3, c23);
      DoubleVector b4 = DoubleVector.broadcast(SPECIES, b[bi + 4 * bColumn]);
      c04 = a0.fma(b4, c04);
      c14 = a1.fma(b4, c14);
      c24 = a2.fma(b4, c24);
      DoubleVector b5 = DoubleVector.broadcast(SPECIES, b[bi + 5 * bColumn]);
      c05 = a0.fma(b5, c05);
      c15 = a1.fma(b5, c15);
      c25 = a2.fma(b5, c25);
      DoubleVector b6 = DoubleVector.broadcast(SPECIES, b[bi + 6 * bColumn]);
      c06 = a0.fma(b6, c06);
      c16 = a1.fma(b6, c16);
      c26 = a2.fma(b6, c26);
      DoubleVector b7 = DoubleVector.broadcast(SPECIES, b[bi + 7 * bColumn]);
      c07 = a0.fma(b7, c07);
      c17 = a1.fma(b7, c17);
      c27 = a2.fma(b7, c27);
      ai += aColumn;
      bi += bRow;
    }
    int ci = cOffset;
    c00.intoArray(c, ci);
    c10.intoArray(c, ci + LANES);
    c20.intoArray(c, ci + 2 * LANES);
    ci += ldc;
    c01.intoArray(c, ci);
    c11.intoArray(c, ci + LANES);
    c21.intoArray(c, ci + 2 * LANES);
    ci += ldc;
    c02.intoArray(c, ci);
    c12.intoArray(c, ci + LANES);
    c22.intoArray(c, ci + 2 * LANES);
    ci += ldc;
    c03.intoArray(c, ci);
    c13.intoArray(c, ci + LANES);
    c23.intoArray(c, ci + 2 * LANES);
    ci += ldc;
    c04.intoArray(c, ci);
    c14.intoArray(c, ci + LANES);
    c24.intoArray(c, ci + 2 * LANES);
    ci += ldc;
    c05.intoArray(c, ci);
    c15.intoArray(c, ci + LANES);
    c25.intoArray(c, ci + 2 * LANES);
    ci += ldc;
    c06.intoArray(c, ci);
    c16.intoArray(c, ci + LANES);
    c26.intoArray(c, ci + 2 * LANES);
    ci += ldc;
    c07.intoArray(c, ci);
    c17.intoArray(c, ci + LANES);
    c27.intoArray(c, ci + 2 * LANES);
  }
}
