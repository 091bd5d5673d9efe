// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import picocli.CommandLine.Option;
import ritz.nn.Loss;
import ritz.nn.Optimizer;
import ritz.nn.ReduceOnPlateau;
import ritz.nn.Schedule;
import ritz.nn.SoftmaxCrossEntropy;
import ritz.nn.Trainer;

/** The options of the optimizer and of what goes with it. */
final class RecipeOptions {
  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "adam",
      description =
          "sgd, momentum, nesterov, adagrad, adadelta, rmsprop, adam, adamw or lbfgs, which takes all"
              + " samples in one batch (default: ${DEFAULT-VALUE}).")
  private OptimizerChoice optimizer;

  @Option(
      names = "--rate",
      paramLabel = "X",
      description =
          "The learning rate (default: 0.001 for adam and adamw, 0.01 with momentum and for adagrad"
              + " and rmsprop, 0.1 for sgd, 1 for adadelta and lbfgs).")
  private Double rate;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description =
          "The factor of the L2 penalty, or of the decoupled decay for adamw (default: 0.01 for"
              + " adamw, else none).")
  private Double weightDecay;

  @Option(
      names = "--l1",
      paramLabel = "X",
      defaultValue = "0",
      description = "The factor of the L1 penalty (default: none).")
  private double l1;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description = "Scale the gradient down to this 2-norm where it is larger.")
  private Double clip;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      defaultValue = "constant",
      description =
          "How the rate goes down over the epochs: constant, step (to a tenth after each third),"
              + " exponential (to a hundredth), cosine (to nothing) or one_cycle (default:"
              + " ${DEFAULT-VALUE}).")
  private ScheduleChoice schedule;

  @Option(
      names = "--warm-up",
      paramLabel = "EPOCHS",
      defaultValue = "0",
      description = "Let the rate rise from a third over so many epochs first (default: none).")
  private int warmUp;

  @Option(
      names = "--plateau",
      paramLabel = "EPOCHS",
      description = "Divide the rate by ten when the loss stands still for more epochs than this.")
  private Integer plateau;

  @Option(
      names = "--label-smoothing",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "The share of each class that the cross-entropy spreads over all (default: none).")
  private double smoothing;

  /**
   * The optimizer.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  Optimizer optimizer() {
    return optimizer.with(rate, weightDecay);
  }

  /** Whether the optimizer takes all samples in one batch. */
  boolean needsWholeBatch() {
    return optimizer == OptimizerChoice.LBFGS;
  }

  /**
   * The loss, smoothed as asked.
   *
   * @throws IllegalArgumentException if it cannot be smoothed
   */
  Loss smoothed(Loss loss) {
    if (smoothing == 0) {
      return loss;
    }
    if (loss instanceof SoftmaxCrossEntropy entropy) {
      return OptionValue.of("--label-smoothing", () -> entropy.withLabelSmoothing(smoothing));
    }
    throw new IllegalArgumentException("--label-smoothing: only for cross_entropy");
  }

  /**
   * Sets what goes with the optimizer.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  void apply(Trainer.Builder trainer, int epochs) {
    trainer.optimizer(optimizer()).schedule(course(epochs));
    OptionValue.of("--l1", () -> trainer.l1(l1));
    if (clip != null) {
      OptionValue.of("--clip", () -> trainer.clipNorm(clip));
    }
    if (plateau != null) {
      OptionValue.of("--plateau", () -> trainer.reduceOnPlateau(ReduceOnPlateau.after(plateau)));
    }
  }

  private Schedule course(int epochs) {
    Schedule course = schedule.over(epochs);
    if (warmUp == 0) {
      return course;
    }
    if (course.countsSteps()) {
      throw new IllegalArgumentException("--warm-up: one_cycle has its own");
    }
    return OptionValue.of("--warm-up", () -> course.afterWarmUp(warmUp, 1.0 / 3));
  }
}
