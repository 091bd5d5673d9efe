// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import ritz.nn.Optimizer;

/** The optimizers of the command line, with a learning rate that is usual for each. */
enum OptimizerChoice {
  SGD(0.1),
  MOMENTUM(0.01),
  NESTEROV(0.01),
  ADAGRAD(0.01),
  ADADELTA(1),
  RMSPROP(0.01),
  ADAM(0.001),
  ADAMW(0.001),
  LBFGS(1);

  private static final double USUAL_MOMENTUM = 0.9;

  private final double usualRate;

  OptimizerChoice(double usualRate) {
    this.usualRate = usualRate;
  }

  /**
   * The optimizer with a given learning rate and factor of weight decay, or with the usual ones for
   * null.
   */
  Optimizer with(Double givenRate, Double givenDecay) {
    double rate = givenRate == null ? usualRate : givenRate;
    Optimizer undecayed = OptionValue.of("--rate", () -> of(rate, null));
    return givenDecay == null
        ? undecayed
        : OptionValue.of("--weight-decay", () -> of(rate, givenDecay));
  }

  private Optimizer of(double rate, Double givenDecay) {
    double decay = givenDecay == null ? 0 : givenDecay;
    return switch (this) {
      case SGD -> Optimizer.sgd(rate).withWeightDecay(decay);
      case MOMENTUM -> Optimizer.sgd(rate).withMomentum(USUAL_MOMENTUM).withWeightDecay(decay);
      case NESTEROV -> Optimizer.sgd(rate).withNesterov(USUAL_MOMENTUM).withWeightDecay(decay);
      case ADAGRAD -> Optimizer.adagrad(rate).withWeightDecay(decay);
      case ADADELTA -> Optimizer.adadelta(rate).withWeightDecay(decay);
      case RMSPROP -> Optimizer.rmsProp(rate).withWeightDecay(decay);
      case ADAM -> Optimizer.adam(rate).withWeightDecay(decay);
      case ADAMW ->
          givenDecay == null
              ? Optimizer.adamW(rate)
              : Optimizer.adamW(rate).withWeightDecay(givenDecay);
      case LBFGS -> lbfgs(rate, decay);
    };
  }

  private static Optimizer lbfgs(double rate, double decay) {
    if (decay != 0) {
      throw new IllegalArgumentException("--weight-decay: lbfgs has none");
    }
    return Optimizer.lbfgs(rate).withLineSearch();
  }
}
