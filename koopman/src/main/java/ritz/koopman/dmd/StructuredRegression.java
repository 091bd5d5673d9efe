// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.koopman.dmd.Factorizations.Svd;

/**
 * The map of a {@link Structure} that fits best, seen on the leading singular vectors of X. The
 * residuals are those of its eigenpairs in the data, as for every other regression: they tell how
 * well the structure fits.
 */
final class StructuredRegression extends Regression {
  private final Structure structure;

  StructuredRegression(Structure structure) {
    this.structure = structure;
  }

  @Override
  boolean needsStates() {
    return structure.needsStates();
  }

  @Override
  RitzSpace space(SnapshotPairs pairs, RankRule rule) {
    Svd svd = RitzSpace.svdOf(pairs);
    RitzSpace space = RitzSpace.of(svd, rule.limit(svd.sigma(), pairs), pairs.y());
    Dense u = space.u();
    if (structure.needsStates()) {
      return space.withMap(u.adjointTimes(structure.fit(pairs.x(), pairs.y()).times(u)));
    }
    return space.withMap(structure.fit(u.adjointTimes(pairs.x()), u.adjointTimes(pairs.y())));
  }
}
