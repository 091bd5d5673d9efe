// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Matrix;

/**
 * How many modes and how many delays to take for a trajectory, by trying: each candidate is fitted
 * to the first three quarters of the snapshots and scored on its forecast of the last quarter.
 *
 * @param rank the number of modes
 * @param delays the number of delays
 * @param error the relative error of the forecast, in the Frobenius norm
 * @param naiveError that of repeating the last snapshot for ever; a model that is no better has
 *     learned nothing that lasts
 */
public record DmdAdvice(int rank, int delays, double error, double naiveError) {
  /** So many delays that a window of the length fitted to still leaves as many pairs. */
  private static final int LARGEST_SHARE = 2;

  /**
   * Tries delays 1, 2, 4, 8 and so on, and for each the rank that stands out of white noise and the
   * rank that rounding leaves.
   *
   * @param snapshots n x m, evenly spaced, at least 8 of them, finite; not changed
   * @return the candidate with the least error
   * @throws IllegalArgumentException if there are fewer, or they are not fit for use
   */
  public static DmdAdvice of(Matrix snapshots) {
    int count = snapshots.columns();
    if (count < 8) {
      throw new IllegalArgumentException(
          "snapshots: " + snapshots.shape() + ", expected at least 8 columns");
    }
    int fitted = count * 3 / 4;
    Matrix past = snapshots.columns(0, fitted);
    Matrix future = snapshots.columns(fitted, count);
    DmdAdvice best = null;
    for (int delays = 1; LARGEST_SHARE * delays <= fitted; delays *= 2) {
      for (Dmd.Builder options :
          new Dmd.Builder[] {Dmd.builder().optimalThreshold(), Dmd.builder()}) {
        DmdResult result = options.delays(delays).build().fit(past);
        double error = result.forecastError(future);
        if (best == null || error < best.error) {
          best = new DmdAdvice(result.rank(), delays, error, naiveError(past, future));
        }
      }
    }
    return best;
  }

  private static double naiveError(Matrix past, Matrix future) {
    Matrix repeated = new Matrix(future.rows(), future.columns());
    for (int j = 0; j < future.columns(); j++) {
      Dense.copyColumn(past, past.columns() - 1, repeated, j);
    }
    return repeated.minus(future).frobeniusNorm() / future.frobeniusNorm();
  }
}
