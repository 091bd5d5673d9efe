// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * How parameters follow the gradient: an immutable description. Update rules and defaults are
 * PyTorch's.
 */
public sealed interface Optimizer permits Sgd, Adam {
  /**
   * The step size.
   *
   * @return a positive number
   */
  double learningRate();

  /**
   * Stochastic gradient descent.
   *
   * @param learningRate the step size, positive
   * @return the optimizer, without momentum
   * @throws IllegalArgumentException if the step size is not positive
   */
  static Sgd sgd(double learningRate) {
    return new Sgd(learningRate, 0, false, 0);
  }

  /**
   * Adam with the usual settings: betas 0.9 and 0.999, epsilon 1e-8, no weight decay.
   *
   * @param learningRate the step size, positive; 1e-3 is usual
   * @return the optimizer
   * @throws IllegalArgumentException if the step size is not positive
   */
  static Adam adam(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0, false);
  }

  /**
   * AdamW, Adam with decoupled weight decay: as {@link #adam}, with weight decay 0.01.
   *
   * @param learningRate the step size, positive; 1e-3 is usual
   * @return the optimizer
   * @throws IllegalArgumentException if the step size is not positive
   */
  static Adam adamW(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0.01, true);
  }
}
