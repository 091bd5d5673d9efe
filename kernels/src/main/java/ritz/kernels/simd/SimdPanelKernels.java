// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.PanelKernels;
import ritz.kernels.backend.Selection;

/** The inner loops of the reflections of a panel on the Vector API. */
public final class SimdPanelKernels implements PanelKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;

  @Override
  public int scratchSize() {
    return GROUP * GROUP * LANES;
  }

  @Override
  public void products(
      int n,
      double[] x,
      int pivot,
      int group,
      int ld,
      double[] products,
      int at,
      double[] scratch) {
    int second = group + ld;
    int third = second + ld;
    int fourth = third + ld;
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    DoubleVector s2 = DoubleVector.zero(SPECIES);
    DoubleVector s3 = DoubleVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector p = DoubleVector.fromArray(SPECIES, x, pivot + i);
      s0 = DoubleVector.fromArray(SPECIES, x, group + i).fma(p, s0);
      s1 = DoubleVector.fromArray(SPECIES, x, second + i).fma(p, s1);
      s2 = DoubleVector.fromArray(SPECIES, x, third + i).fma(p, s2);
      s3 = DoubleVector.fromArray(SPECIES, x, fourth + i).fma(p, s3);
    }
    s0.intoArray(scratch, 0);
    s1.intoArray(scratch, LANES);
    s2.intoArray(scratch, 2 * LANES);
    s3.intoArray(scratch, 3 * LANES);
    double t0 = DoubleLanes.sum(scratch, 0);
    double t1 = DoubleLanes.sum(scratch, LANES);
    double t2 = DoubleLanes.sum(scratch, 2 * LANES);
    double t3 = DoubleLanes.sum(scratch, 3 * LANES);
    for (; i < n; i++) {
      double p = x[pivot + i];
      t0 += x[group + i] * p;
      t1 += x[second + i] * p;
      t2 += x[third + i] * p;
      t3 += x[fourth + i] * p;
    }
    products[at] = t0;
    products[at + 1] = t1;
    products[at + 2] = t2;
    products[at + 3] = t3;
  }

  @Override
  public void subtract(
      int n,
      double[] x,
      int source,
      double[] factors,
      int pivot,
      int group,
      int ld,
      double[] products,
      int at,
      double[] scratch) {
    int second = group + ld;
    int third = second + ld;
    int fourth = third + ld;
    double f0 = -factors[at];
    double f1 = -factors[at + 1];
    double f2 = -factors[at + 2];
    double f3 = -factors[at + 3];
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    DoubleVector s2 = DoubleVector.zero(SPECIES);
    DoubleVector s3 = DoubleVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, source + i);
      DoubleVector p = DoubleVector.fromArray(SPECIES, x, pivot + i);
      DoubleVector c0 = v.fma(spread(f0), DoubleVector.fromArray(SPECIES, x, group + i));
      DoubleVector c1 = v.fma(spread(f1), DoubleVector.fromArray(SPECIES, x, second + i));
      DoubleVector c2 = v.fma(spread(f2), DoubleVector.fromArray(SPECIES, x, third + i));
      DoubleVector c3 = v.fma(spread(f3), DoubleVector.fromArray(SPECIES, x, fourth + i));
      c0.intoArray(x, group + i);
      c1.intoArray(x, second + i);
      c2.intoArray(x, third + i);
      c3.intoArray(x, fourth + i);
      s0 = c0.fma(p, s0);
      s1 = c1.fma(p, s1);
      s2 = c2.fma(p, s2);
      s3 = c3.fma(p, s3);
    }
    s0.intoArray(scratch, 0);
    s1.intoArray(scratch, LANES);
    s2.intoArray(scratch, 2 * LANES);
    s3.intoArray(scratch, 3 * LANES);
    double t0 = DoubleLanes.sum(scratch, 0);
    double t1 = DoubleLanes.sum(scratch, LANES);
    double t2 = DoubleLanes.sum(scratch, 2 * LANES);
    double t3 = DoubleLanes.sum(scratch, 3 * LANES);
    for (; i < n; i++) {
      double v = x[source + i];
      double p = x[pivot + i];
      double c0 = x[group + i] + v * f0;
      double c1 = x[second + i] + v * f1;
      double c2 = x[third + i] + v * f2;
      double c3 = x[fourth + i] + v * f3;
      x[group + i] = c0;
      x[second + i] = c1;
      x[third + i] = c2;
      x[fourth + i] = c3;
      t0 += c0 * p;
      t1 += c1 * p;
      t2 += c2 * p;
      t3 += c3 * p;
    }
    products[at] = t0;
    products[at + 1] = t1;
    products[at + 2] = t2;
    products[at + 3] = t3;
  }

  @Override
  public boolean hasSquareProducts() {
    return Selection.vectorRegisters(SPECIES.vectorByteSize()) >= 32;
  }

  @Override
  public void products(
      int n,
      double[] x,
      int xAt,
      int ldx,
      double[] y,
      int yAt,
      int ldy,
      double[] products,
      int at,
      int ld,
      double[] scratch) {
    int x0 = xAt, x1 = x0 + ldx, x2 = x1 + ldx, x3 = x2 + ldx;
    int y0 = yAt, y1 = y0 + ldy, y2 = y1 + ldy, y3 = y2 + ldy;
    DoubleVector s00 = DoubleVector.zero(SPECIES);
    DoubleVector s10 = DoubleVector.zero(SPECIES);
    DoubleVector s20 = DoubleVector.zero(SPECIES);
    DoubleVector s30 = DoubleVector.zero(SPECIES);
    DoubleVector s01 = DoubleVector.zero(SPECIES);
    DoubleVector s11 = DoubleVector.zero(SPECIES);
    DoubleVector s21 = DoubleVector.zero(SPECIES);
    DoubleVector s31 = DoubleVector.zero(SPECIES);
    DoubleVector s02 = DoubleVector.zero(SPECIES);
    DoubleVector s12 = DoubleVector.zero(SPECIES);
    DoubleVector s22 = DoubleVector.zero(SPECIES);
    DoubleVector s32 = DoubleVector.zero(SPECIES);
    DoubleVector s03 = DoubleVector.zero(SPECIES);
    DoubleVector s13 = DoubleVector.zero(SPECIES);
    DoubleVector s23 = DoubleVector.zero(SPECIES);
    DoubleVector s33 = DoubleVector.zero(SPECIES);
    int r = 0;
    for (; r <= n - LANES; r += LANES) {
      DoubleVector a0 = DoubleVector.fromArray(SPECIES, x, x0 + r);
      DoubleVector a1 = DoubleVector.fromArray(SPECIES, x, x1 + r);
      DoubleVector a2 = DoubleVector.fromArray(SPECIES, x, x2 + r);
      DoubleVector a3 = DoubleVector.fromArray(SPECIES, x, x3 + r);
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, y, y0 + r);
      s00 = a0.fma(b0, s00);
      s10 = a1.fma(b0, s10);
      s20 = a2.fma(b0, s20);
      s30 = a3.fma(b0, s30);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, y, y1 + r);
      s01 = a0.fma(b1, s01);
      s11 = a1.fma(b1, s11);
      s21 = a2.fma(b1, s21);
      s31 = a3.fma(b1, s31);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, y, y2 + r);
      s02 = a0.fma(b2, s02);
      s12 = a1.fma(b2, s12);
      s22 = a2.fma(b2, s22);
      s32 = a3.fma(b2, s32);
      DoubleVector b3 = DoubleVector.fromArray(SPECIES, y, y3 + r);
      s03 = a0.fma(b3, s03);
      s13 = a1.fma(b3, s13);
      s23 = a2.fma(b3, s23);
      s33 = a3.fma(b3, s33);
    }
    s00.intoArray(scratch, 0);
    s10.intoArray(scratch, LANES);
    s20.intoArray(scratch, 2 * LANES);
    s30.intoArray(scratch, 3 * LANES);
    s01.intoArray(scratch, 4 * LANES);
    s11.intoArray(scratch, 5 * LANES);
    s21.intoArray(scratch, 6 * LANES);
    s31.intoArray(scratch, 7 * LANES);
    s02.intoArray(scratch, 8 * LANES);
    s12.intoArray(scratch, 9 * LANES);
    s22.intoArray(scratch, 10 * LANES);
    s32.intoArray(scratch, 11 * LANES);
    s03.intoArray(scratch, 12 * LANES);
    s13.intoArray(scratch, 13 * LANES);
    s23.intoArray(scratch, 14 * LANES);
    s33.intoArray(scratch, 15 * LANES);
    for (int j = 0; j < GROUP; j++) {
      for (int i = 0; i < GROUP; i++) {
        double sum = DoubleLanes.sum(scratch, (i + GROUP * j) * LANES);
        int left = xAt + i * ldx;
        int right = yAt + j * ldy;
        for (int k = r; k < n; k++) {
          sum += x[left + k] * y[right + k];
        }
        products[at + i + j * ld] = sum;
      }
    }
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void sweepRows(
      int rows,
      int width,
      double[] x,
      int at,
      int ld,
      double[] v,
      int last,
      int next,
      double[] factors,
      double[] sums,
      int column) {
    int c = 0;
    for (; c <= width - 4 * LANES; c += 4 * LANES) {
      sweepWide(rows, x, at + c, ld, v, last, next, factors, sums, column + c);
    }
    for (; c < width; c += LANES) {
      sweepNarrow(rows, x, at + c, ld, v, last, next, factors, sums, column + c);
    }
  }

  private static void sweepWide(
      int rows,
      double[] x,
      int at,
      int ld,
      double[] v,
      int last,
      int next,
      double[] factors,
      double[] sums,
      int column) {
    DoubleVector f0 = DoubleVector.fromArray(SPECIES, factors, column).neg();
    DoubleVector f1 = DoubleVector.fromArray(SPECIES, factors, column + LANES).neg();
    DoubleVector f2 = DoubleVector.fromArray(SPECIES, factors, column + 2 * LANES).neg();
    DoubleVector f3 = DoubleVector.fromArray(SPECIES, factors, column + 3 * LANES).neg();
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    DoubleVector s2 = DoubleVector.zero(SPECIES);
    DoubleVector s3 = DoubleVector.zero(SPECIES);
    for (int i = 0; i < rows; i++) {
      int row = at + i * ld;
      DoubleVector p = spread(v[last + i]);
      DoubleVector q = spread(v[next + i]);
      DoubleVector r0 = p.fma(f0, DoubleVector.fromArray(SPECIES, x, row));
      DoubleVector r1 = p.fma(f1, DoubleVector.fromArray(SPECIES, x, row + LANES));
      DoubleVector r2 = p.fma(f2, DoubleVector.fromArray(SPECIES, x, row + 2 * LANES));
      DoubleVector r3 = p.fma(f3, DoubleVector.fromArray(SPECIES, x, row + 3 * LANES));
      r0.intoArray(x, row);
      r1.intoArray(x, row + LANES);
      r2.intoArray(x, row + 2 * LANES);
      r3.intoArray(x, row + 3 * LANES);
      s0 = q.fma(r0, s0);
      s1 = q.fma(r1, s1);
      s2 = q.fma(r2, s2);
      s3 = q.fma(r3, s3);
    }
    s0.intoArray(sums, column);
    s1.intoArray(sums, column + LANES);
    s2.intoArray(sums, column + 2 * LANES);
    s3.intoArray(sums, column + 3 * LANES);
  }

  private static void sweepNarrow(
      int rows,
      double[] x,
      int at,
      int ld,
      double[] v,
      int last,
      int next,
      double[] factors,
      double[] sums,
      int column) {
    DoubleVector f = DoubleVector.fromArray(SPECIES, factors, column).neg();
    DoubleVector s = DoubleVector.zero(SPECIES);
    for (int i = 0; i < rows; i++) {
      int row = at + i * ld;
      DoubleVector r = spread(v[last + i]).fma(f, DoubleVector.fromArray(SPECIES, x, row));
      r.intoArray(x, row);
      s = spread(v[next + i]).fma(r, s);
    }
    s.intoArray(sums, column);
  }

  private static DoubleVector spread(double x) {
    return DoubleVector.broadcast(SPECIES, x);
  }
}
