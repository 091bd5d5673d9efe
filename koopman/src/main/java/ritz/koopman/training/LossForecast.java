// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

/**
 * Where a loss is heading: its decreases d_k are taken as a geometric series, d_(k+1) = rho d_k
 * with the least-squares rho, one Ritz value of the increments. What is still to come in h epochs
 * is then d rho (1 - rho^h) / (1 - rho).
 */
final class LossForecast {
  private LossForecast() {}

  /**
   * The loss expected.
   *
   * @param losses the losses of successive epochs, at least three for a forecast
   * @param horizon how many epochs ahead, at least 0
   * @return the loss, at least 0 if all the losses given are; the last one if there are too few
   */
  static double of(double[] losses, int horizon) {
    int last = losses.length - 1;
    if (last < 2) {
      return losses[last];
    }
    double products = 0;
    double squares = 0;
    for (int k = 1; k < last; k++) {
      double step = losses[k] - losses[k - 1];
      products += step * (losses[k + 1] - losses[k]);
      squares += step * step;
    }
    double rho = squares > 0 ? Math.max(0, Math.min(1, products / squares)) : 0;
    double step = losses[last] - losses[last - 1];
    double series = rho < 1 ? rho * (1 - Math.pow(rho, horizon)) / (1 - rho) : horizon;
    double floor = losses[last] >= 0 ? 0 : Double.NEGATIVE_INFINITY;
    return Math.max(floor, losses[last] + step * series);
  }
}
