// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Complex;
import ritz.koopman.dmd.Factorizations.Svd;

/**
 * Forward-backward DMD (Dawson, Hemati, Williams, Rowley, "Characterizing and correcting for the
 * effect of sensor noise in the dynamic mode decomposition", Exp. Fluids 57, 2016), both maps in
 * the basis of X.
 *
 * <p>With F the map forward and G the map backward there, the result is F (G F)^(-1/2), the
 * geometric mean of F and G^-1. For data without noise G F is the identity, and so with the
 * principal root this is the right branch by construction, where a root of F G^-1 would leave the
 * sign of every eigenvalue open. Where forward and backward contradict each other, G F having an
 * eigenvalue near the negative axis, the map forward is kept.
 */
final class ForwardBackward extends Regression {
  /** The angle from which an eigenvalue of the round trip is nearer to -1 than to 1 by far. */
  private static final double CONTRADICTION = 0.75 * Math.PI;

  @Override
  RitzSpace space(SnapshotPairs pairs, RankRule rule) {
    RitzSpace forward = RitzSpace.leastSquares(pairs, rule);
    Dense x = forward.u().adjointTimes(pairs.x());
    Dense y = forward.u().adjointTimes(pairs.y());
    Svd svd = Factorizations.svd(y);
    int rank = svd.rank();
    Dense backward = x.times(svd.scaledRight(rank)).timesAdjoint(svd.u().columns(0, rank));
    Dense roundTrip = backward.times(forward.s());
    return forward.withMap(
        forward.s().times(MatrixFunction.of(roundTrip, ForwardBackward::inverseRoot)));
  }

  private static Complex inverseRoot(Complex z) {
    boolean contradiction = z.abs() == 0 || Math.abs(z.arg()) > CONTRADICTION;
    return contradiction ? Complex.ONE : Complex.ONE.divide(z.sqrt());
  }
}
