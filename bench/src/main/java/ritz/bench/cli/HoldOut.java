// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Locale;
import java.util.stream.IntStream;
import ritz.bench.data.States;

/**
 * A forecast of snapshots that the decomposition has not seen, beside naive ones.
 *
 * @param seen the snapshots before
 * @param truth the snapshots held out
 * @param forecast of them
 * @param errors the standard errors of the forecast, without the noise of single snapshots, or null
 * @param season the period of the seasonal forecast, 0 for none
 */
record HoldOut(States seen, States truth, States forecast, States errors, int season) {
  /** The root mean square error of the forecast. */
  double error() {
    return rootMeanSquare(truth.minus(forecast));
  }

  /** That of staying at the last snapshot. */
  double persistenceError() {
    return rootMeanSquare(truth.minus(naive(1)));
  }

  /** That of doing the last season again. */
  double seasonalError() {
    return rootMeanSquare(truth.minus(naive(season)));
  }

  /** That of the mean of all seasons. */
  double meanSeasonError() {
    States means =
        truth.build(
            truth.rows(),
            truth.columns(),
            k -> {
              int last = seen.columns() - season + k % season;
              int count = last / season + 1;
              return seen.mean(IntStream.range(0, count).map(i -> last - i * season).toArray());
            });
    return rootMeanSquare(truth.minus(means));
  }

  /** The last snapshots of a period again and again. */
  States naive(int period) {
    return truth.build(
        truth.rows(),
        truth.columns(),
        k -> {
          int at = seen.columns() - period + k % period;
          return seen.columns(at, at + 1);
        });
  }

  private static double rootMeanSquare(States a) {
    return a.norm() / Math.sqrt((double) a.rows() * a.columns());
  }

  Json json() {
    Json json =
        new Json()
            .put("steps", truth.columns())
            .put("rmse", error())
            .put("persistence_rmse", persistenceError());
    if (errors != null) {
      json.put("standard_error", rootMeanSquare(errors));
    }
    return season == 0
        ? json
        : json.put("seasonal_rmse", seasonalError()).put("mean_season_rmse", meanSeasonError());
  }

  String text() {
    String text =
        String.format(
            Locale.ROOT,
            "forecast of %d held-out snapshots: error %.4g, persistence %.4g",
            truth.columns(),
            error(),
            persistenceError());
    if (season > 0) {
      text +=
          String.format(
              Locale.ROOT,
              ", last season again %.4g, mean of all seasons %.4g",
              seasonalError(),
              meanSeasonError());
    }
    if (errors != null) {
      text += String.format(Locale.ROOT, "; standard error %.4g", rootMeanSquare(errors));
    }
    return text;
  }
}
