// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;

/** How {@link BlockRotations} are found, in plain Java. */
public final class PlainRotations {
  private static final int BLOCK = BlockRotations.BLOCK;

  /** Is nothing beside any other number here, and keeps zero over zero from being asked for. */
  public static final double TINY = 0x1p-500;

  private PlainRotations() {}

  /**
   * Finds the rotations; see {@link JacobiKernels#find}.
   *
   * @param r the products, weights and scales, and what receives the rotations
   */
  public static void find(BlockRotations r) {
    Arrays.fill(r.squaredCosines, 0);
    Arrays.fill(r.squaredTurns, 0);
    for (int two = 0; two < BlockRotations.PAIRS; two++) {
      for (int round = 0; round < BLOCK; round++) {
        for (int j = 0; j < BLOCK; j++) {
          findRotation(r, two, j, (j + round) & 3);
        }
        for (int j = 1; j < BLOCK; j++) {
          for (int i = 0; i < j; i++) {
            carry(r, two, round, i, j);
          }
        }
      }
    }
  }

  /**
   * The angle a that makes x and y orthogonal: tan 2a = 2 x'y / (y'y - x'x), a at most 45 degrees,
   * so with g the gap y'y - x'x,
   *
   * <pre>
   *   tan a = ± 2 |x'y| / (|g| + sqrt(g² + (2 x'y)²))
   * </pre>
   *
   * <p>with the sign of g x'y. Here, products and squares of the columns themselves are those of
   * the x, times the roots of both weights, and over both 2^p.
   */
  private static void findRotation(BlockRotations r, int two, int j, int k) {
    int at = BlockRotations.index(two, j, k);
    int xAt = BlockRotations.squareIndex(j, j);
    int yAt = BlockRotations.squareIndex(k, k);
    double[] xx = r.xx[two];
    double[] yy = r.yy[two];
    double product = r.xy[at];
    double xSquare = xx[xAt];
    double ySquare = yy[yAt];
    double xWeight = xx[BlockRotations.WEIGHTS_START + j];
    double yWeight = yy[BlockRotations.WEIGHTS_START + k];
    double gap = ySquare * (yWeight * r.ratios[at]) - xSquare * (xWeight * r.inverseRatios[at]);
    double twice = product + product;
    double root = Math.sqrt(gap * gap + twice * twice * (xWeight * yWeight));
    double tangent = (gap < 0 ? -twice : twice) / (Math.abs(gap) + root + TINY);
    double xTangent = tangent * yWeight;
    double yTangent = tangent * xWeight;
    double inverseSquare = 1 + xTangent * yTangent;
    double squaredCosine = 1 / inverseSquare;
    r.plainXShears[at] = -xTangent;
    r.plainYShears[at] = yTangent * squaredCosine;
    r.xShears[at] = r.plainXShears[at] * r.ratios[at];
    r.yShears[at] = r.plainYShears[at] * r.inverseRatios[at];
    double xTurn = xTangent * r.ratios[at] * ySquare;
    double yTurn = yTangent * r.inverseRatios[at] * xSquare;
    double weight = 1 / (xSquare * ySquare + TINY);
    r.squaredCosines[BLOCK * two + j] += product * product * weight;
    r.squaredTurns[BLOCK * two + j] += (xTurn * xTurn + yTurn * yTurn) * weight;
    xx[xAt] = (xSquare - xTangent * r.ratios[at] * product) * inverseSquare;
    yy[yAt] = (ySquare + yTangent * r.inverseRatios[at] * product) * squaredCosine;
    xx[BlockRotations.WEIGHTS_START + j] = xWeight * squaredCosine;
    yy[BlockRotations.WEIGHTS_START + k] = yWeight * inverseSquare;
    r.xy[at] = 0;
  }

  /** The products between the i-th and the j-th pair of a round, after both have been rotated. */
  private static void carry(BlockRotations r, int two, int round, int i, int j) {
    double[] xx = r.xx[two];
    double[] yy = r.yy[two];
    int iPartner = (i + round) & 3;
    int jPartner = (j + round) & 3;
    int ij = BlockRotations.index(two, i, jPartner);
    int ji = BlockRotations.index(two, j, iPartner);
    double xShear = r.xShears[BlockRotations.index(two, i, iPartner)];
    double yShear = r.yShears[BlockRotations.index(two, i, iPartner)];
    double a = xx[BlockRotations.squareIndex(i, j)];
    double b = r.xy[ij];
    double c = r.xy[ji];
    double d = yy[BlockRotations.squareIndex(iPartner, jPartner)];
    a += xShear * c;
    b += xShear * d;
    c += yShear * a;
    d += yShear * b;
    xShear = r.xShears[BlockRotations.index(two, j, jPartner)];
    yShear = r.yShears[BlockRotations.index(two, j, jPartner)];
    a += xShear * b;
    c += xShear * d;
    b += yShear * a;
    d += yShear * c;
    r.xy[ij] = b;
    r.xy[ji] = c;
    xx[BlockRotations.squareIndex(i, j)] = a;
    xx[BlockRotations.squareIndex(j, i)] = a;
    yy[BlockRotations.squareIndex(iPartner, jPartner)] = d;
    yy[BlockRotations.squareIndex(jPartner, iPartner)] = d;
  }
}
