// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Batch normalization: y = w (x - m) / sqrt(v + epsilon) + b, for each feature by itself (S. Ioffe
 * and C. Szegedy, ICML 2015). In training m and v are mean and variance over the samples of the
 * batch, which must be two or more; they also move the running mean and variance, which are m and v
 * in prediction. Definition and defaults are those of PyTorch's {@code BatchNorm1d}.
 *
 * <p>The parameters are w and then b; the running mean and the running variance are buffers of the
 * {@link Model}.
 *
 * @param inputs the number of features, at least 1
 * @param momentum how far a batch moves the running statistics towards its own, from 0 to 1
 * @param epsilon what keeps the divisor from 0, positive
 */
public record BatchNorm(int inputs, double momentum, double epsilon) implements Layer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public BatchNorm {
    Settings.requirePositive("inputs", inputs);
    Settings.requirePositive("epsilon", epsilon);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum: " + momentum + ", expected from 0 to 1");
    }
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public int parameterCount() {
    return Math.multiplyExact(2, inputs);
  }

  @Override
  public int bufferCount() {
    return Math.multiplyExact(2, inputs);
  }
}
