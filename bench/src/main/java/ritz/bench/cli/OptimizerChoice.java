// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import ritz.nn.Optimizer;

/** The optimizers of the command line, with a learning rate that is usual for each. */
enum OptimizerChoice {
  SGD(0.1),
  MOMENTUM(0.01),
  NESTEROV(0.01),
  ADAM(0.001),
  ADAMW(0.001);

  private static final double USUAL_MOMENTUM = 0.9;

  private final double usualRate;

  OptimizerChoice(double usualRate) {
    this.usualRate = usualRate;
  }

  /** The optimizer with a given learning rate, or with the usual one for null. */
  Optimizer at(Double givenRate) {
    double rate = givenRate == null ? usualRate : givenRate;
    return switch (this) {
      case SGD -> Optimizer.sgd(rate);
      case MOMENTUM -> Optimizer.sgd(rate).withMomentum(USUAL_MOMENTUM);
      case NESTEROV -> Optimizer.sgd(rate).withNesterov(USUAL_MOMENTUM);
      case ADAM -> Optimizer.adam(rate);
      case ADAMW -> Optimizer.adamW(rate);
    };
  }
}
