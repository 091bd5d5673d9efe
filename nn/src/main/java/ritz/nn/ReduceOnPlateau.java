// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Multiplies the learning rate by a factor when the validation loss (without validation data: the
 * training loss) has not improved for more than so many epochs (PyTorch's {@code
 * ReduceLROnPlateau}).
 *
 * @param factor by what the rate is multiplied, in (0, 1)
 * @param patience the number of epochs without improvement that are waited for, at least 0
 * @param threshold the share of the best loss by which a loss must be lower to count, in [0, 1)
 * @param cooldown the number of epochs after a reduction in which nothing is counted, at least 0
 * @param lowest the lowest rate, at least 0
 */
public record ReduceOnPlateau(
    double factor, int patience, double threshold, int cooldown, double lowest) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ReduceOnPlateau {
    Settings.requirePositive("factor", factor);
    Settings.requireFraction("factor", factor);
    Settings.requireNotNegative("patience", patience);
    Settings.requireFraction("threshold", threshold);
    Settings.requireNotNegative("cooldown", cooldown);
    Settings.requireNotNegative("lowest", lowest);
  }

  /**
   * The usual settings: a factor of 0.1, a threshold of 1e-4, no cooldown and no lowest rate.
   *
   * @param patience the number of epochs without improvement that are waited for, at least 0; 10 is
   *     PyTorch's default
   * @return the settings
   * @throws IllegalArgumentException if the patience is negative
   */
  public static ReduceOnPlateau after(int patience) {
    return new ReduceOnPlateau(0.1, patience, 1e-4, 0, 0);
  }

  /**
   * The same with another factor.
   *
   * @param value the factor, in (0, 1)
   * @return new settings
   * @throws IllegalArgumentException if the value is out of range
   */
  public ReduceOnPlateau withFactor(double value) {
    return new ReduceOnPlateau(value, patience, threshold, cooldown, lowest);
  }
}
