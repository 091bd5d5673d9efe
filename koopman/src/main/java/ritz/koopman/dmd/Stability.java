// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.List;

/** What the eigenvalues say about the long run. */
public enum Stability {
  /** Every mode decays, by more than its residual leaves open. */
  DECAYING,
  /** The slowest mode cannot be told from one that lasts. */
  NEUTRAL,
  /** A mode grows, by more than its residual leaves open. */
  GROWING;

  /** A mode with a larger share of the norm of the map as its residual is noise. */
  private static final double TRUSTED = 0.1;

  private static final double LARGEST_CONDITION = 1e10;

  /**
   * The verdict on a result. Of the modes with a residual below a tenth of {@link
   * DmdResult#imageNorm()}, each eigenvalue counts as known to its residual, which is right for
   * maps that are close to normal.
   *
   * @param result the result
   * @return the verdict; neutral if no mode can be trusted
   */
  public static Stability of(DmdResult result) {
    double rounding = 100 * Math.ulp(1.0) * Math.min(result.modeCondition(), LARGEST_CONDITION);
    List<DmdMode> trusted =
        result.modeList().stream()
            .filter(mode -> mode.residual() < TRUSTED * result.imageNorm())
            .toList();
    if (trusted.stream().anyMatch(m -> m.eigenvalue().abs() - m.residual() - rounding > 1)) {
      return GROWING;
    }
    boolean decays =
        trusted.stream().allMatch(m -> m.eigenvalue().abs() + m.residual() + rounding < 1);
    return decays && !trusted.isEmpty() ? DECAYING : NEUTRAL;
  }
}
