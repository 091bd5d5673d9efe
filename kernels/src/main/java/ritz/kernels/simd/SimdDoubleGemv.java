// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.Spares;

/** Products of a vector and a matrix of a few columns, which read the vector once for all. */
final class SimdDoubleGemv {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;
  static final int COLUMNS = 8;

  private static final Spares<double[]> SCRATCH = new Spares<>(() -> new double[COLUMNS * LANES]);

  private SimdDoubleGemv() {}

  static double[] takeScratch() {
    return SCRATCH.take();
  }

  static void giveBack(double[] scratch) {
    SCRATCH.giveBack(scratch);
  }

  /** y += alpha A x for a matrix A of {@link #COLUMNS} columns. */
  static void addColumns(
      int m,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset) {
    int a0 = aOffset;
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    int a4 = a3 + lda;
    int a5 = a4 + lda;
    int a6 = a5 + lda;
    int a7 = a6 + lda;
    double x0 = alpha * x[xOffset];
    double x1 = alpha * x[xOffset + 1];
    double x2 = alpha * x[xOffset + 2];
    double x3 = alpha * x[xOffset + 3];
    double x4 = alpha * x[xOffset + 4];
    double x5 = alpha * x[xOffset + 5];
    double x6 = alpha * x[xOffset + 6];
    double x7 = alpha * x[xOffset + 7];
    int i = 0;
    for (; i <= m - LANES; i += LANES) {
      DoubleVector sum = load(y, yOffset + i);
      sum = load(a, a0 + i).fma(spread(x0), sum);
      sum = load(a, a1 + i).fma(spread(x1), sum);
      sum = load(a, a2 + i).fma(spread(x2), sum);
      sum = load(a, a3 + i).fma(spread(x3), sum);
      sum = load(a, a4 + i).fma(spread(x4), sum);
      sum = load(a, a5 + i).fma(spread(x5), sum);
      sum = load(a, a6 + i).fma(spread(x6), sum);
      sum = load(a, a7 + i).fma(spread(x7), sum);
      sum.intoArray(y, yOffset + i);
    }
    for (; i < m; i++) {
      double sum = y[yOffset + i];
      sum += a[a0 + i] * x0;
      sum += a[a1 + i] * x1;
      sum += a[a2 + i] * x2;
      sum += a[a3 + i] * x3;
      sum += a[a4 + i] * x4;
      sum += a[a5 + i] * x5;
      sum += a[a6 + i] * x6;
      sum += a[a7 + i] * x7;
      y[yOffset + i] = sum;
    }
  }

  /**
   * y += alpha A' x for a matrix A of {@link #COLUMNS} columns.
   *
   * @param scratch as {@link #takeScratch} gives it; to take the lanes from the vectors themselves
   *     would be too much code for C2
   */
  static void addDots(
      int m,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset,
      double[] scratch) {
    int a0 = aOffset;
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    int a4 = a3 + lda;
    int a5 = a4 + lda;
    int a6 = a5 + lda;
    int a7 = a6 + lda;
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector v0 = zero;
    DoubleVector v1 = zero;
    DoubleVector v2 = zero;
    DoubleVector v3 = zero;
    DoubleVector v4 = zero;
    DoubleVector v5 = zero;
    DoubleVector v6 = zero;
    DoubleVector v7 = zero;
    int i = 0;
    for (; i <= m - LANES; i += LANES) {
      DoubleVector xi = load(x, xOffset + i);
      v0 = load(a, a0 + i).fma(xi, v0);
      v1 = load(a, a1 + i).fma(xi, v1);
      v2 = load(a, a2 + i).fma(xi, v2);
      v3 = load(a, a3 + i).fma(xi, v3);
      v4 = load(a, a4 + i).fma(xi, v4);
      v5 = load(a, a5 + i).fma(xi, v5);
      v6 = load(a, a6 + i).fma(xi, v6);
      v7 = load(a, a7 + i).fma(xi, v7);
    }
    v0.intoArray(scratch, 0);
    v1.intoArray(scratch, LANES);
    v2.intoArray(scratch, 2 * LANES);
    v3.intoArray(scratch, 3 * LANES);
    v4.intoArray(scratch, 4 * LANES);
    v5.intoArray(scratch, 5 * LANES);
    v6.intoArray(scratch, 6 * LANES);
    v7.intoArray(scratch, 7 * LANES);
    double s0 = DoubleLanes.sum(scratch, 0);
    double s1 = DoubleLanes.sum(scratch, LANES);
    double s2 = DoubleLanes.sum(scratch, 2 * LANES);
    double s3 = DoubleLanes.sum(scratch, 3 * LANES);
    double s4 = DoubleLanes.sum(scratch, 4 * LANES);
    double s5 = DoubleLanes.sum(scratch, 5 * LANES);
    double s6 = DoubleLanes.sum(scratch, 6 * LANES);
    double s7 = DoubleLanes.sum(scratch, 7 * LANES);
    for (; i < m; i++) {
      double xi = x[xOffset + i];
      s0 += a[a0 + i] * xi;
      s1 += a[a1 + i] * xi;
      s2 += a[a2 + i] * xi;
      s3 += a[a3 + i] * xi;
      s4 += a[a4 + i] * xi;
      s5 += a[a5 + i] * xi;
      s6 += a[a6 + i] * xi;
      s7 += a[a7 + i] * xi;
    }
    y[yOffset] += alpha * s0;
    y[yOffset + 1] += alpha * s1;
    y[yOffset + 2] += alpha * s2;
    y[yOffset + 3] += alpha * s3;
    y[yOffset + 4] += alpha * s4;
    y[yOffset + 5] += alpha * s5;
    y[yOffset + 6] += alpha * s6;
    y[yOffset + 7] += alpha * s7;
  }

  private static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(SPECIES, x, at);
  }

  private static DoubleVector spread(double x) {
    return DoubleVector.broadcast(SPECIES, x);
  }
}
