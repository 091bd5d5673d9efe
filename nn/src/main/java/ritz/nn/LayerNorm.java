// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Layer normalization: y = w (x - m) / sqrt(v + epsilon) + b, with m and v the mean and variance
 * over the features of each sample by itself, in training and prediction alike (J. Ba, J. Kiros and
 * G. Hinton, arXiv 1607.06450). Definition and default are those of PyTorch's {@code LayerNorm}.
 *
 * <p>The parameters are w and then b.
 *
 * @param inputs the number of features, at least 1
 * @param epsilon what keeps the divisor from 0, positive
 */
public record LayerNorm(int inputs, double epsilon) implements Layer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public LayerNorm {
    Settings.requirePositive("inputs", inputs);
    Settings.requirePositive("epsilon", epsilon);
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public int parameterCount() {
    return Math.multiplyExact(2, inputs);
  }
}
