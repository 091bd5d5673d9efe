// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;

/** How {@link BlockRotations} are found, in plain Java. */
public final class PlainRotations {
  private static final int BLOCK = BlockRotations.BLOCK;

  /** Is nothing beside any other number here, and keeps zero over zero from being asked for. */
  public static final double TINY = 0x1p-1000;

  private PlainRotations() {}

  /**
   * Finds the rotations; see {@link JacobiKernels#find}.
   *
   * @param r the products and scales, and what receives the rotations
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
   * The angle a that makes x and y orthogonal: tan 2a = 2 x'y / (y'y - x'x), a at most 45 degrees.
   * With g the gap y'y - x'x, h = sqrt(g² + (2 x'y)²), u = |g| + h and v = sqrt(2 h u), and the
   * sign of g,
   *
   * <pre>
   *   tan a = ± 2 x'y / u,   sin a = ± 2 x'y / v,   tan a/2 = ± 2 x'y / (u + v).
   * </pre>
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
    double ratio = r.ratios[at];
    double inverse = r.inverseRatios[at];
    double gap = ySquare * ratio - xSquare * inverse;
    double twice = product + product;
    double root = Math.sqrt(gap * gap + twice * twice);
    double sum = Math.abs(gap) + root;
    double mean = Math.sqrt(sum * root * 2);
    double both = sum + mean;
    double quotient = (gap < 0 ? -twice : twice) / (sum * mean * both + TINY);
    double sine = quotient * (sum * both);
    double half = -(quotient * (sum * mean));
    r.sines[at] = sine;
    r.halfTangents[at] = half;
    r.xShears[at] = half * ratio;
    r.yShears[at] = sine * inverse;
    double weight = 1 / (xSquare * ySquare + TINY);
    double xTurn = (r.xShears[at] + r.xShears[at]) * ySquare;
    double yTurn = r.yShears[at] * xSquare;
    r.squaredCosines[BLOCK * two + j] += product * product * weight;
    r.squaredTurns[BLOCK * two + j] += (xTurn * xTurn + yTurn * yTurn) * weight;
    double change = quotient * (mean * both) * product;
    xx[xAt] = xSquare - change * ratio;
    yy[yAt] = ySquare + change * inverse;
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
    a += xShear * c;
    b += xShear * d;
    xShear = r.xShears[BlockRotations.index(two, j, jPartner)];
    yShear = r.yShears[BlockRotations.index(two, j, jPartner)];
    a += xShear * b;
    c += xShear * d;
    b += yShear * a;
    d += yShear * c;
    a += xShear * b;
    c += xShear * d;
    r.xy[ij] = b;
    r.xy[ji] = c;
    xx[BlockRotations.squareIndex(i, j)] = a;
    xx[BlockRotations.squareIndex(j, i)] = a;
    yy[BlockRotations.squareIndex(iPartner, jPartner)] = d;
    yy[BlockRotations.squareIndex(jPartner, iPartner)] = d;
  }
}
