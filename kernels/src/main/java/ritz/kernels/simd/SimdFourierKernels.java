// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.FourierKernels;
import ritz.kernels.backend.FourierPass;
import ritz.kernels.backend.ScalarFourierKernels;
import ritz.kernels.backend.ScalarPrimePass;

/**
 * The inner loops of Fourier transforms on the Vector API. Each pass runs over as many whole
 * vectors of a leg as there are, and leaves the rest of the leg to the scalar pass.
 */
public final class SimdFourierKernels implements FourierKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;

  /**
   * Whether numbers at a distance are loaded by one instruction. Where they are not, the API
   * allocates: two lanes have none on x86 and NEON, and JDK 17 uses none of SVE.
   */
  private static final boolean GATHERS =
      LANES > 2 && !"aarch64".equals(System.getProperty("os.arch"));

  private static final boolean TILES = SimdTransposition.SUITS;

  private final FourierKernels scalar = new ScalarFourierKernels();

  /** For every radix; those above 8 share one. */
  private final ColdCalls[] coldCalls = new ColdCalls[10];

  private final ColdCalls coldTransposes;
  private final ColdCalls coldLargeTransposes;
  private final ColdCalls coldProducts;

  /** Makes kernels that are still cold. */
  public SimdFourierKernels() {
    this(ColdCalls.USUAL);
  }

  /**
   * Makes kernels.
   *
   * @param cold how many calls of each are left, for the most part, to scalar code
   */
  public SimdFourierKernels(int cold) {
    Arrays.setAll(coldCalls, radix -> new ColdCalls(cold));
    coldTransposes = new ColdCalls(cold);
    coldLargeTransposes = new ColdCalls(cold);
    coldProducts = new ColdCalls(cold);
  }

  @Override
  public FourierPass pass(int radix) {
    FourierPass whole =
        switch (radix) {
          case 2 -> SimdSmallRadices::radix2;
          case 3 -> SimdSmallRadices::radix3;
          case 4 -> SimdSmallRadices::radix4;
          case 5 -> SimdSmallRadices::radix5;
          case 8 -> SimdRadix8::run;
          default -> new SimdPrimePass(new ScalarPrimePass(radix));
        };
    return new WithTail(whole, scalar.pass(radix), coldCalls[Math.min(radix, 9)]);
  }

  /**
   * A pass over whole vectors, and the scalar one for the rest of each leg.
   *
   * @param whole the pass over vectors
   * @param rest the scalar pass
   * @param cold counts the first calls, in which most of the legs is left to the scalar pass
   */
  private record WithTail(FourierPass whole, FourierPass rest, ColdCalls cold)
      implements FourierPass {
    @Override
    public void run(
        int blocks,
        int length,
        double[] xr,
        double[] xi,
        int x,
        int xBlock,
        int xLeg,
        double[] yr,
        double[] yi,
        int y,
        int yBlock,
        int yLeg,
        double[] wr,
        double[] wi) {
      int lanes = length - length % LANES;
      int warm = cold.vectorized(lanes);
      if (warm > 0) {
        int some = warm < lanes ? Math.min(2, blocks) : blocks;
        whole.run(some, warm, xr, xi, x, xBlock, xLeg, yr, yi, y, yBlock, yLeg, wr, wi);
      }
      // After a cold call nothing is taken for done.
      int done = warm < lanes ? 0 : lanes;
      if (done < length) {
        int others = length - done;
        int from = x + done;
        int to = y + done;
        rest.run(blocks, others, xr, xi, from, xBlock, xLeg, yr, yi, to, yBlock, yLeg, wr, wi);
      }
    }
  }

  static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(SPECIES, x, at);
  }

  /** Stores (u + i v) (c + i s). */
  static void store(
      DoubleVector u,
      DoubleVector v,
      double[] yr,
      double[] yi,
      int to,
      DoubleVector c,
      DoubleVector s) {
    real(u, v, c, s).intoArray(yr, to);
    imaginary(u, v, c, s).intoArray(yi, to);
  }

  private static DoubleVector real(DoubleVector u, DoubleVector v, DoubleVector c, DoubleVector s) {
    return u.mul(c).sub(v.mul(s));
  }

  private static DoubleVector imaginary(
      DoubleVector u, DoubleVector v, DoubleVector c, DoubleVector s) {
    return u.mul(s).add(v.mul(c));
  }

  @Override
  public void transposeTimes(
      int rows,
      int columns,
      double[] xr,
      double[] xi,
      int x,
      int[] places,
      int from,
      double[] wr,
      double[] wi,
      int w,
      int wStride,
      double[] yr,
      double[] yi,
      int y,
      int yStride) {
    int vectors = transposable(columns) ? coldTransposes.vectorized(rows - rows % LANES) : 0;
    for (int end = 0; vectors > 0 && end < columns; ) {
      int first = firstOfTile(end, columns);
      end = Math.min(end + LANES, columns);
      transposeTile(vectors, xr, xi, x + first, places, from, yr, yi, y + first * yStride, yStride);
      for (int j = first; j < end; j++) {
        for (int i = 0; i < vectors; i += LANES) {
          int to = y + j * yStride + i;
          DoubleVector c = DoubleVector.fromArray(SPECIES, wr, w + j * wStride + i);
          DoubleVector s = DoubleVector.fromArray(SPECIES, wi, w + j * wStride + i);
          DoubleVector u = transposed(xr, x + j, places, from + i, yr, to);
          DoubleVector v = transposed(xi, x + j, places, from + i, yi, to);
          u.mul(c).sub(v.mul(s)).intoArray(yr, to);
          u.mul(s).add(v.mul(c)).intoArray(yi, to);
        }
      }
    }
    scalar.transposeTimes(
        rows - vectors,
        columns,
        xr,
        xi,
        x,
        places,
        from + vectors,
        wr,
        wi,
        w + vectors,
        wStride,
        yr,
        yi,
        y + vectors,
        yStride);
  }

  @Override
  public void transposeTimes(
      int rows,
      int columns,
      double[] xr,
      double[] xi,
      int x,
      int[] places,
      int from,
      double[] wr,
      double[] wi,
      int w,
      int wStride,
      double[] hr,
      double[] hi,
      int h,
      double[] yr,
      double[] yi,
      int y,
      int yStride) {
    int vectors = transposable(columns) ? coldLargeTransposes.vectorized(rows - rows % LANES) : 0;
    for (int end = 0; vectors > 0 && end < columns; ) {
      int first = firstOfTile(end, columns);
      end = Math.min(end + LANES, columns);
      transposeTile(vectors, xr, xi, x + first, places, from, yr, yi, y + first * yStride, yStride);
      for (int j = first; j < end; j++) {
        for (int i = 0; i < vectors; i += LANES) {
          int to = y + j * yStride + i;
          DoubleVector a = DoubleVector.fromArray(SPECIES, wr, w + j * wStride + i);
          DoubleVector b = DoubleVector.fromArray(SPECIES, wi, w + j * wStride + i);
          DoubleVector c = a.mul(hr[h + j]).sub(b.mul(hi[h + j]));
          DoubleVector s = a.mul(hi[h + j]).add(b.mul(hr[h + j]));
          DoubleVector u = transposed(xr, x + j, places, from + i, yr, to);
          DoubleVector v = transposed(xi, x + j, places, from + i, yi, to);
          u.mul(c).sub(v.mul(s)).intoArray(yr, to);
          u.mul(s).add(v.mul(c)).intoArray(yi, to);
        }
      }
    }
    scalar.transposeTimes(
        rows - vectors,
        columns,
        xr,
        xi,
        x,
        places,
        from + vectors,
        wr,
        wi,
        w + vectors,
        wStride,
        hr,
        hi,
        h,
        yr,
        yi,
        y + vectors,
        yStride);
  }

  /** Writes the columns of a tile to y as rows, where tiles are taken; else y is not read. */
  private static void transposeTile(
      int rows,
      double[] xr,
      double[] xi,
      int x,
      int[] places,
      int from,
      double[] yr,
      double[] yi,
      int y,
      int yStride) {
    if (TILES) {
      SimdTransposition.run(rows, xr, x, places, from, yr, y, yStride);
      SimdTransposition.run(rows, xi, x, places, from, yi, y, yStride);
    }
  }

  /** Numbers of a column of x, from y if its tile lies there already. */
  private static DoubleVector transposed(
      double[] x, int at, int[] places, int from, double[] y, int to) {
    return TILES ? load(y, to) : DoubleVector.fromArray(SPECIES, x, at, places, from);
  }

  private static boolean transposable(int columns) {
    return TILES ? columns >= LANES : GATHERS;
  }

  /** The first column of the tile after others; the last tile is moved back until it is whole. */
  private static int firstOfTile(int done, int columns) {
    return TILES ? Math.min(done, columns - LANES) : done;
  }

  @Override
  public void multiply(int n, double[] xr, double[] xi, int x, double[] wr, double[] wi, int w) {
    int vectors = coldProducts.vectorized(n - n % LANES);
    for (int i = 0; i < vectors; i += LANES) {
      store(load(xr, x + i), load(xi, x + i), xr, xi, x + i, load(wr, w + i), load(wi, w + i));
    }
    scalar.multiply(n - vectors, xr, xi, x + vectors, wr, wi, w + vectors);
  }
}
