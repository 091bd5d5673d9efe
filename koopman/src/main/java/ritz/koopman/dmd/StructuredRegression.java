// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Matrix;
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
    if (!pairs.x().isReal()) {
      throw new IllegalArgumentException(
          "snapshots: complex, expected real ones for a structured map");
    }
    Svd svd = RitzSpace.svdOf(pairs);
    RitzSpace space = RitzSpace.of(svd, rule.limit(svd.sigma(), pairs), pairs.y());
    Matrix u = space.u().real();
    if (structure.needsStates()) {
      Matrix map = structure.fit(pairs.x().real(), pairs.y().real());
      return space.withMap(Dense.of(u.transposeTimes(map.times(u))));
    }
    return space.withMap(
        Dense.of(
            structure.fit(u.transposeTimes(pairs.x().real()), u.transposeTimes(pairs.y().real()))));
  }
}
