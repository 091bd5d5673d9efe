// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Adagrad (Duchi and others 2011), in PyTorch's form: with g the gradient plus {@code weightDecay}
 * times w and s the sum of all g^2 so far, in step t w decreases by {@code learningRate} / (1 + (t
 * - 1) {@code rateDecay}) times g / (sqrt(s) + epsilon).
 *
 * @param learningRate the step size, positive
 * @param rateDecay how fast the step size falls, at least 0
 * @param weightDecay the factor of the L2 penalty, at least 0
 * @param initialSum what s starts from, at least 0
 * @param epsilon keeps the quotient finite, positive
 */
public record Adagrad(
    double learningRate, double rateDecay, double weightDecay, double initialSum, double epsilon)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Adagrad {
    Settings.requirePositive("learningRate", learningRate);
    Settings.requireNotNegative("rateDecay", rateDecay);
    Settings.requireNotNegative("weightDecay", weightDecay);
    Settings.requireNotNegative("initialSum", initialSum);
    Settings.requirePositive("epsilon", epsilon);
  }

  /**
   * The same with a step size that falls.
   *
   * @param value its decay per step, at least 0
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Adagrad withRateDecay(double value) {
    return new Adagrad(learningRate, value, weightDecay, initialSum, epsilon);
  }

  /**
   * The same with an L2 penalty.
   *
   * @param value its factor, at least 0
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Adagrad withWeightDecay(double value) {
    return new Adagrad(learningRate, rateDecay, value, initialSum, epsilon);
  }

  /**
   * The same with another start of the sum of squares.
   *
   * @param value the start, at least 0
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Adagrad withInitialSum(double value) {
    return new Adagrad(learningRate, rateDecay, weightDecay, value, epsilon);
  }

  /**
   * The same with another epsilon.
   *
   * @param value epsilon, positive
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Adagrad withEpsilon(double value) {
    return new Adagrad(learningRate, rateDecay, weightDecay, initialSum, value);
  }
}
