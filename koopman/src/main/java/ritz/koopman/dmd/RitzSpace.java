// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.koopman.dmd.Factorizations.EigenPairs;
import ritz.koopman.dmd.Factorizations.Svd;

/**
 * The subspace that a map A is known on, and what A does there.
 *
 * <p>With X = U Sigma V' cut to rank k, the columns of U span the subspace, B = A U = Y V Sigma^-1
 * is their image, and S = U'B is the Rayleigh quotient: the map as seen from within. An eigenpair
 * (lambda, w) of S gives the Ritz pair (lambda, U w) of A with the residual |B w - lambda U w|. A
 * {@link Regression} may put another S in place of the Rayleigh quotient; the residual is the same
 * expression and tells how well the pair fits the data.
 *
 * @param u U, orthonormal, r x k
 * @param b B, r x k
 * @param s S, k x k
 * @param singularValues all of those of X, descending
 */
record RitzSpace(Dense u, Dense b, Dense s, double[] singularValues) {
  /** The least-squares map on the leading singular vectors of X. */
  static RitzSpace leastSquares(SnapshotPairs pairs, RankRule rule) {
    Svd svd = svdOf(pairs);
    return of(svd, rule.limit(svd.sigma(), pairs), pairs.y());
  }

  /** The least-squares map to Y on the leading left singular vectors of X. */
  static RitzSpace of(Svd svd, int rank, Dense y) {
    Dense u = svd.u().columns(0, rank);
    Dense b = y.times(svd.scaledRight(rank));
    return new RitzSpace(u, b, u.adjointTimes(b), svd.sigma());
  }

  /**
   * The singular value decomposition of X.
   *
   * @throws IllegalArgumentException if X is zero
   */
  static Svd svdOf(SnapshotPairs pairs) {
    Svd svd = Factorizations.svd(pairs.x());
    if (svd.sigma()[0] == 0) {
      throw new IllegalArgumentException(
          "snapshots: all that have a successor are zero, expected at least one that is not");
    }
    return svd;
  }

  /** The same space with another map in place of the Rayleigh quotient. */
  RitzSpace withMap(Dense map) {
    return new RitzSpace(u, b, map, singularValues);
  }

  int rank() {
    return s.columns();
  }

  /** The eigenpairs of S, in the order in which the eigensolver found them. */
  RitzPairs ritzPairs() {
    EigenPairs eigen = Factorizations.eigen(s);
    return RitzPairs.of(this, eigen.values(), eigen.vectors());
  }
}
