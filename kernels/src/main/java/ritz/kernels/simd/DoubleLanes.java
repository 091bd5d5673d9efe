// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The lane width of this run, and sums over lanes. */
final class DoubleLanes {
  static final VectorSpecies<Double> SPECIES = VectorSpecies.of(double.class, LaneShape.SHAPE);
  static final int COUNT = SPECIES.length();

  private DoubleLanes() {}

  /** Takes lane j from lane j + distance, cyclically. */
  static VectorShuffle<Double> shift(int distance) {
    return VectorShuffle.fromOp(SPECIES, j -> (j + distance) % COUNT);
  }

  /** The sum of the lanes of a vector in memory, cheaper than taking the lanes from the vector. */
  static double sum(double[] lanes, int at) {
    double even = lanes[at];
    double odd = lanes[at + 1];
    for (int i = 2; i < COUNT; i += 2) {
      even += lanes[at + i];
      odd += lanes[at + i + 1];
    }
    return even + odd;
  }
}
