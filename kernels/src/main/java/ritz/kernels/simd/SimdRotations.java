// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.BlockRotations;
import ritz.kernels.backend.PlainRotations;

/**
 * How {@link BlockRotations} are found, with the four pairs of a round in four lanes of a vector:
 * those of both pairs of blocks in one vector of eight lanes, or of one in one of four.
 */
final class SimdRotations {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final VectorShuffle<Double> NEXT = byFours(1);
  private static final VectorShuffle<Double> OPPOSITE = byFours(2);
  private static final VectorShuffle<Double> LAST = byFours(3);

  /** The lanes of the second pair of blocks. */
  private static final VectorMask<Double> SECOND =
      VectorMask.fromLong(SPECIES, DoubleLanes.COUNT == 8 ? 0xf0 : 0);

  private static final int START = BlockRotations.SQUARES_START;

  private SimdRotations() {}

  /** Takes lane j from lane j + distance, cyclically among four. */
  private static VectorShuffle<Double> byFours(int distance) {
    return VectorShuffle.fromOp(SPECIES, j -> (j & ~3) | ((j + distance) & 3));
  }

  /**
   * Finds the rotations. After each round the y are numbered anew, the second as the first, so that
   * the pairs of the next round have equal numbers again; after four rounds all is as it was.
   *
   * @param first the pair of blocks in the first four lanes
   * @param second the pair of blocks in the next four, or the first again if there are no more
   */
  static void find(BlockRotations r, int first, int second) {
    double[] xx = r.xx[first];
    double[] yy = r.yy[first];
    double[] otherXx = r.xx[second];
    double[] otherYy = r.yy[second];
    int offset = 4 * first;
    DoubleVector xSquares =
        DoubleVector.fromArray(SPECIES, xx, START)
            .blend(DoubleVector.fromArray(SPECIES, otherXx, START - 4), SECOND);
    DoubleVector xNext =
        DoubleVector.fromArray(SPECIES, xx, START + 4)
            .blend(DoubleVector.fromArray(SPECIES, otherXx, START), SECOND);
    DoubleVector xOpposite =
        DoubleVector.fromArray(SPECIES, xx, START + 8)
            .blend(DoubleVector.fromArray(SPECIES, otherXx, START + 4), SECOND);
    DoubleVector xWeights =
        DoubleVector.fromArray(SPECIES, xx, START + 16)
            .blend(DoubleVector.fromArray(SPECIES, otherXx, START + 12), SECOND);
    DoubleVector ySquares =
        DoubleVector.fromArray(SPECIES, yy, START)
            .blend(DoubleVector.fromArray(SPECIES, otherYy, START - 4), SECOND);
    DoubleVector yNext =
        DoubleVector.fromArray(SPECIES, yy, START + 4)
            .blend(DoubleVector.fromArray(SPECIES, otherYy, START), SECOND);
    DoubleVector yOpposite =
        DoubleVector.fromArray(SPECIES, yy, START + 8)
            .blend(DoubleVector.fromArray(SPECIES, otherYy, START + 4), SECOND);
    DoubleVector yWeights =
        DoubleVector.fromArray(SPECIES, yy, START + 16)
            .blend(DoubleVector.fromArray(SPECIES, otherYy, START + 12), SECOND);
    DoubleVector product = DoubleVector.fromArray(SPECIES, r.xy, offset);
    DoubleVector next = DoubleVector.fromArray(SPECIES, r.xy, offset + 8);
    DoubleVector opposite = DoubleVector.fromArray(SPECIES, r.xy, offset + 16);
    DoubleVector last = DoubleVector.fromArray(SPECIES, r.xy, offset + 24);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector squaredCosines = DoubleVector.zero(SPECIES);
    DoubleVector squaredTurns = DoubleVector.zero(SPECIES);
    for (int at = offset; at < 32; at += 8) {
      // See PlainRotations for the formulas.
      DoubleVector ratio = DoubleVector.fromArray(SPECIES, r.ratios, at);
      DoubleVector inverse = DoubleVector.fromArray(SPECIES, r.inverseRatios, at);
      DoubleVector gap = ySquares.mul(yWeights.mul(ratio)).sub(xSquares.mul(xWeights.mul(inverse)));
      DoubleVector twice = product.add(product);
      DoubleVector root = twice.mul(twice).fma(xWeights.mul(yWeights), gap.mul(gap)).sqrt();
      LongVector sign = gap.reinterpretAsLongs().lanewise(VectorOperators.AND, Long.MIN_VALUE);
      twice = twice.reinterpretAsLongs().lanewise(VectorOperators.XOR, sign).reinterpretAsDoubles();
      DoubleVector tangent = twice.div(gap.abs().add(PlainRotations.TINY).add(root));
      DoubleVector xTangent = tangent.mul(yWeights);
      DoubleVector yTangent = tangent.mul(xWeights);
      DoubleVector inverseSquare = xTangent.fma(yTangent, one);
      DoubleVector squaredCosine = one.div(inverseSquare);
      DoubleVector plainX = xTangent.neg();
      DoubleVector plainY = yTangent.mul(squaredCosine);
      DoubleVector xShear = plainX.mul(ratio);
      DoubleVector yShear = plainY.mul(inverse);
      plainX.intoArray(r.plainXShears, at);
      plainY.intoArray(r.plainYShears, at);
      xShear.intoArray(r.xShears, at);
      yShear.intoArray(r.yShears, at);

      DoubleVector weight = one.div(xSquares.mul(ySquares).add(PlainRotations.TINY));
      yTangent = yTangent.mul(inverse);
      DoubleVector xTurn = xShear.mul(ySquares);
      DoubleVector yTurn = yTangent.mul(xSquares);
      squaredTurns = squaredTurns.add(xTurn.mul(xTurn).add(yTurn.mul(yTurn)).mul(weight));
      squaredCosines = squaredCosines.add(product.mul(product).mul(weight));

      xSquares = product.fma(xShear, xSquares).mul(inverseSquare);
      ySquares = product.fma(yTangent, ySquares).mul(squaredCosine);
      xWeights = xWeights.mul(squaredCosine);
      yWeights = yWeights.mul(inverseSquare);

      // The products of pair j with pair j + 1, rotated from the left, then from the right.
      DoubleVector c = last.rearrange(NEXT);
      xNext = c.fma(xShear, xNext);
      next = yNext.fma(xShear, next);
      c = xNext.fma(yShear, c);
      yNext = next.fma(yShear, yNext);
      DoubleVector otherX = xShear.rearrange(NEXT);
      DoubleVector otherY = yShear.rearrange(NEXT);
      xNext = next.fma(otherX, xNext);
      c = yNext.fma(otherX, c);
      next = xNext.fma(otherY, next);
      yNext = c.fma(otherY, yNext);
      last = c.rearrange(LAST);

      // The same with pair j + 2.
      c = opposite.rearrange(OPPOSITE);
      xOpposite = c.fma(xShear, xOpposite);
      opposite = yOpposite.fma(xShear, opposite);
      c = xOpposite.fma(yShear, c);
      yOpposite = opposite.fma(yShear, yOpposite);
      otherX = xShear.rearrange(OPPOSITE);
      otherY = yShear.rearrange(OPPOSITE);
      xOpposite = opposite.fma(otherX, xOpposite);
      c = yOpposite.fma(otherX, c);
      opposite = xOpposite.fma(otherY, opposite);
      yOpposite = c.fma(otherY, yOpposite);

      product = next;
      next = opposite;
      opposite = last;
      last = DoubleVector.zero(SPECIES);
      ySquares = ySquares.rearrange(NEXT);
      yWeights = yWeights.rearrange(NEXT);
      yNext = yNext.rearrange(NEXT);
      yOpposite = yOpposite.rearrange(NEXT);
    }
    DoubleVector xLast = xNext.rearrange(LAST);
    DoubleVector yLast = yNext.rearrange(LAST);
    if (second != first) {
      // The lanes that do not count are overwritten by what is stored next.
      xWeights.intoArray(otherXx, START + 12);
      xLast.intoArray(otherXx, START + 8);
      xOpposite.intoArray(otherXx, START + 4);
      xNext.intoArray(otherXx, START);
      xSquares.intoArray(otherXx, START - 4);
      yWeights.intoArray(otherYy, START + 12);
      yLast.intoArray(otherYy, START + 8);
      yOpposite.intoArray(otherYy, START + 4);
      yNext.intoArray(otherYy, START);
      ySquares.intoArray(otherYy, START - 4);
    }
    xSquares.intoArray(xx, START);
    xNext.intoArray(xx, START + 4);
    xOpposite.intoArray(xx, START + 8);
    xLast.intoArray(xx, START + 12);
    xWeights.intoArray(xx, START + 16);
    ySquares.intoArray(yy, START);
    yNext.intoArray(yy, START + 4);
    yOpposite.intoArray(yy, START + 8);
    yLast.intoArray(yy, START + 12);
    yWeights.intoArray(yy, START + 16);
    squaredCosines.intoArray(r.squaredCosines, offset);
    squaredTurns.intoArray(r.squaredTurns, offset);
  }
}
