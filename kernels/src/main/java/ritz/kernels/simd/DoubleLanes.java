// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The lane width of this run, and sums over lanes. */
final class DoubleLanes {
  static final VectorSpecies<Double> SPECIES = VectorSpecies.of(double.class, LaneShape.SHAPE);
  static final int COUNT = SPECIES.length();

  private DoubleLanes() {}

  /**
   * The sum over the lanes in a fixed order; {@code reduceLanes} would give other bits interpreted
   * than compiled.
   */
  static double sum(DoubleVector v) {
    double sum = v.lane(0) + v.lane(1);
    if (COUNT >= 4) {
      sum += v.lane(2) + v.lane(3);
    }
    if (COUNT >= 8) {
      sum += (v.lane(4) + v.lane(5)) + (v.lane(6) + v.lane(7));
    }
    if (COUNT >= 16) {
      sum += (v.lane(8) + v.lane(9)) + (v.lane(10) + v.lane(11));
      sum += (v.lane(12) + v.lane(13)) + (v.lane(14) + v.lane(15));
    }
    for (int i = 16; i < COUNT; i++) {
      sum += v.lane(i);
    }
    return sum;
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
