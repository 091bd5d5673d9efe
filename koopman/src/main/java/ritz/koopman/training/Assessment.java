// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import ritz.kernels.Complex;

/**
 * What a {@link TrainingMonitor} found at one epoch, and the evidence. Sizes are relative to the
 * norm of the weights. Before the window is full there is no evidence: no modes, and NaN for the
 * numbers.
 *
 * @param epoch the number of the snapshot, 0 for the first
 * @param verdict the verdict in force
 * @param tendency what this epoch taken by itself says; the verdict follows when it persists
 * @param modes the decomposition of the window, the mode with the largest part in it first
 * @param step the mean distance between the weights of successive epochs
 * @param persistence how much of a step is repeated in the next: 1 for a steady drift, 0 for steps
 *     without memory, -1/2 for noise around a point, -1 for a swing with period two
 * @param remaining the predicted distance the weights still have to go; may be infinite
 * @param drift the speed of the window's trend, per epoch
 * @param alignment the cosine of the angle between that trend and the weights; 1 when the weights
 *     do nothing but grow
 * @param epochsLeft how many epochs until the remaining distance is below the tolerance if it goes
 *     on falling as it did; 0 when it is, infinite when it does not fall
 * @param frozen the share of the weights, those that are zero apart, that did not change at all
 *     within the last half of the window; a large one tells of dead units
 */
public record Assessment(
    int epoch,
    Verdict verdict,
    Verdict tendency,
    List<Mode> modes,
    double step,
    double persistence,
    double remaining,
    double drift,
    double alignment,
    double epochsLeft,
    double frozen) {
  /** Takes a copy of the modes. */
  public Assessment {
    modes = List.copyOf(modes);
  }

  /**
   * The eigenvalues of the significant modes in a few words.
   *
   * @param count how many at most; the ones with the largest part in the weights come first
   * @return for example {@code "1.000, 0.912±0.101i"}; empty if there are none
   */
  public String leadingEigenvalues(int count) {
    return modes.stream()
        .filter(mode -> mode.significant() && mode.eigenvalue().im() >= 0)
        .limit(count)
        .map(mode -> words(mode.eigenvalue()))
        .collect(Collectors.joining(", "));
  }

  private static String words(Complex value) {
    return value.im() == 0
        ? String.format(Locale.ROOT, "%.3f", value.re())
        : String.format(Locale.ROOT, "%.3f±%.3fi", value.re(), value.im());
  }

  static Assessment of(int epoch, Verdict verdict, Verdict tendency, Evidence evidence) {
    Movement movement = evidence.movement();
    return new Assessment(
        epoch,
        verdict,
        tendency,
        evidence.modes(),
        movement.step(),
        movement.persistence(),
        evidence.remaining(),
        movement.drift(),
        movement.alignment(),
        evidence.epochsLeft(),
        evidence.frozen());
  }

  static Assessment withoutEvidence(int epoch, Verdict verdict) {
    double nan = Double.NaN;
    return new Assessment(
        epoch, verdict, Verdict.WARMING_UP, List.of(), nan, nan, nan, nan, nan, nan, nan);
  }

  /**
   * One mode of the window.
   *
   * @param eigenvalue its factor from epoch to epoch
   * @param residual the norm of A z - lambda z for its unit vector z
   * @param amplitude the norm of its part of the latest weights
   * @param significant whether the residual is small and the amplitude is not
   * @param unit whether the eigenvalue cannot be told from 1
   */
  public record Mode(
      Complex eigenvalue, double residual, double amplitude, boolean significant, boolean unit) {}
}
