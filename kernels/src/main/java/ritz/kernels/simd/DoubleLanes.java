// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The lane width of this run, and sums over lanes. */
final class DoubleLanes {
  static final VectorSpecies<Double> SPECIES = VectorSpecies.of(double.class, LaneShape.SHAPE);
  static final int COUNT = SPECIES.length();

  static {
    for (int round = 0; round < LaneShape.ROUNDS; round++) {
      sum(DoubleVector.zero(SPECIES));
    }
  }

  private DoubleLanes() {}

  /**
   * The sum over the lanes in a fixed order; {@code reduceLanes} would give other bits interpreted
   * than compiled.
   */
  static double sum(DoubleVector v) {
    return COUNT <= 4 ? sumOfFew(v) : sumOfMany(v);
  }

  private static double sumOfFew(DoubleVector v) {
    return COUNT == 2 ? v.lane(0) + v.lane(1) : firstQuad(v);
  }

  private static double sumOfMany(DoubleVector v) {
    return COUNT == 8 ? firstEight(v) : sumOfMost(v);
  }

  private static double sumOfMost(DoubleVector v) {
    return addRest(firstEight(v) + thirdQuad(v) + fourthQuad(v), v);
  }

  private static double addRest(double start, DoubleVector v) {
    double sum = start;
    for (int i = 16; i < COUNT; i++) {
      sum += v.lane(i);
    }
    return sum;
  }

  private static double firstEight(DoubleVector v) {
    return firstQuad(v) + ((v.lane(4) + v.lane(5)) + (v.lane(6) + v.lane(7)));
  }

  private static double firstQuad(DoubleVector v) {
    return (v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3));
  }

  private static double thirdQuad(DoubleVector v) {
    return (v.lane(8) + v.lane(9)) + (v.lane(10) + v.lane(11));
  }

  private static double fourthQuad(DoubleVector v) {
    return (v.lane(12) + v.lane(13)) + (v.lane(14) + v.lane(15));
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
