// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.koopman.dmd.Factorizations.Svd;

/**
 * Total least squares (Hemati, Rowley, Deem, Cattafesta, "De-biasing the dynamic mode
 * decomposition", Theor. Comput. Fluid Dyn. 31, 2017): X and Y are projected on the span of the
 * leading right singular vectors of [X; Y], whose rows then lie in one space of dimension k, and
 * the least-squares map is taken between the projections.
 */
final class TotalLeastSquares extends Regression {
  @Override
  RitzSpace space(SnapshotPairs pairs, RankRule rule) {
    Svd own = RitzSpace.svdOf(pairs);
    int rank = rule.limit(own.sigma(), pairs);
    int r = pairs.x().rows();
    Dense stacked = pairs.x().zeros(2 * r, pairs.count());
    stacked.setBlock(0, 0, pairs.x());
    stacked.setBlock(r, 0, pairs.y());
    Dense v = Factorizations.svd(stacked).v();
    Dense leading = v.columns(0, Math.min(rank, v.columns()));
    // Coordinates in the span of V stand for the projections: the map between them is the same.
    SnapshotPairs projected = pairs.with(pairs.x().times(leading), pairs.y().times(leading));
    RitzSpace space = RitzSpace.leastSquares(projected, RankRule.largest(rank));
    return new RitzSpace(space.u(), space.b(), space.s(), own.sigma());
  }
}
