// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Stochastic gradient descent with momentum (Polyak 1964) or Nesterov's momentum (Sutskever and
 * others 2013), in PyTorch's form without dampening: with g the gradient plus {@code weightDecay}
 * times w, v = momentum v + g, and w decreases by {@code learningRate} times v, or times g +
 * momentum v with Nesterov.
 *
 * @param learningRate the step size, positive
 * @param momentum the share of v that is kept, in [0, 1)
 * @param nesterov whether the momentum is Nesterov's
 * @param weightDecay the factor of the L2 penalty, at least 0
 */
public record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Sgd {
    Settings.requirePositive("learningRate", learningRate);
    Settings.requireFraction("momentum", momentum);
    Settings.requireNotNegative("weightDecay", weightDecay);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("nesterov: needs a momentum above 0");
    }
  }

  /**
   * The same with momentum.
   *
   * @param value the share kept from step to step, in [0, 1)
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Sgd withMomentum(double value) {
    return new Sgd(learningRate, value, nesterov && value != 0, weightDecay);
  }

  /**
   * The same with Nesterov's momentum.
   *
   * @param value the share kept from step to step, in (0, 1)
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Sgd withNesterov(double value) {
    return new Sgd(learningRate, value, true, weightDecay);
  }

  /**
   * The same with an L2 penalty.
   *
   * @param value its factor, at least 0
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Sgd withWeightDecay(double value) {
    return new Sgd(learningRate, momentum, nesterov, value);
  }
}
