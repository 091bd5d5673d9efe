// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Adadelta (Zeiler 2012), in PyTorch's form: with g the gradient plus {@code weightDecay} times w,
 * v = rho v + (1 - rho) g^2 and d = g sqrt(u + epsilon) / sqrt(v + epsilon), w decreases by {@code
 * learningRate} times d, and then u = rho u + (1 - rho) d^2.
 *
 * @param learningRate the factor of the steps, positive
 * @param rho the share of u and v that is kept, in [0, 1)
 * @param epsilon starts the steps, positive
 * @param weightDecay the factor of the L2 penalty, at least 0
 */
public record Adadelta(double learningRate, double rho, double epsilon, double weightDecay)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Adadelta {
    Settings.requirePositive("learningRate", learningRate);
    Settings.requireFraction("rho", rho);
    Settings.requirePositive("epsilon", epsilon);
    Settings.requireNotNegative("weightDecay", weightDecay);
  }

  /**
   * The same with another share kept.
   *
   * @param value rho, in [0, 1)
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Adadelta withRho(double value) {
    return new Adadelta(learningRate, value, epsilon, weightDecay);
  }

  /**
   * The same with another epsilon.
   *
   * @param value epsilon, positive
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Adadelta withEpsilon(double value) {
    return new Adadelta(learningRate, rho, value, weightDecay);
  }

  /**
   * The same with an L2 penalty.
   *
   * @param value its factor, at least 0
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Adadelta withWeightDecay(double value) {
    return new Adadelta(learningRate, rho, epsilon, value);
  }
}
