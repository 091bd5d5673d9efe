// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.BlockRotations;
import ritz.kernels.backend.JacobiKernels;
import ritz.kernels.backend.PlainRotations;
import ritz.kernels.backend.Selection;

/** The inner loops of the Jacobi method on the Vector API, with eight columns in registers. */
public final class SimdJacobiKernels implements JacobiKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;
  private static final int BLOCK = BlockRotations.BLOCK;

  /** Whether sixteen sums, and what they are made of, fit the registers. */
  private static final boolean ALL_AT_ONCE =
      Selection.vectorRegisters(SPECIES.vectorByteSize()) >= 32;

  private static final VectorMask<Double> ODD = lanesWith(1);
  private static final VectorMask<Double> TWOS = lanesWith(2);
  private static final VectorMask<Double> FOURS = lanesWith(4);
  private static final VectorShuffle<Double> BY_ONE = exchange(1);
  private static final VectorShuffle<Double> BY_TWO = exchange(2);
  private static final VectorShuffle<Double> BY_FOUR = exchange(4);

  /** The lanes with a bit in their number. */
  private static VectorMask<Double> lanesWith(int bit) {
    boolean[] lanes = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & bit) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }

  private static VectorShuffle<Double> exchange(int distance) {
    return VectorShuffle.fromOp(SPECIES, i -> (i ^ distance) % LANES);
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void products(int rows, double[] g, int[] x, int[] y, double[] parts, int at) {
    if (ALL_AT_ONCE) {
      productsOfAll(rows, g, x, y, parts, at);
    } else {
      productsOfTwo(rows, g, x, 0, y, parts, at);
      productsOfTwo(rows, g, x, 2, y, parts, at);
    }
  }

  private static void productsOfAll(
      int rows, double[] g, int[] x, int[] y, double[] parts, int at) {
    int x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];
    int y0 = y[0], y1 = y[1], y2 = y[2], y3 = y[3];
    DoubleVector s00 = DoubleVector.zero(SPECIES);
    DoubleVector s01 = DoubleVector.zero(SPECIES);
    DoubleVector s02 = DoubleVector.zero(SPECIES);
    DoubleVector s03 = DoubleVector.zero(SPECIES);
    DoubleVector s10 = DoubleVector.zero(SPECIES);
    DoubleVector s11 = DoubleVector.zero(SPECIES);
    DoubleVector s12 = DoubleVector.zero(SPECIES);
    DoubleVector s13 = DoubleVector.zero(SPECIES);
    DoubleVector s20 = DoubleVector.zero(SPECIES);
    DoubleVector s21 = DoubleVector.zero(SPECIES);
    DoubleVector s22 = DoubleVector.zero(SPECIES);
    DoubleVector s23 = DoubleVector.zero(SPECIES);
    DoubleVector s30 = DoubleVector.zero(SPECIES);
    DoubleVector s31 = DoubleVector.zero(SPECIES);
    DoubleVector s32 = DoubleVector.zero(SPECIES);
    DoubleVector s33 = DoubleVector.zero(SPECIES);
    for (int r = 0; r < rows; r += LANES) {
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, g, x0 + r);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, g, x1 + r);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, g, x2 + r);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, g, x3 + r);
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, g, y0 + r);
      s00 = w0.fma(v0, s00);
      s10 = w0.fma(v1, s10);
      s20 = w0.fma(v2, s20);
      s30 = w0.fma(v3, s30);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, g, y1 + r);
      s01 = w1.fma(v0, s01);
      s11 = w1.fma(v1, s11);
      s21 = w1.fma(v2, s21);
      s31 = w1.fma(v3, s31);
      DoubleVector w2 = DoubleVector.fromArray(SPECIES, g, y2 + r);
      s02 = w2.fma(v0, s02);
      s12 = w2.fma(v1, s12);
      s22 = w2.fma(v2, s22);
      s32 = w2.fma(v3, s32);
      DoubleVector w3 = DoubleVector.fromArray(SPECIES, g, y3 + r);
      s03 = w3.fma(v0, s03);
      s13 = w3.fma(v1, s13);
      s23 = w3.fma(v2, s23);
      s33 = w3.fma(v3, s33);
    }
    s00.intoArray(parts, at);
    s11.intoArray(parts, at + LANES);
    s22.intoArray(parts, at + 2 * LANES);
    s33.intoArray(parts, at + 3 * LANES);
    s01.intoArray(parts, at + 4 * LANES);
    s12.intoArray(parts, at + 5 * LANES);
    s23.intoArray(parts, at + 6 * LANES);
    s30.intoArray(parts, at + 7 * LANES);
    s02.intoArray(parts, at + 8 * LANES);
    s13.intoArray(parts, at + 9 * LANES);
    s20.intoArray(parts, at + 10 * LANES);
    s31.intoArray(parts, at + 11 * LANES);
    s03.intoArray(parts, at + 12 * LANES);
    s10.intoArray(parts, at + 13 * LANES);
    s21.intoArray(parts, at + 14 * LANES);
    s32.intoArray(parts, at + 15 * LANES);
  }

  /** Two columns, from number i on, with four: few enough sums for 16 registers. */
  private static void productsOfTwo(
      int rows, double[] g, int[] x, int i, int[] y, double[] parts, int at) {
    int x0 = x[i], x1 = x[i + 1];
    int y0 = y[i], y1 = y[i + 1], y2 = y[i ^ 2], y3 = y[(i ^ 2) + 1];
    DoubleVector s00 = DoubleVector.zero(SPECIES);
    DoubleVector s01 = DoubleVector.zero(SPECIES);
    DoubleVector s02 = DoubleVector.zero(SPECIES);
    DoubleVector s03 = DoubleVector.zero(SPECIES);
    DoubleVector s10 = DoubleVector.zero(SPECIES);
    DoubleVector s11 = DoubleVector.zero(SPECIES);
    DoubleVector s12 = DoubleVector.zero(SPECIES);
    DoubleVector s13 = DoubleVector.zero(SPECIES);
    for (int r = 0; r < rows; r += LANES) {
      DoubleVector first = DoubleVector.fromArray(SPECIES, g, x0 + r);
      DoubleVector second = DoubleVector.fromArray(SPECIES, g, x1 + r);
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, g, y0 + r);
      s00 = w0.fma(first, s00);
      s10 = w0.fma(second, s10);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, g, y1 + r);
      s01 = w1.fma(first, s01);
      s11 = w1.fma(second, s11);
      DoubleVector w2 = DoubleVector.fromArray(SPECIES, g, y2 + r);
      s02 = w2.fma(first, s02);
      s12 = w2.fma(second, s12);
      DoubleVector w3 = DoubleVector.fromArray(SPECIES, g, y3 + r);
      s03 = w3.fma(first, s03);
      s13 = w3.fma(second, s13);
    }
    int to = at + i * LANES;
    s00.intoArray(parts, to);
    s01.intoArray(parts, to + 4 * LANES);
    s02.intoArray(parts, to + 8 * LANES);
    s03.intoArray(parts, to + 12 * LANES);
    s11.intoArray(parts, to + LANES);
    s12.intoArray(parts, to + 5 * LANES);
    s13.intoArray(parts, to + 9 * LANES);
    s10.intoArray(parts, to + 13 * LANES);
  }

  @Override
  public void sum(double[] parts, int first, int second, double[] products, int at) {
    if (LANES == 2 * BLOCK) {
      sumOfEight(parts, first, second, products, at);
      return;
    }
    for (int i = 0; i < BLOCK; i++) {
      products[at + i] = DoubleLanes.sum(parts, first + i * LANES);
      products[at + BLOCK + i] = DoubleLanes.sum(parts, second + i * LANES);
    }
  }

  /** Halves the vectors three times: half of the sums of one beside half of those of another. */
  private static void sumOfEight(double[] parts, int first, int second, double[] products, int at) {
    DoubleVector a0 = DoubleVector.fromArray(SPECIES, parts, first);
    DoubleVector a1 = DoubleVector.fromArray(SPECIES, parts, first + LANES);
    DoubleVector a2 = DoubleVector.fromArray(SPECIES, parts, first + 2 * LANES);
    DoubleVector a3 = DoubleVector.fromArray(SPECIES, parts, first + 3 * LANES);
    DoubleVector b0 = DoubleVector.fromArray(SPECIES, parts, second);
    DoubleVector b1 = DoubleVector.fromArray(SPECIES, parts, second + LANES);
    DoubleVector b2 = DoubleVector.fromArray(SPECIES, parts, second + 2 * LANES);
    DoubleVector b3 = DoubleVector.fromArray(SPECIES, parts, second + 3 * LANES);
    a0 = a0.blend(b0, FOURS).add(b0.blend(a0, FOURS).rearrange(BY_FOUR));
    a1 = a1.blend(b1, FOURS).add(b1.blend(a1, FOURS).rearrange(BY_FOUR));
    a2 = a2.blend(b2, FOURS).add(b2.blend(a2, FOURS).rearrange(BY_FOUR));
    a3 = a3.blend(b3, FOURS).add(b3.blend(a3, FOURS).rearrange(BY_FOUR));
    a0 = a0.blend(a2, TWOS).add(a2.blend(a0, TWOS).rearrange(BY_TWO));
    a1 = a1.blend(a3, TWOS).add(a3.blend(a1, TWOS).rearrange(BY_TWO));
    a0 = a0.blend(a1, ODD).add(a1.blend(a0, ODD).rearrange(BY_ONE));
    a0.intoArray(products, at);
  }

  @Override
  public void rotate(
      int rows, double[] g, int[] x, int[] y, double[] xShears, double[] yShears, int two) {
    int at = BLOCK * two;
    int x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];
    int y0 = y[0], y1 = y[1], y2 = y[2], y3 = y[3];
    DoubleVector a0 = DoubleVector.broadcast(SPECIES, xShears[at]);
    DoubleVector a1 = DoubleVector.broadcast(SPECIES, xShears[at + 1]);
    DoubleVector a2 = DoubleVector.broadcast(SPECIES, xShears[at + 2]);
    DoubleVector a3 = DoubleVector.broadcast(SPECIES, xShears[at + 3]);
    DoubleVector a4 = DoubleVector.broadcast(SPECIES, xShears[at + 8]);
    DoubleVector a5 = DoubleVector.broadcast(SPECIES, xShears[at + 9]);
    DoubleVector a6 = DoubleVector.broadcast(SPECIES, xShears[at + 10]);
    DoubleVector a7 = DoubleVector.broadcast(SPECIES, xShears[at + 11]);
    DoubleVector a8 = DoubleVector.broadcast(SPECIES, xShears[at + 16]);
    DoubleVector a9 = DoubleVector.broadcast(SPECIES, xShears[at + 17]);
    DoubleVector a10 = DoubleVector.broadcast(SPECIES, xShears[at + 18]);
    DoubleVector a11 = DoubleVector.broadcast(SPECIES, xShears[at + 19]);
    DoubleVector a12 = DoubleVector.broadcast(SPECIES, xShears[at + 24]);
    DoubleVector a13 = DoubleVector.broadcast(SPECIES, xShears[at + 25]);
    DoubleVector a14 = DoubleVector.broadcast(SPECIES, xShears[at + 26]);
    DoubleVector a15 = DoubleVector.broadcast(SPECIES, xShears[at + 27]);
    DoubleVector b0 = DoubleVector.broadcast(SPECIES, yShears[at]);
    DoubleVector b1 = DoubleVector.broadcast(SPECIES, yShears[at + 1]);
    DoubleVector b2 = DoubleVector.broadcast(SPECIES, yShears[at + 2]);
    DoubleVector b3 = DoubleVector.broadcast(SPECIES, yShears[at + 3]);
    DoubleVector b4 = DoubleVector.broadcast(SPECIES, yShears[at + 8]);
    DoubleVector b5 = DoubleVector.broadcast(SPECIES, yShears[at + 9]);
    DoubleVector b6 = DoubleVector.broadcast(SPECIES, yShears[at + 10]);
    DoubleVector b7 = DoubleVector.broadcast(SPECIES, yShears[at + 11]);
    DoubleVector b8 = DoubleVector.broadcast(SPECIES, yShears[at + 16]);
    DoubleVector b9 = DoubleVector.broadcast(SPECIES, yShears[at + 17]);
    DoubleVector b10 = DoubleVector.broadcast(SPECIES, yShears[at + 18]);
    DoubleVector b11 = DoubleVector.broadcast(SPECIES, yShears[at + 19]);
    DoubleVector b12 = DoubleVector.broadcast(SPECIES, yShears[at + 24]);
    DoubleVector b13 = DoubleVector.broadcast(SPECIES, yShears[at + 25]);
    DoubleVector b14 = DoubleVector.broadcast(SPECIES, yShears[at + 26]);
    DoubleVector b15 = DoubleVector.broadcast(SPECIES, yShears[at + 27]);
    for (int i = 0; i < rows; i += LANES) {
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, g, x0 + i);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, g, x1 + i);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, g, x2 + i);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, g, x3 + i);
      DoubleVector w0 = DoubleVector.fromArray(SPECIES, g, y0 + i);
      DoubleVector w1 = DoubleVector.fromArray(SPECIES, g, y1 + i);
      DoubleVector w2 = DoubleVector.fromArray(SPECIES, g, y2 + i);
      DoubleVector w3 = DoubleVector.fromArray(SPECIES, g, y3 + i);
      v0 = w0.fma(a0, v0);
      v1 = w1.fma(a1, v1);
      v2 = w2.fma(a2, v2);
      v3 = w3.fma(a3, v3);
      w0 = v0.fma(b0, w0);
      w1 = v1.fma(b1, w1);
      w2 = v2.fma(b2, w2);
      w3 = v3.fma(b3, w3);
      v0 = w1.fma(a4, v0);
      v1 = w2.fma(a5, v1);
      v2 = w3.fma(a6, v2);
      v3 = w0.fma(a7, v3);
      w1 = v0.fma(b4, w1);
      w2 = v1.fma(b5, w2);
      w3 = v2.fma(b6, w3);
      w0 = v3.fma(b7, w0);
      v0 = w2.fma(a8, v0);
      v1 = w3.fma(a9, v1);
      v2 = w0.fma(a10, v2);
      v3 = w1.fma(a11, v3);
      w2 = v0.fma(b8, w2);
      w3 = v1.fma(b9, w3);
      w0 = v2.fma(b10, w0);
      w1 = v3.fma(b11, w1);
      v0 = w3.fma(a12, v0);
      v1 = w0.fma(a13, v1);
      v2 = w1.fma(a14, v2);
      v3 = w2.fma(a15, v3);
      w3 = v0.fma(b12, w3);
      w0 = v1.fma(b13, w0);
      w1 = v2.fma(b14, w1);
      w2 = v3.fma(b15, w2);
      v0.intoArray(g, x0 + i);
      v1.intoArray(g, x1 + i);
      v2.intoArray(g, x2 + i);
      v3.intoArray(g, x3 + i);
      w0.intoArray(g, y0 + i);
      w1.intoArray(g, y1 + i);
      w2.intoArray(g, y2 + i);
      w3.intoArray(g, y3 + i);
    }
  }

  @Override
  public void find(BlockRotations rotations) {
    if (LANES == 2 * BLOCK) {
      SimdRotations.find(rotations, 0, 1);
    } else if (LANES == BLOCK) {
      SimdRotations.find(rotations, 0, 0);
      SimdRotations.find(rotations, 1, 1);
    } else {
      PlainRotations.find(rotations);
    }
  }
}
