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
    for (int round = 0; round < BLOCK; round++) {
      for (int j = 0; j < BLOCK; j++) {
        findRotation(r, BLOCK * round + j, j, (j + round) & 3);
      }
      for (int j = 1; j < BLOCK; j++) {
        for (int i = 0; i < j; i++) {
          carry(r, round, i, j);
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
  private static void findRotation(BlockRotations r, int at, int j, int k) {
    double product = r.xy[at];
    double xSquare = r.xx[j];
    double ySquare = r.yy[k];
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
    r.squaredCosines[j] += product * product * weight;
    r.squaredTurns[j] += (xTurn * xTurn + yTurn * yTurn) * weight;
    double change = quotient * (mean * both) * product;
    r.xx[j] = xSquare - change * ratio;
    r.yy[k] = ySquare + change * inverse;
    r.xy[at] = 0;
  }

  /** The products between the i-th and the j-th pair of a round, after both have been rotated. */
  private static void carry(BlockRotations r, int round, int i, int j) {
    int iPartner = (i + round) & 3;
    int jPartner = (j + round) & 3;
    int ij = BlockRotations.index(i, jPartner);
    int ji = BlockRotations.index(j, iPartner);
    double xShear = r.xShears[BLOCK * round + i];
    double yShear = r.yShears[BLOCK * round + i];
    double a = r.xx[BlockRotations.index(i, j)];
    double b = r.xy[ij];
    double c = r.xy[ji];
    double d = r.yy[BlockRotations.index(iPartner, jPartner)];
    a += xShear * c;
    b += xShear * d;
    c += yShear * a;
    d += yShear * b;
    a += xShear * c;
    b += xShear * d;
    xShear = r.xShears[BLOCK * round + j];
    yShear = r.yShears[BLOCK * round + j];
    a += xShear * b;
    c += xShear * d;
    b += yShear * a;
    d += yShear * c;
    a += xShear * b;
    c += xShear * d;
    r.xy[ij] = b;
    r.xy[ji] = c;
    r.xx[BlockRotations.index(i, j)] = a;
    r.xx[BlockRotations.index(j, i)] = a;
    r.yy[BlockRotations.index(iPartner, jPartner)] = d;
    r.yy[BlockRotations.index(jPartner, iPartner)] = d;
  }
}
