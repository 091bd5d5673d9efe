// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Drops values at random during training and leaves them alone afterwards (N. Srivastava et al.,
 * Dropout, JMLR 15, 2014). Those that are kept are divided by the share that is kept, so that the
 * mean stays. What is dropped follows from the seed of the training and the number of the step.
 *
 * @param inputs the number of values, at least 1
 * @param rate the share that is dropped, at least 0 and less than 1
 */
public record Dropout(int inputs, double rate) implements Layer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Dropout {
    Settings.requirePositive("inputs", inputs);
    Settings.requireFraction("rate", rate);
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public int parameterCount() {
    return 0;
  }
}
