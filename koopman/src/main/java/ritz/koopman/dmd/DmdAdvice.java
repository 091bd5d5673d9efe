// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * How many modes and how many delays to take for a trajectory, by trying: each candidate is fitted
 * to the first part of the snapshots and scored on its forecast of a second part, the validation
 * part. The best one is fitted to both parts and scored on a third, which had no say in the choice.
 *
 * @param rank the number of modes
 * @param delays the number of delays
 * @param error the relative error of the forecast of the last part, in the Frobenius norm
 * @param naiveError that of repeating the last snapshot for ever; a model that is no better has
 *     learned nothing that lasts
 * @param validationError the relative error of the forecast by which the candidate was chosen, the
 *     least of all; an {@code error} that is much larger warns of a choice by luck, or of dynamics
 *     that change
 */
public record DmdAdvice(
    int rank, int delays, double error, double naiveError, double validationError) {
  /** So many delays that a window of the length fitted to still leaves as many pairs. */
  private static final int LARGEST_SHARE = 2;

  /**
   * Tries delays 1, 2, 4, 8 and so on, and for each the rank that stands out of white noise and the
   * rank that rounding leaves. The parts are the first three fifths, the next fifth and the last.
   *
   * @param snapshots n x m, evenly spaced, at least 10 of them, finite; not changed
   * @return the candidate with the least validation error
   * @throws IllegalArgumentException if there are fewer, or they are not fit for use
   */
  public static DmdAdvice of(Matrix snapshots) {
    return of(Dense.of(snapshots));
  }

  /**
   * Tries the same for complex snapshots.
   *
   * @param snapshots as for {@link #of(Matrix)}
   * @return the candidate with the least validation error
   * @throws IllegalArgumentException as for {@link #of(Matrix)}
   */
  public static DmdAdvice of(ComplexMatrix snapshots) {
    return of(Dense.of(snapshots));
  }

  private static DmdAdvice of(Dense snapshots) {
    int count = snapshots.columns();
    if (count < 10) {
      throw new IllegalArgumentException(
          "snapshots: " + snapshots.shape() + ", expected at least 10 columns");
    }
    snapshots.requireFinite("snapshots");
    int part = count / 5;
    Dense fitted = snapshots.columns(0, count - 2 * part);
    Dense validation = snapshots.columns(count - 2 * part, count - part);
    double least = Double.POSITIVE_INFINITY;
    Dmd best = null;
    int bestDelays = 0;
    for (int delays = 1; LARGEST_SHARE * delays <= fitted.columns(); delays *= 2) {
      for (Dmd.Builder options :
          new Dmd.Builder[] {Dmd.builder().optimalThreshold(), Dmd.builder()}) {
        Dmd candidate = options.delays(delays).build();
        double error =
            candidate.fit(Snapshots.ofTrajectory(fitted)).states().forecastError(validation);
        if (best == null || error < least) {
          least = error;
          bestDelays = delays;
          best = candidate;
        }
      }
    }
    Dense seen = snapshots.columns(0, count - part);
    Dense test = snapshots.columns(count - part, count);
    Dense naive = test.copy();
    for (int j = 0; j < part; j++) {
      naive.setBlock(0, j, seen.columns(seen.columns() - 1, seen.columns()));
    }
    DmdResult result = best.fit(Snapshots.ofTrajectory(seen));
    return new DmdAdvice(
        result.rank(),
        bestDelays,
        result.states().forecastError(test),
        naive.minus(test).frobeniusNorm() / test.frobeniusNorm(),
        least);
  }
}
