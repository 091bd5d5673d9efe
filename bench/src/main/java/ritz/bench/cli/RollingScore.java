// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Forecasts of as many snapshots each from several points of a series, one held-out length apart:
 * one part held out is one draw.
 *
 * @param parts the forecasts, each from a fit to what lies before it
 */
record RollingScore(List<HoldOut> parts) {
  private double rootMeanSquare(ToDoubleFunction<HoldOut> error) {
    return Math.sqrt(
        parts.stream()
            .mapToDouble(part -> Math.pow(error.applyAsDouble(part), 2))
            .average()
            .orElseThrow());
  }

  private boolean seasonal() {
    return parts.get(0).season() > 0;
  }

  Json json() {
    Json json =
        new Json()
            .put("forecasts", parts.size())
            .put("rmse", rootMeanSquare(HoldOut::error))
            .put("persistence_rmse", rootMeanSquare(HoldOut::persistenceError));
    return seasonal()
        ? json.put("seasonal_rmse", rootMeanSquare(HoldOut::seasonalError))
            .put("mean_season_rmse", rootMeanSquare(HoldOut::meanSeasonError))
        : json;
  }

  String text() {
    String text =
        String.format(
            Locale.ROOT,
            "%d such forecasts from points %d apart: error %.4g, persistence %.4g",
            parts.size(),
            parts.get(0).truth().columns(),
            rootMeanSquare(HoldOut::error),
            rootMeanSquare(HoldOut::persistenceError));
    return seasonal()
        ? text
            + String.format(
                Locale.ROOT,
                ", last season again %.4g, mean of all seasons %.4g",
                rootMeanSquare(HoldOut::seasonalError),
                rootMeanSquare(HoldOut::meanSeasonError))
        : text;
  }
}
