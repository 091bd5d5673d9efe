// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.BlockRotations;
import ritz.kernels.backend.PlainRotations;

/**
 * How {@link BlockRotations} are found, with the four pairs of a round in the first lanes of a
 * vector; what the others hold plays no part.
 */
final class SimdRotations {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final VectorShuffle<Double> NEXT = byFours(1);
  private static final VectorShuffle<Double> OPPOSITE = byFours(2);
  private static final VectorShuffle<Double> LAST = byFours(3);

  private SimdRotations() {}

  /** Takes lane j from lane j + distance, cyclically among four. */
  private static VectorShuffle<Double> byFours(int distance) {
    return VectorShuffle.fromOp(SPECIES, j -> (j & ~3) | ((j + distance) & 3));
  }

  /**
   * Finds the rotations. After each round the y are numbered anew, the second as the first, so that
   * the pairs of the next round have equal numbers again; after four rounds all is as it was.
   */
  static void find(BlockRotations r) {
    DoubleVector xSquares = DoubleVector.fromArray(SPECIES, r.xx, 0);
    DoubleVector xNext = DoubleVector.fromArray(SPECIES, r.xx, 4);
    DoubleVector xOpposite = DoubleVector.fromArray(SPECIES, r.xx, 8);
    DoubleVector ySquares = DoubleVector.fromArray(SPECIES, r.yy, 0);
    DoubleVector yNext = DoubleVector.fromArray(SPECIES, r.yy, 4);
    DoubleVector yOpposite = DoubleVector.fromArray(SPECIES, r.yy, 8);
    DoubleVector product = DoubleVector.fromArray(SPECIES, r.xy, 0);
    DoubleVector next = DoubleVector.fromArray(SPECIES, r.xy, 4);
    DoubleVector opposite = DoubleVector.fromArray(SPECIES, r.xy, 8);
    DoubleVector last = DoubleVector.fromArray(SPECIES, r.xy, 12);
    DoubleVector squaredCosines = DoubleVector.zero(SPECIES);
    DoubleVector squaredTurns = DoubleVector.zero(SPECIES);
    for (int at = 0; at < 16; at += 4) {
      // See PlainRotations for the formulas.
      DoubleVector ratio = DoubleVector.fromArray(SPECIES, r.ratios, at);
      DoubleVector inverse = DoubleVector.fromArray(SPECIES, r.inverseRatios, at);
      DoubleVector gap = ySquares.mul(ratio).sub(xSquares.mul(inverse));
      DoubleVector twice = product.add(product);
      DoubleVector root = gap.mul(gap).add(twice.mul(twice)).sqrt();
      DoubleVector sum = gap.abs().add(root);
      DoubleVector mean = sum.mul(root).mul(2).sqrt();
      DoubleVector both = sum.add(mean);
      LongVector sign = gap.reinterpretAsLongs().lanewise(VectorOperators.AND, Long.MIN_VALUE);
      twice = twice.reinterpretAsLongs().lanewise(VectorOperators.XOR, sign).reinterpretAsDoubles();
      DoubleVector quotient = twice.div(sum.mul(mean).mul(both).add(PlainRotations.TINY));
      DoubleVector sine = quotient.mul(sum.mul(both));
      DoubleVector half = quotient.mul(sum.mul(mean)).neg();
      DoubleVector xShear = half.mul(ratio);
      DoubleVector yShear = sine.mul(inverse);
      half.intoArray(r.halfTangents, at);
      sine.intoArray(r.sines, at);
      xShear.intoArray(r.xShears, at);
      yShear.intoArray(r.yShears, at);

      DoubleVector squares = xSquares.mul(ySquares).add(PlainRotations.TINY);
      DoubleVector weight = DoubleVector.broadcast(SPECIES, 1).div(squares);
      DoubleVector xTurn = xShear.add(xShear).mul(ySquares);
      DoubleVector yTurn = yShear.mul(xSquares);
      squaredTurns = squaredTurns.add(xTurn.mul(xTurn).add(yTurn.mul(yTurn)).mul(weight));
      squaredCosines = squaredCosines.add(product.mul(product).mul(weight));

      DoubleVector change = quotient.mul(mean.mul(both)).mul(product);
      xSquares = xSquares.sub(change.mul(ratio));
      ySquares = ySquares.add(change.mul(inverse));

      // The products of pair j with pair j + 1, rotated from the left, then from the right.
      DoubleVector c = last.rearrange(NEXT);
      xNext = c.fma(xShear, xNext);
      next = yNext.fma(xShear, next);
      c = xNext.fma(yShear, c);
      yNext = next.fma(yShear, yNext);
      xNext = c.fma(xShear, xNext);
      next = yNext.fma(xShear, next);
      DoubleVector otherX = xShear.rearrange(NEXT);
      DoubleVector otherY = yShear.rearrange(NEXT);
      xNext = next.fma(otherX, xNext);
      c = yNext.fma(otherX, c);
      next = xNext.fma(otherY, next);
      yNext = c.fma(otherY, yNext);
      xNext = next.fma(otherX, xNext);
      c = yNext.fma(otherX, c);
      last = c.rearrange(LAST);

      // The same with pair j + 2.
      c = opposite.rearrange(OPPOSITE);
      xOpposite = c.fma(xShear, xOpposite);
      opposite = yOpposite.fma(xShear, opposite);
      c = xOpposite.fma(yShear, c);
      yOpposite = opposite.fma(yShear, yOpposite);
      xOpposite = c.fma(xShear, xOpposite);
      opposite = yOpposite.fma(xShear, opposite);
      otherX = xShear.rearrange(OPPOSITE);
      otherY = yShear.rearrange(OPPOSITE);
      xOpposite = opposite.fma(otherX, xOpposite);
      c = yOpposite.fma(otherX, c);
      opposite = xOpposite.fma(otherY, opposite);
      yOpposite = c.fma(otherY, yOpposite);
      xOpposite = opposite.fma(otherX, xOpposite);

      product = next;
      next = opposite;
      opposite = last;
      last = DoubleVector.zero(SPECIES);
      ySquares = ySquares.rearrange(NEXT);
      yNext = yNext.rearrange(NEXT);
      yOpposite = yOpposite.rearrange(NEXT);
    }
    xSquares.intoArray(r.xx, 0);
    xNext.intoArray(r.xx, 4);
    xOpposite.intoArray(r.xx, 8);
    xNext.rearrange(LAST).intoArray(r.xx, 12);
    ySquares.intoArray(r.yy, 0);
    yNext.intoArray(r.yy, 4);
    yOpposite.intoArray(r.yy, 8);
    yNext.rearrange(LAST).intoArray(r.yy, 12);
    squaredCosines.intoArray(r.squaredCosines, 0);
    squaredTurns.intoArray(r.squaredTurns, 0);
  }
}
