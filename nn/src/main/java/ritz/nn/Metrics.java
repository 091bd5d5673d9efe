// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import ritz.kernels.Threads;
import ritz.nn.data.Dataset;

/** How good a model is on a data set. */
public final class Metrics {
  private Metrics() {}

  /**
   * The share of samples whose largest output is that of their class.
   *
   * @param model the model
   * @param data a classification with as many features and classes as the model
   * @return a number from 0 to 1
   * @throws IllegalArgumentException if model and data do not fit, or the data are a regression
   */
  public static double accuracy(Model model, Dataset data) {
    if (!data.isClassification()) {
      throw new IllegalArgumentException("data: a regression, expected a classification");
    }
    return evaluate(model, Loss.meanSquare(), data).accuracy();
  }

  /**
   * The mean of the squared differences between outputs and targets, over all outputs and samples.
   * In a classification the targets are 1 for the class of the sample and 0 for the others.
   *
   * @param model the model
   * @param data data with as many features and outputs as the model
   * @return the mean square error
   * @throws IllegalArgumentException if model and data do not fit
   */
  public static double meanSquareError(Model model, Dataset data) {
    return loss(model, Loss.meanSquare(), data);
  }

  /**
   * A loss over all samples.
   *
   * @param model the model
   * @param loss the loss
   * @param data data with as many features and outputs as the model, and targets that the loss
   *     takes
   * @return the loss
   * @throws IllegalArgumentException if model and data do not fit
   */
  public static double loss(Model model, Loss loss, Dataset data) {
    return evaluate(model, loss, data).loss();
  }

  private static Evaluation evaluate(Model model, Loss loss, Dataset data) {
    Trainer.requireFit(model, data, "data");
    Evaluation evaluation = new Evaluation(model, loss, data, Threads.single());
    evaluation.run();
    return evaluation;
  }
}
