// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * L-BFGS (Liu and Nocedal 1989) on the whole batch, in PyTorch's form: a step is a number of
 * iterations, each along the direction that the last changes of parameters and gradient suggest
 * (Nocedal and Wright, Numerical Optimization, algorithm 7.4). The first iteration is shortened to
 * a change of at most 1 in the sum of magnitudes; the others have length {@code learningRate}, or
 * are found by a line search for the strong Wolfe conditions (algorithms 3.5 and 3.6).
 *
 * <p>The work and the memory of an iteration grow with the history: up to 2 {@code history} arrays
 * of the length of the parameters, taken as they are needed.
 *
 * @param learningRate the step size, positive
 * @param iterations the iterations in a step at most, at least 1
 * @param evaluations the evaluations of loss and gradient in a step after which it ends, at least 1
 * @param gradientTolerance a step ends when no entry of the gradient is larger, at least 0
 * @param changeTolerance a step ends when parameters or loss change by less, at least 0
 * @param history the number of changes kept, at least 1
 * @param lineSearch whether to search for steps that meet the strong Wolfe conditions
 */
public record Lbfgs(
    double learningRate,
    int iterations,
    int evaluations,
    double gradientTolerance,
    double changeTolerance,
    int history,
    boolean lineSearch)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Lbfgs {
    Settings.requirePositive("learningRate", learningRate);
    Settings.requirePositive("iterations", iterations);
    Settings.requirePositive("evaluations", evaluations);
    Settings.requireNotNegative("gradientTolerance", gradientTolerance);
    Settings.requireNotNegative("changeTolerance", changeTolerance);
    Settings.requirePositive("history", history);
  }

  /**
   * The same with another number of iterations in a step, and 5/4 as many evaluations.
   *
   * @param value the iterations at most, at least 1
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Lbfgs withIterations(int value) {
    int most = (int) Math.min(Integer.MAX_VALUE, value * 5L / 4);
    return new Lbfgs(
        learningRate, value, most, gradientTolerance, changeTolerance, history, lineSearch);
  }

  /**
   * The same with other tolerances.
   *
   * @param gradient for the largest entry of the gradient, at least 0
   * @param change for the changes of parameters and loss, at least 0
   * @return a new optimizer
   * @throws IllegalArgumentException if a value is out of range
   */
  public Lbfgs withTolerances(double gradient, double change) {
    return new Lbfgs(learningRate, iterations, evaluations, gradient, change, history, lineSearch);
  }

  /**
   * The same with another history.
   *
   * @param value the number of changes kept, at least 1
   * @return a new optimizer
   * @throws IllegalArgumentException if the value is out of range
   */
  public Lbfgs withHistory(int value) {
    return new Lbfgs(
        learningRate,
        iterations,
        evaluations,
        gradientTolerance,
        changeTolerance,
        value,
        lineSearch);
  }

  /**
   * The same with a line search for the strong Wolfe conditions.
   *
   * @return a new optimizer
   */
  public Lbfgs withLineSearch() {
    return new Lbfgs(
        learningRate, iterations, evaluations, gradientTolerance, changeTolerance, history, true);
  }
}
