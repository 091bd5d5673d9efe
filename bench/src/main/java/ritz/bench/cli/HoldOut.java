// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Locale;
import ritz.kernels.Matrix;

/**
 * A forecast of snapshots that the decomposition has not seen, beside naive ones.
 *
 * @param seen the snapshots before
 * @param truth the snapshots held out
 * @param forecast of them
 * @param season the period of the seasonal forecast, 0 for none
 */
record HoldOut(Matrix seen, Matrix truth, Matrix forecast, int season) {
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

  private Matrix naive(int period) {
    Matrix result = new Matrix(truth.rows(), truth.columns());
    for (int k = 0; k < truth.columns(); k++) {
      double[] state = seen.column(seen.columns() - period + k % period);
      System.arraycopy(state, 0, result.data(), result.index(0, k), state.length);
    }
    return result;
  }

  private static double rootMeanSquare(Matrix a) {
    return a.frobeniusNorm() / Math.sqrt((double) a.rows() * a.columns());
  }

  Json json() {
    Json json =
        new Json()
            .put("steps", truth.columns())
            .put("rmse", error())
            .put("persistence_rmse", persistenceError());
    return season == 0 ? json : json.put("seasonal_rmse", seasonalError());
  }

  String text() {
    String text =
        String.format(
            Locale.ROOT,
            "forecast of %d held-out snapshots: error %.4g, persistence %.4g",
            truth.columns(),
            error(),
            persistenceError());
    return season == 0
        ? text
        : text + String.format(Locale.ROOT, ", last season again %.4g", seasonalError());
  }
}
