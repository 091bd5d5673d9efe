// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transposition of tiles of 8 x 8 numbers in registers: blocks of four, then of two, then
 * single numbers change places across the diagonal. Loads of numbers at a distance take 1.6 times
 * as long; but on JDK 17, where masks lie in vectors, they take no longer.
 */
final class SimdTransposition {
  /** The rows and the columns of a tile. */
  static final int SIZE = 8;

  /** Whether a vector is a row of a tile, and it pays. */
  static final boolean SUITS = DoubleLanes.COUNT == SIZE && Runtime.version().feature() > 17;

  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final VectorShuffle<Double> BY_FOURS = exchange(4);
  private static final VectorShuffle<Double> BY_TWOS = exchange(2);
  private static final VectorShuffle<Double> BY_ONES = exchange(1);
  private static final VectorMask<Double> ODD_FOURS = odd(4);
  private static final VectorMask<Double> ODD_TWOS = odd(2);
  private static final VectorMask<Double> ODD_ONES = odd(1);

  private SimdTransposition() {}

  /** Exchanges neighboring groups of lanes. */
  private static VectorShuffle<Double> exchange(int group) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ group) % DoubleLanes.COUNT);
  }

  /** Every other group of lanes. */
  private static VectorMask<Double> odd(int group) {
    boolean[] lanes = new boolean[DoubleLanes.COUNT];
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = (lane & group) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }

  /**
   * Transposes eight columns.
   *
   * @param rows the rows of x, a multiple of eight
   * @param x the array with the rows
   * @param at what the places count from
   * @param places where rows of x start
   * @param from the place of the first row
   * @param y receives the columns as rows
   * @param y0 where the first starts
   * @param yStride the distance between them
   */
  static void run(
      int rows, double[] x, int at, int[] places, int from, double[] y, int y0, int yStride) {
    for (int i = 0; i < rows; i += SIZE) {
      int row = from + i;
      DoubleVector r0 = DoubleVector.fromArray(SPECIES, x, at + places[row]);
      DoubleVector r1 = DoubleVector.fromArray(SPECIES, x, at + places[row + 1]);
      DoubleVector r2 = DoubleVector.fromArray(SPECIES, x, at + places[row + 2]);
      DoubleVector r3 = DoubleVector.fromArray(SPECIES, x, at + places[row + 3]);
      DoubleVector r4 = DoubleVector.fromArray(SPECIES, x, at + places[row + 4]);
      DoubleVector r5 = DoubleVector.fromArray(SPECIES, x, at + places[row + 5]);
      DoubleVector r6 = DoubleVector.fromArray(SPECIES, x, at + places[row + 6]);
      DoubleVector r7 = DoubleVector.fromArray(SPECIES, x, at + places[row + 7]);
      DoubleVector a0 = r0.blend(r4.rearrange(BY_FOURS), ODD_FOURS);
      DoubleVector a4 = r0.rearrange(BY_FOURS).blend(r4, ODD_FOURS);
      DoubleVector a1 = r1.blend(r5.rearrange(BY_FOURS), ODD_FOURS);
      DoubleVector a5 = r1.rearrange(BY_FOURS).blend(r5, ODD_FOURS);
      DoubleVector a2 = r2.blend(r6.rearrange(BY_FOURS), ODD_FOURS);
      DoubleVector a6 = r2.rearrange(BY_FOURS).blend(r6, ODD_FOURS);
      DoubleVector a3 = r3.blend(r7.rearrange(BY_FOURS), ODD_FOURS);
      DoubleVector a7 = r3.rearrange(BY_FOURS).blend(r7, ODD_FOURS);
      DoubleVector b0 = a0.blend(a2.rearrange(BY_TWOS), ODD_TWOS);
      DoubleVector b2 = a0.rearrange(BY_TWOS).blend(a2, ODD_TWOS);
      DoubleVector b1 = a1.blend(a3.rearrange(BY_TWOS), ODD_TWOS);
      DoubleVector b3 = a1.rearrange(BY_TWOS).blend(a3, ODD_TWOS);
      DoubleVector b4 = a4.blend(a6.rearrange(BY_TWOS), ODD_TWOS);
      DoubleVector b6 = a4.rearrange(BY_TWOS).blend(a6, ODD_TWOS);
      DoubleVector b5 = a5.blend(a7.rearrange(BY_TWOS), ODD_TWOS);
      DoubleVector b7 = a5.rearrange(BY_TWOS).blend(a7, ODD_TWOS);
      DoubleVector c0 = b0.blend(b1.rearrange(BY_ONES), ODD_ONES);
      DoubleVector c1 = b0.rearrange(BY_ONES).blend(b1, ODD_ONES);
      DoubleVector c2 = b2.blend(b3.rearrange(BY_ONES), ODD_ONES);
      DoubleVector c3 = b2.rearrange(BY_ONES).blend(b3, ODD_ONES);
      DoubleVector c4 = b4.blend(b5.rearrange(BY_ONES), ODD_ONES);
      DoubleVector c5 = b4.rearrange(BY_ONES).blend(b5, ODD_ONES);
      DoubleVector c6 = b6.blend(b7.rearrange(BY_ONES), ODD_ONES);
      DoubleVector c7 = b6.rearrange(BY_ONES).blend(b7, ODD_ONES);
      int to = y0 + i;
      c0.intoArray(y, to);
      to += yStride;
      c1.intoArray(y, to);
      to += yStride;
      c2.intoArray(y, to);
      to += yStride;
      c3.intoArray(y, to);
      to += yStride;
      c4.intoArray(y, to);
      to += yStride;
      c5.intoArray(y, to);
      to += yStride;
      c6.intoArray(y, to);
      to += yStride;
      c7.intoArray(y, to);
    }
  }
}
