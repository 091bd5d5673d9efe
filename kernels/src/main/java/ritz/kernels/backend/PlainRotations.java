// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/** How {@link BlockRotations} are found, in plain Java. */
public final class PlainRotations {
  private static final int BLOCK = BlockRotations.BLOCK;

  private PlainRotations() {}

  /**
   * Finds the rotations; see {@link JacobiKernels#find}.
   *
   * @param r the products and scales, and what receives the rotations
   */
  public static void find(BlockRotations r) {
    for (int round = 0; round < BLOCK; round++) {
      for (int j = 0; j < BLOCK; j++) {
        int k = (j + round) & 3;
        double ratio = ratio(r.yScales[k], r.xInverses[j]);
        findRotation(r, BLOCK * round + j, j, k, ratio, ratio(r.xScales[j], r.yInverses[k]));
      }
      for (int j = 1; j < BLOCK; j++) {
        for (int i = 0; i < j; i++) {
          carry(r, round, i, j);
        }
      }
    }
  }

  private static double ratio(double scale, double inverse) {
    double largest = BlockRotations.LARGEST_RATIO;
    return Math.max(1 / largest, Math.min(largest, scale * inverse));
  }

  /** The tangent t of the angle is the smaller root of t² + (y'y - x'x) / x'y · t = 1. */
  private static void findRotation(
      BlockRotations r, int at, int j, int k, double ratio, double inverse) {
    double product = r.xy[at];
    double xSquare = r.xx[j];
    double ySquare = r.yy[k];
    double tangent = 0;
    if (r.exceeds(product, xSquare, ySquare)) {
      double gap = ySquare * ratio - xSquare * inverse;
      double twice = product + product;
      double root = Math.sqrt(gap * gap + twice * twice);
      tangent = twice / (gap < 0 ? gap - root : gap + root);
    }
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    r.sines[at] = cosine * tangent;
    r.halfTangents[at] = -r.sines[at] / (1 + cosine);
    r.xShears[at] = r.halfTangents[at] * ratio;
    r.yShears[at] = r.sines[at] * inverse;
    if (tangent == 0) {
      return;
    }
    double squares = xSquare * ySquare;
    double xTurn = 2 * r.xShears[at] * ySquare;
    double yTurn = r.yShears[at] * xSquare;
    r.largestCosine = Math.max(r.largestCosine, product * product / squares);
    r.largestTurn = Math.max(r.largestTurn, Math.max(xTurn * xTurn, yTurn * yTurn) / squares);
    double change = tangent * product;
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
