// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.function.DoubleSupplier;
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
    requireClassification(data);
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

  /**
   * A loss over all samples, to be asked for again and again while the parameters of the model
   * change: in a workspace of its own, so that asking allocates nothing. Not thread-safe.
   *
   * @param model the model
   * @param loss the loss
   * @param data data with as many features and outputs as the model, and targets that the loss
   *     takes
   * @return gives the loss of the model as it is when asked
   * @throws IllegalArgumentException if model and data do not fit
   */
  public static DoubleSupplier lossOf(Model model, Loss loss, Dataset data) {
    FitCheck.requireShape(model, data, "data");
    Evaluation evaluation = new Evaluation(model, loss, data, Threads.single());
    return () -> {
      evaluation.run();
      return evaluation.loss();
    };
  }

  /**
   * The root of {@link #meanSquareError}, in the unit of the targets.
   *
   * @param model the model
   * @param data data with as many features and outputs as the model
   * @return the root mean square error
   * @throws IllegalArgumentException if model and data do not fit
   */
  public static double rootMeanSquareError(Model model, Dataset data) {
    return Math.sqrt(meanSquareError(model, data));
  }

  /**
   * The coefficient of determination R²: 1 minus the sum of the squared differences between outputs
   * and targets over that between the targets and their mean, averaged over the targets as by
   * scikit-learn's {@code r2_score}. 1 is a perfect fit, 0 that of the mean.
   *
   * @param model the model
   * @param data a regression with as many features and targets as the model
   * @return at most 1; for a constant target 1 if all outputs are right and else 0
   * @throws IllegalArgumentException if model and data do not fit, or the data are a classification
   */
  public static double r2(Model model, Dataset data) {
    if (data.isClassification()) {
      throw new IllegalArgumentException("data: a classification, expected a regression");
    }
    float[] outputs = predict(model, data);
    double total = 0;
    for (int k = 0; k < data.outputs(); k++) {
      total += r2(outputs, data.targets(), k, data.outputs());
    }
    return total / data.outputs();
  }

  private static double r2(float[] outputs, float[] targets, int from, int stride) {
    double mean = 0;
    for (int i = from; i < targets.length; i += stride) {
      mean += targets[i];
    }
    mean /= targets.length / (double) stride;
    double unexplained = 0;
    double all = 0;
    for (int i = from; i < targets.length; i += stride) {
      unexplained += Math.pow((double) outputs[i] - targets[i], 2);
      all += Math.pow(targets[i] - mean, 2);
    }
    if (all == 0) {
      return unexplained == 0 ? 1 : 0;
    }
    return 1 - unexplained / all;
  }

  /**
   * The share of samples whose class is among those of the {@code k} largest outputs; of equal
   * outputs those of the lower classes come first.
   *
   * @param model the model
   * @param data a classification with as many features and classes as the model
   * @param k at least 1
   * @return a number from 0 to 1, for k = 1 the accuracy
   * @throws IllegalArgumentException if model and data do not fit, the data are a regression, or k
   *     is less than 1
   */
  public static double topAccuracy(Model model, Dataset data, int k) {
    Settings.requirePositive("k", k);
    requireClassification(data);
    float[] outputs = predict(model, data);
    int classes = data.outputs();
    int correct = 0;
    for (int sample = 0; sample < data.size(); sample++) {
      int label = data.labels()[sample];
      float own = outputs[sample * classes + label];
      int before = 0;
      for (int c = 0; c < classes; c++) {
        float other = outputs[sample * classes + c];
        before += other > own || (other == own && c < label) ? 1 : 0;
      }
      correct += before < k ? 1 : 0;
    }
    return (double) correct / data.size();
  }

  /**
   * How often which class was taken for which.
   *
   * @param model the model
   * @param data a classification with as many features and classes as the model
   * @return for each true class (row) the number of its samples by predicted class (column)
   * @throws IllegalArgumentException if model and data do not fit, or the data are a regression
   */
  public static int[][] confusion(Model model, Dataset data) {
    requireClassification(data);
    float[] outputs = predict(model, data);
    int classes = data.outputs();
    int[][] counts = new int[classes][classes];
    for (int sample = 0; sample < data.size(); sample++) {
      int predicted = Predictor.largest(outputs, sample * classes, classes);
      counts[data.labels()[sample]][predicted]++;
    }
    return counts;
  }

  private static void requireClassification(Dataset data) {
    if (!data.isClassification()) {
      throw new IllegalArgumentException("data: a regression, expected a classification");
    }
  }

  private static float[] predict(Model model, Dataset data) {
    FitCheck.requireShape(model, data, "data");
    return model.predict(data.inputs());
  }

  private static Evaluation evaluate(Model model, Loss loss, Dataset data) {
    FitCheck.requireShape(model, data, "data");
    Evaluation evaluation = new Evaluation(model, loss, data, Threads.single());
    evaluation.run();
    return evaluation;
  }
}
