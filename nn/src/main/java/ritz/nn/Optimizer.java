// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * How parameters follow the gradient: an immutable description. Update rules and defaults are
 * PyTorch's.
 */
public sealed interface Optimizer permits Sgd, Adagrad, Adadelta, RmsProp, Adam, Lbfgs {
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

  /**
   * Adagrad with the usual settings: epsilon 1e-10, no decay.
   *
   * @param learningRate the step size, positive; 1e-2 is usual
   * @return the optimizer
   * @throws IllegalArgumentException if the step size is not positive
   */
  static Adagrad adagrad(double learningRate) {
    return new Adagrad(learningRate, 0, 0, 0, 1e-10);
  }

  /**
   * Adadelta with the usual settings: rho 0.9, epsilon 1e-6, no weight decay.
   *
   * @param learningRate the factor of the steps, positive; 1 is usual
   * @return the optimizer
   * @throws IllegalArgumentException if the factor is not positive
   */
  static Adadelta adadelta(double learningRate) {
    return new Adadelta(learningRate, 0.9, 1e-6, 0);
  }

  /**
   * RMSProp with the usual settings: alpha 0.99, epsilon 1e-8, neither momentum nor weight decay,
   * not centered.
   *
   * @param learningRate the step size, positive; 1e-2 is usual
   * @return the optimizer
   * @throws IllegalArgumentException if the step size is not positive
   */
  static RmsProp rmsProp(double learningRate) {
    return new RmsProp(learningRate, 0.99, 1e-8, 0, 0, false);
  }

  /**
   * L-BFGS with the usual settings: at most 20 iterations and 25 evaluations in a step, tolerances
   * 1e-7 for the gradient and 1e-9 for changes, a history of 100, steps of fixed length. Needs all
   * samples in one batch.
   *
   * @param learningRate the step size, positive; 1 is usual
   * @return the optimizer
   * @throws IllegalArgumentException if the step size is not positive
   */
  static Lbfgs lbfgs(double learningRate) {
    return new Lbfgs(learningRate, 20, 25, 1e-7, 1e-9, 100, false);
  }
}
