// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Adam (Kingma and Ba 2015) and AdamW (Loshchilov and Hutter 2019), in PyTorch's form: with g the
 * gradient, m = beta1 m + (1 - beta1) g and v = beta2 v + (1 - beta2) g^2, after t steps w
 * decreases by {@code learningRate} times m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon).
 * Weight decay adds {@code weightDecay} times w to g or, decoupled, first takes {@code
 * learningRate} times {@code weightDecay} times w from w.
 *
 * @param learningRate the step size, positive
 * @param beta1 the share of m that is kept, in [0, 1)
 * @param beta2 the share of v that is kept, in [0, 1)
 * @param epsilon keeps the quotient finite, positive
 * @param weightDecay the factor of the decay, at least 0
 * @param decoupled whether the decay bypasses the moments, as in AdamW
 */
public record Adam(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean decoupled)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Adam {
    Settings.requirePositive("learningRate", learningRate);
    Settings.requireFraction("beta1", beta1);
    Settings.requireFraction("beta2", beta2);
    Settings.requirePositive("epsilon", epsilon);
    Settings.requireNotNegative("weightDecay", weightDecay);
  }

  /**
   * The same with other shares kept.
   *
   * @param first beta1, in [0, 1)
   * @param second beta2, in [0, 1)
   * @return a new optimizer
   * @throws IllegalArgumentException if a value is out of range
   */
  public Adam withBetas(double first, double second) {
    return new Adam(learningRate, first, second, epsilon, weightDecay, decoupled);
  }

  /**
   * The same with another epsilon.
   *
   * @param value epsilon, positive
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Adam withEpsilon(double value) {
    return new Adam(learningRate, beta1, beta2, value, weightDecay, decoupled);
  }

  /**
   * The same with another weight decay, decoupled or not as before.
   *
   * @param value its factor, at least 0
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Adam withWeightDecay(double value) {
    return new Adam(learningRate, beta1, beta2, epsilon, value, decoupled);
  }
}
