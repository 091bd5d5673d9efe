// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.BlockRotations;
import ritz.kernels.backend.JacobiKernels;
import ritz.kernels.backend.PlainRotations;

/** The inner loops of the Jacobi method on the Vector API, with eight columns in registers. */
public final class SimdJacobiKernels implements JacobiKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;
  private static final int BLOCK = BlockRotations.BLOCK;

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void products(
      int rows, double[] g, int[] x, int[] y, double[] products, double[] scratch) {
    products(rows, g, x, 0, y, products, scratch);
    products(rows, g, x, 2, y, products, scratch);
  }

  /** Two columns, from number i on, with four: few enough sums for 16 registers. */
  private static void products(
      int rows, double[] g, int[] x, int i, int[] y, double[] products, double[] scratch) {
    int x0 = x[i], x1 = x[i + 1];
    int y0 = y[0], y1 = y[1], y2 = y[2], y3 = y[3];
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
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, g, y0 + r);
      s00 = v0.fma(first, s00);
      s10 = v0.fma(second, s10);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, g, y1 + r);
      s01 = v1.fma(first, s01);
      s11 = v1.fma(second, s11);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, g, y2 + r);
      s02 = v2.fma(first, s02);
      s12 = v2.fma(second, s12);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, g, y3 + r);
      s03 = v3.fma(first, s03);
      s13 = v3.fma(second, s13);
    }
    s00.intoArray(scratch, 0);
    s01.intoArray(scratch, LANES);
    s02.intoArray(scratch, 2 * LANES);
    s03.intoArray(scratch, 3 * LANES);
    s10.intoArray(scratch, 4 * LANES);
    s11.intoArray(scratch, 5 * LANES);
    s12.intoArray(scratch, 6 * LANES);
    s13.intoArray(scratch, 7 * LANES);
    for (int j = 0; j < BLOCK; j++) {
      products[BlockRotations.index(i, j)] = DoubleLanes.sum(scratch, j * LANES);
      products[BlockRotations.index(i + 1, j)] = DoubleLanes.sum(scratch, (BLOCK + j) * LANES);
    }
  }

  @Override
  public void rotate(int rows, double[] g, int[] x, int[] y, double[] xShears, double[] yShears) {
    int x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];
    int y0 = y[0], y1 = y[1], y2 = y[2], y3 = y[3];
    DoubleVector a0 = DoubleVector.broadcast(SPECIES, xShears[0]);
    DoubleVector a1 = DoubleVector.broadcast(SPECIES, xShears[1]);
    DoubleVector a2 = DoubleVector.broadcast(SPECIES, xShears[2]);
    DoubleVector a3 = DoubleVector.broadcast(SPECIES, xShears[3]);
    DoubleVector a4 = DoubleVector.broadcast(SPECIES, xShears[4]);
    DoubleVector a5 = DoubleVector.broadcast(SPECIES, xShears[5]);
    DoubleVector a6 = DoubleVector.broadcast(SPECIES, xShears[6]);
    DoubleVector a7 = DoubleVector.broadcast(SPECIES, xShears[7]);
    DoubleVector a8 = DoubleVector.broadcast(SPECIES, xShears[8]);
    DoubleVector a9 = DoubleVector.broadcast(SPECIES, xShears[9]);
    DoubleVector a10 = DoubleVector.broadcast(SPECIES, xShears[10]);
    DoubleVector a11 = DoubleVector.broadcast(SPECIES, xShears[11]);
    DoubleVector a12 = DoubleVector.broadcast(SPECIES, xShears[12]);
    DoubleVector a13 = DoubleVector.broadcast(SPECIES, xShears[13]);
    DoubleVector a14 = DoubleVector.broadcast(SPECIES, xShears[14]);
    DoubleVector a15 = DoubleVector.broadcast(SPECIES, xShears[15]);
    DoubleVector b0 = DoubleVector.broadcast(SPECIES, yShears[0]);
    DoubleVector b1 = DoubleVector.broadcast(SPECIES, yShears[1]);
    DoubleVector b2 = DoubleVector.broadcast(SPECIES, yShears[2]);
    DoubleVector b3 = DoubleVector.broadcast(SPECIES, yShears[3]);
    DoubleVector b4 = DoubleVector.broadcast(SPECIES, yShears[4]);
    DoubleVector b5 = DoubleVector.broadcast(SPECIES, yShears[5]);
    DoubleVector b6 = DoubleVector.broadcast(SPECIES, yShears[6]);
    DoubleVector b7 = DoubleVector.broadcast(SPECIES, yShears[7]);
    DoubleVector b8 = DoubleVector.broadcast(SPECIES, yShears[8]);
    DoubleVector b9 = DoubleVector.broadcast(SPECIES, yShears[9]);
    DoubleVector b10 = DoubleVector.broadcast(SPECIES, yShears[10]);
    DoubleVector b11 = DoubleVector.broadcast(SPECIES, yShears[11]);
    DoubleVector b12 = DoubleVector.broadcast(SPECIES, yShears[12]);
    DoubleVector b13 = DoubleVector.broadcast(SPECIES, yShears[13]);
    DoubleVector b14 = DoubleVector.broadcast(SPECIES, yShears[14]);
    DoubleVector b15 = DoubleVector.broadcast(SPECIES, yShears[15]);
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
      v0 = w0.fma(a0, v0);
      v1 = w1.fma(a1, v1);
      v2 = w2.fma(a2, v2);
      v3 = w3.fma(a3, v3);
      v0 = w1.fma(a4, v0);
      v1 = w2.fma(a5, v1);
      v2 = w3.fma(a6, v2);
      v3 = w0.fma(a7, v3);
      w1 = v0.fma(b4, w1);
      w2 = v1.fma(b5, w2);
      w3 = v2.fma(b6, w3);
      w0 = v3.fma(b7, w0);
      v0 = w1.fma(a4, v0);
      v1 = w2.fma(a5, v1);
      v2 = w3.fma(a6, v2);
      v3 = w0.fma(a7, v3);
      v0 = w2.fma(a8, v0);
      v1 = w3.fma(a9, v1);
      v2 = w0.fma(a10, v2);
      v3 = w1.fma(a11, v3);
      w2 = v0.fma(b8, w2);
      w3 = v1.fma(b9, w3);
      w0 = v2.fma(b10, w0);
      w1 = v3.fma(b11, w1);
      v0 = w2.fma(a8, v0);
      v1 = w3.fma(a9, v1);
      v2 = w0.fma(a10, v2);
      v3 = w1.fma(a11, v3);
      v0 = w3.fma(a12, v0);
      v1 = w0.fma(a13, v1);
      v2 = w1.fma(a14, v2);
      v3 = w2.fma(a15, v3);
      w3 = v0.fma(b12, w3);
      w0 = v1.fma(b13, w0);
      w1 = v2.fma(b14, w1);
      w2 = v3.fma(b15, w2);
      v0 = w3.fma(a12, v0);
      v1 = w0.fma(a13, v1);
      v2 = w1.fma(a14, v2);
      v3 = w2.fma(a15, v3);
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
    if (LANES < BLOCK) {
      PlainRotations.find(rotations);
    } else {
      SimdRotations.find(rotations);
    }
  }
}
