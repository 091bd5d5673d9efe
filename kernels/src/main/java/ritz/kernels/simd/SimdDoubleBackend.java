// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.DoubleBackend;
import ritz.kernels.backend.Selection;

/** The kernels on the Vector API, at the lane width of {@link DoubleLanes}. */
public final class SimdDoubleBackend extends DoubleBackend {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;
  private static final boolean WIDE = Selection.vectorRegisters(LANES * Double.BYTES) >= 32;
  private static final VectorShuffle<Double> BY_2 = DoubleLanes.shift(2);
  private static final VectorShuffle<Double> BY_4 = DoubleLanes.shift(4);
  private static final VectorShuffle<Double> BY_8 = DoubleLanes.shift(8);
  private static final VectorShuffle<Double> BY_16 = DoubleLanes.shift(16);
  private static final VectorShuffle<Double> BY_32 = DoubleLanes.shift(32);

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int tileVectors(int bRow) {
    if (bRow == 1) {
      return WIDE ? DoubleColumnTileWide.MAX_VECTORS : DoubleColumnTileNarrow.MAX_VECTORS;
    }
    return WIDE ? DoubleRowTileWide.MAX_VECTORS : DoubleRowTileNarrow.MAX_VECTORS;
  }

  @Override
  public int tileColumns() {
    return WIDE ? DoubleRowTileWide.COLUMNS : DoubleRowTileNarrow.COLUMNS;
  }

  @Override
  public void tile(
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
    if (WIDE && bRow == 1) {
      DoubleColumnTileWide.multiply(
          vectors, kc, a, aOffset, aColumn, b, bOffset, bColumn, c, cOffset, ldc);
    } else if (WIDE) {
      DoubleRowTileWide.multiply(
          vectors, kc, a, aOffset, aColumn, b, bOffset, bRow, c, cOffset, ldc);
    } else if (bRow == 1) {
      DoubleColumnTileNarrow.multiply(
          vectors, kc, a, aOffset, aColumn, b, bOffset, bColumn, c, cOffset, ldc);
    } else {
      DoubleRowTileNarrow.multiply(
          vectors, kc, a, aOffset, aColumn, b, bOffset, bRow, c, cOffset, ldc);
    }
  }

  @Override
  public int fewRows() {
    return DoubleFewRowsKernel.MAX_ROWS;
  }

  @Override
  public void multiplyFewRows(
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
    DoubleFewRowsKernel.multiply(
        m, n, k, alpha, a, aOffset, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset, ldc);
  }

  @Override
  public void addTile(
      int vectors, int columns, double[] tile, int tileColumn, double[] c, int cOffset, int ldc) {
    int height = vectors * LANES;
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < height; i += LANES) {
        int at = cOffset + j * ldc + i;
        load(c, at).add(load(tile, j * tileColumn + i)).intoArray(c, at);
      }
    }
  }

  @Override
  public void copyPanel(
      int vectors,
      int depth,
      double[] source,
      int from,
      int sourceColumn,
      double[] target,
      int to,
      int targetColumn) {
    int height = vectors * LANES;
    for (int p = 0; p < depth; p++) {
      for (int i = 0; i < height; i += LANES) {
        load(source, from + i).intoArray(target, to + i);
      }
      from += sourceColumn;
      to += targetColumn;
    }
  }

  @Override
  public double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
    int block = 4 * LANES;
    int i = 0;
    double sum = 0;
    if (n >= LANES) {
      DoubleVector s0 = DoubleVector.zero(SPECIES);
      DoubleVector s1 = DoubleVector.zero(SPECIES);
      DoubleVector s2 = DoubleVector.zero(SPECIES);
      DoubleVector s3 = DoubleVector.zero(SPECIES);
      for (; i <= n - block; i += block) {
        int xi = xOffset + i;
        int yi = yOffset + i;
        s0 = load(x, xi).fma(load(y, yi), s0);
        s1 = load(x, xi + LANES).fma(load(y, yi + LANES), s1);
        s2 = load(x, xi + 2 * LANES).fma(load(y, yi + 2 * LANES), s2);
        s3 = load(x, xi + 3 * LANES).fma(load(y, yi + 3 * LANES), s3);
      }
      for (; i <= n - LANES; i += LANES) {
        s0 = load(x, xOffset + i).fma(load(y, yOffset + i), s0);
      }
      // The sum over the lanes in a fixed order; reduceLanes would give other bits interpreted than
      // compiled, and a method on vectors may not be inlined, see LaneShape.
      s0 = s0.add(s1).add(s2.add(s3));
      s0 = LANES > 32 ? s0.add(s0.rearrange(BY_32)) : s0;
      s0 = LANES > 16 ? s0.add(s0.rearrange(BY_16)) : s0;
      s0 = LANES > 8 ? s0.add(s0.rearrange(BY_8)) : s0;
      s0 = LANES > 4 ? s0.add(s0.rearrange(BY_4)) : s0;
      s0 = LANES > 2 ? s0.add(s0.rearrange(BY_2)) : s0;
      sum = s0.lane(0) + s0.lane(1);
    }
    for (; i < n; i++) {
      sum += x[xOffset + i] * y[yOffset + i];
    }
    return sum;
  }

  @Override
  public void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      int yi = yOffset + i;
      load(x, xOffset + i).mul(alpha).add(load(y, yi)).intoArray(y, yi);
    }
    for (; i < n; i++) {
      y[yOffset + i] += alpha * x[xOffset + i];
    }
  }

  @Override
  public void add(int n, double[] x, int xOffset, double[] y, int yOffset) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      load(y, yOffset + i).add(load(x, xOffset + i)).intoArray(y, yOffset + i);
    }
    for (; i < n; i++) {
      y[yOffset + i] += x[xOffset + i];
    }
  }

  @Override
  public void scal(int n, double alpha, double[] x, int xOffset) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      load(x, xOffset + i).mul(alpha).intoArray(x, xOffset + i);
    }
    for (; i < n; i++) {
      x[xOffset + i] *= alpha;
    }
  }

  @Override
  public void rot(int n, double[] x, int xOffset, double[] y, int yOffset, double c, double s) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      DoubleVector xv = load(x, xOffset + i);
      DoubleVector yv = load(y, yOffset + i);
      xv.mul(c).add(yv.mul(s)).intoArray(x, xOffset + i);
      yv.mul(c).sub(xv.mul(s)).intoArray(y, yOffset + i);
    }
    for (; i < n; i++) {
      double xi = x[xOffset + i];
      double yi = y[yOffset + i];
      x[xOffset + i] = c * xi + s * yi;
      y[yOffset + i] = c * yi - s * xi;
    }
  }

  @Override
  public void gemv(
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset) {
    int j = 0;
    for (; j <= n - SimdDoubleGemv.COLUMNS; j += SimdDoubleGemv.COLUMNS) {
      SimdDoubleGemv.addColumns(m, alpha, a, aOffset + j * lda, lda, x, xOffset + j, y, yOffset);
    }
    for (; j < n; j++) {
      axpy(m, alpha * x[xOffset + j], a, aOffset + j * lda, y, yOffset);
    }
  }

  @Override
  public void gemvTransposed(
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset) {
    int j = 0;
    if (n >= SimdDoubleGemv.COLUMNS) {
      double[] scratch = SimdDoubleGemv.takeScratch();
      for (; j <= n - SimdDoubleGemv.COLUMNS; j += SimdDoubleGemv.COLUMNS) {
        int column = aOffset + j * lda;
        SimdDoubleGemv.addDots(m, alpha, a, column, lda, x, xOffset, y, yOffset + j, scratch);
      }
      SimdDoubleGemv.giveBack(scratch);
    }
    for (; j < n; j++) {
      y[yOffset + j] += alpha * dot(m, a, aOffset + j * lda, x, xOffset);
    }
  }

  @Override
  public double maxAbs(int n, double[] x, int xOffset) {
    int i = 0;
    double max = 0;
    if (n >= LANES) {
      DoubleVector m = DoubleVector.zero(SPECIES);
      for (; i <= n - LANES; i += LANES) {
        m = m.max(load(x, xOffset + i).abs());
      }
      max = m.reduceLanes(VectorOperators.MAX);
    }
    for (; i < n; i++) {
      max = Math.max(max, Math.abs(x[xOffset + i]));
    }
    return max;
  }

  private static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(SPECIES, x, at);
  }
}
