// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * RMSProp (Tieleman and Hinton 2012), in PyTorch's form: with g the gradient plus {@code
 * weightDecay} times w and v = alpha v + (1 - alpha) g^2, w decreases by {@code learningRate} times
 * q = g / (sqrt(v) + epsilon) or, with momentum, times b = momentum b + q. Centered (Graves 2013),
 * the square of m = alpha m + (1 - alpha) g is taken from v under the root.
 *
 * @param learningRate the step size, positive
 * @param alpha the share of v that is kept, in [0, 1)
 * @param epsilon keeps the quotient finite, positive
 * @param weightDecay the factor of the L2 penalty, at least 0
 * @param momentum the share of b that is kept, in [0, 1)
 * @param centered whether the mean of the gradient is taken out of v
 */
public record RmsProp(
    double learningRate,
    double alpha,
    double epsilon,
    double weightDecay,
    double momentum,
    boolean centered)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public RmsProp {
    Settings.requirePositive("learningRate", learningRate);
    Settings.requireFraction("alpha", alpha);
    Settings.requirePositive("epsilon", epsilon);
    Settings.requireNotNegative("weightDecay", weightDecay);
    Settings.requireFraction("momentum", momentum);
  }

  /**
   * The same with another share kept.
   *
   * @param value alpha, in [0, 1)
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public RmsProp withAlpha(double value) {
    return new RmsProp(learningRate, value, epsilon, weightDecay, momentum, centered);
  }

  /**
   * The same with another epsilon.
   *
   * @param value epsilon, positive
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public RmsProp withEpsilon(double value) {
    return new RmsProp(learningRate, alpha, value, weightDecay, momentum, centered);
  }

  /**
   * The same with an L2 penalty.
   *
   * @param value its factor, at least 0
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public RmsProp withWeightDecay(double value) {
    return new RmsProp(learningRate, alpha, epsilon, value, momentum, centered);
  }

  /**
   * The same with momentum.
   *
   * @param value the share kept from step to step, in [0, 1)
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public RmsProp withMomentum(double value) {
    return new RmsProp(learningRate, alpha, epsilon, weightDecay, value, centered);
  }

  /**
   * The same with or without centering.
   *
   * @param value whether the mean is taken out
   * @return a new optimizer
   */
  public RmsProp withCentering(boolean value) {
    return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, value);
  }
}
