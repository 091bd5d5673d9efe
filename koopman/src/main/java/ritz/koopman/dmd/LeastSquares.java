// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/** The map A that minimizes |Y - A X|, by its Rayleigh quotient (LAPACK's xGEDMD). */
final class LeastSquares extends Regression {
  @Override
  RitzSpace space(SnapshotPairs pairs, RankRule rule) {
    return RitzSpace.leastSquares(pairs, rule);
  }
}
