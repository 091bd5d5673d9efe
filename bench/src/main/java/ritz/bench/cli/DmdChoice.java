// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Locale;
import java.util.stream.IntStream;
import ritz.bench.data.States;
import ritz.kernels.NumericalException;

/**
 * Delays and rank, chosen by forecasts of parts of the snapshots that lie before those held out: as
 * many snapshots, from up to {@value #ORIGINS} earlier times, one held-out length apart, each
 * forecast from what comes before it. The snapshots held out have no say.
 *
 * @param delays the number of delays
 * @param rank the largest number of modes
 * @param origins how many forecasts decided
 * @param error the root mean square error of these forecasts, the least of all candidates
 */
record DmdChoice(int delays, int rank, int origins, double error) {
  private static final int ORIGINS = 4;
  private static final int[] RANKS = {2, 4, 6, 8, 10, 12, 16, 20, 24, 32};

  /** Makes a model of some snapshots and forecasts. */
  @FunctionalInterface
  interface Forecaster {
    States forecast(DmdInput seen, int steps);
  }

  /**
   * Tries one to four seasons of delays, or 1, 2, 4 … 64 where there is no season, each with ranks
   * up to 32.
   *
   * @param whole all snapshots but those held out
   * @param steps how many are held out
   * @param options are set to each candidate, and at the end to the best
   */
  static DmdChoice of(
      DmdInput whole, int steps, int season, DmdOptions options, Forecaster forecaster) {
    States seen = whole.last();
    int[] delays =
        season > 0
            ? IntStream.rangeClosed(1, 4).map(i -> i * season).toArray()
            : IntStream.rangeClosed(0, 6).map(i -> 1 << i).toArray();
    int origins = Math.min(ORIGINS, (seen.columns() / 2) / steps);
    int shortest = seen.columns() - origins * steps;
    DmdChoice best = null;
    for (int d : delays) {
      for (int rank : RANKS) {
        if (origins == 0 || 2 * d > shortest || rank > (long) d * seen.rows()) {
          continue;
        }
        options.delays = d;
        options.rank.most = rank;
        double sum = 0;
        for (int origin = 1; origin <= origins; origin++) {
          int end = seen.columns() - origin * steps;
          sum += Math.pow(error(whole, end, steps, forecaster), 2);
        }
        double error = Math.sqrt(sum / origins);
        if (best == null || error < best.error) {
          best = new DmdChoice(d, rank, origins, error);
        }
      }
    }
    if (best == null) {
      throw new IllegalArgumentException(
          "--choose: "
              + seen.columns()
              + " snapshots, too few to forecast "
              + steps
              + " of them from earlier ones");
    }
    options.delays = best.delays;
    options.rank.most = best.rank;
    return best;
  }

  /** A candidate that cannot be computed, or runs out of range, is no choice. */
  private static double error(DmdInput whole, int end, int steps, Forecaster forecaster) {
    try {
      States truth = whole.last().columns(end, end + steps);
      DmdInput seen = whole.upTo(end);
      States forecast = forecaster.forecast(seen, steps);
      double error = new HoldOut(seen.last(), truth, forecast, null, 0).error();
      return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    } catch (NumericalException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  Json json() {
    return new Json()
        .put("delays", delays)
        .put("rank", rank)
        .put("forecasts", origins)
        .put("validation_rmse", error);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "chosen: %d delays, rank %d, by %d forecasts of earlier snapshots with error %.4g",
        delays,
        rank,
        origins,
        error);
  }
}
