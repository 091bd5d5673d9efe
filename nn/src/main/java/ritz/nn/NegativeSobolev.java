// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * The squared norm H^-s of the residual on a uniform periodic grid: the sum over k of (1 + (2 pi k
 * / L)^2)^-s |e_k|^2, with e_k the discrete Fourier transform of the residual divided by the number
 * of points, averaged over the signals.
 *
 * <p>Positive orders weigh slow variations more than fast ones, and so let noise through less;
 * negative orders emphasize detail; order 0 is the mean square, by Parseval. A step costs two
 * transforms for two signals, which allocate their workspace. See Yu, Yang and Townsend, arXiv
 * 2205.14300, and Zhu and others, arXiv 2109.06255.
 *
 * @param order s, any finite number
 * @param length L, the period of the grid, positive
 * @param alongBatch whether the samples are the points of the grid, in their order, and each output
 *     a signal; otherwise the outputs are the points and each sample a signal
 */
public record NegativeSobolev(double order, double length, boolean alongBatch) implements Loss {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the order is not finite or the length not positive
   */
  public NegativeSobolev {
    if (!Double.isFinite(order)) {
      throw new IllegalArgumentException("order: " + order + ", expected a finite number");
    }
    Settings.requirePositive("length", length);
  }

  /**
   * The same on a grid of another period.
   *
   * @param value the period, positive
   * @return a new loss
   * @throws IllegalArgumentException if the period is not positive
   */
  public NegativeSobolev withLength(double value) {
    return new NegativeSobolev(order, value, alongBatch);
  }

  /**
   * The same with the samples as the points of the grid. A training then takes all samples in one
   * batch and does not shuffle them.
   *
   * @return a new loss
   */
  public NegativeSobolev alongTheBatch() {
    return new NegativeSobolev(order, length, true);
  }
}
