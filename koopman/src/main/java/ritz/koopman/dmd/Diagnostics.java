// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/**
 * What a method found out on the way.
 *
 * @param singularValues those of the snapshots that the rank was decided on, all of them, falling;
 *     empty for a method that has none
 * @param imageNorm the norm of A on the subspace of the modes, the yardstick of the residuals
 * @param modeCondition the condition of the eigenvectors
 * @param inconsistentPairs the pairs that no linear map explains
 * @param standardErrors whether the residuals are standard errors of the eigenvalues
 */
record Diagnostics(
    double[] singularValues,
    double imageNorm,
    double modeCondition,
    int[] inconsistentPairs,
    boolean standardErrors) {
  /** For residuals that are residuals. */
  Diagnostics(
      double[] singularValues, double imageNorm, double modeCondition, int[] inconsistentPairs) {
    this(singularValues, imageNorm, modeCondition, inconsistentPairs, false);
  }

  static Diagnostics of(RitzSpace space, RitzPairs pairs, SnapshotPairs snapshots) {
    return new Diagnostics(
        space.singularValues(),
        space.b().frobeniusNorm(),
        conditionOf(pairs, space.s().isReal()),
        snapshots.inconsistent());
  }

  /**
   * The ratio of the largest to the smallest singular value of the vectors, infinite if that is
   * zero.
   */
  static double conditionOf(RitzPairs pairs, boolean real) {
    return new RealForm(pairs.eigenvalues(), real).condition(pairs.vectors());
  }
}
