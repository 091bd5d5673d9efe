// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.Selection;

/**
 * The one vector shape of this run, and what must happen before the first kernel is compiled.
 *
 * <p>The Vector API looks up what an operation is in small methods that are inlined wherever an
 * operation stands ({@code VectorOperators.opKind}, {@code ImplCache.find}). Compiled after one
 * kind of operation has been seen, such a method traps on the next kind, up to four times. C2
 * counts the traps of a method again for every place where it is inlined: with three of them, 48
 * multiply-adds come to 144, which is beyond the 100 of {@code PerMethodTrapLimit}; from there on
 * it compiles type checks with a slow path, and the vectors that meet there are allocated for as
 * long as the JVM lives. So every kind of operation is used until profiles know them all, and every
 * operation of the kernels once.
 *
 * <p>A vector that crosses a call is allocated too. C2 inlines a method of ours only if it has been
 * called 250 times ({@code MinInliningThreshold}), is no longer than 35 bytes ({@code
 * MaxInlineSize}) or stands in a loop that turns often, and while the caller has less than 18 000
 * nodes ({@code NodeCountInliningCutoff}), which some fifty operations use up; it always inlines
 * the Vector API. From JDK 18 on a call must also have been profiled in a hundredth of its caller's
 * calls ({@code MinInlineFrequencyRatio}). So kernels hold their bodies, outside of loops too, and
 * the methods on vectors that remain are short and in loops.
 */
final class LaneShape {
  static final VectorShape SHAPE = shape();

  /** Twice the calls after which HotSpot begins to record types. */
  private static final int ROUNDS = 400;

  static {
    useKinds();
    useFloatingPoint();
    useIntegers();
  }

  private LaneShape() {}

  private static VectorShape shape() {
    return switch (Selection.forcedBits()) {
      case 128 -> VectorShape.S_128_BIT;
      case 256 -> VectorShape.S_256_BIT;
      case 512 -> VectorShape.S_512_BIT;
      default -> VectorShape.preferredShape();
    };
  }

  private static void useKinds() {
    DoubleVector x = DoubleVector.zero(VectorSpecies.of(double.class, SHAPE));
    for (int round = 0; round < ROUNDS; round++) {
      x.neg().add(x).sub(x).fma(x, x);
    }
  }

  private static void useFloatingPoint() {
    DoubleVector x = DoubleVector.zero(VectorSpecies.of(double.class, SHAPE));
    x.abs().neg().sqrt().add(x).sub(x).mul(x).div(x).min(x).max(x).fma(x, x);
    x.reduceLanes(VectorOperators.MAX);
    x.rearrange(VectorShuffle.iota(x.species(), 0, 1, true)).blend(x, x.species().maskAll(true));
    FloatVector y = FloatVector.zero(VectorSpecies.of(float.class, SHAPE));
    y.abs().neg().sqrt().add(y).sub(y).mul(y).div(y).min(y).max(y).fma(y, y);
    y.reduceLanes(VectorOperators.MAX);
  }

  private static void useIntegers() {
    LongVector x = LongVector.zero(VectorSpecies.of(long.class, SHAPE));
    x.lanewise(VectorOperators.AND, x).lanewise(VectorOperators.XOR, x);
    IntVector y = IntVector.zero(VectorSpecies.of(int.class, SHAPE));
    y.add(y).sub(y).lanewise(VectorOperators.LSHL, 1).lanewise(VectorOperators.ASHR, 1);
    y.lanewise(VectorOperators.AND, y)
        .lanewise(VectorOperators.OR, y)
        .lanewise(VectorOperators.XOR, y);
  }
}
