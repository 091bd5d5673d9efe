// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import ritz.nn.Model;
import ritz.nn.ParameterView;
import ritz.nn.data.Dataset;
import ritz.nn.data.SampleCursor;
import ritz.nn.data.SampleSource;

/**
 * Brings the targets of a regression to mean 0 and variance 1 for the training, and puts the way
 * back into the last layer of the trained network: with y = deviation · z + mean and z = W x + b, y
 * = (deviation · W) x + (deviation · b + mean). Of a classification nothing is changed.
 */
public final class TargetScaling {
  private final double[] mean;
  private final double[] deviation;

  private TargetScaling(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /**
   * The scaling for a data set.
   *
   * @param data the training data
   * @return the scaling; a constant target is only shifted
   */
  public static TargetScaling of(Dataset data) {
    if (data.isClassification()) {
      return new TargetScaling(new double[0], new double[0]);
    }
    int width = data.outputs();
    double[] mean = new double[width];
    double[] deviation = new double[width];
    float[] targets = data.targets();
    for (int i = 0; i < targets.length; i++) {
      mean[i % width] += targets[i] / (double) data.size();
    }
    for (int i = 0; i < targets.length; i++) {
      deviation[i % width] = Math.hypot(deviation[i % width], targets[i] - mean[i % width]);
    }
    for (int k = 0; k < width; k++) {
      deviation[k] /= Math.sqrt(data.size());
      deviation[k] = deviation[k] > 0 ? deviation[k] : 1;
    }
    return new TargetScaling(mean, deviation);
  }

  /**
   * The scaling for samples that need not fit in memory, by Welford's recurrence.
   *
   * @param source the samples to learn from, read once
   * @return the scaling; a constant target is only shifted
   * @throws IOException if they cannot be read or are damaged
   */
  public static TargetScaling of(SampleSource source) throws IOException {
    if (source.isClassification()) {
      return new TargetScaling(new double[0], new double[0]);
    }
    double[] mean = new double[source.outputs()];
    double[] squares = new double[mean.length];
    try (SampleCursor cursor = source.open()) {
      for (long seen = 1; cursor.advance(); seen++) {
        for (int k = 0; k < mean.length; k++) {
          double off = cursor.targets()[k] - mean[k];
          mean[k] += off / seen;
          squares[k] += off * (cursor.targets()[k] - mean[k]);
        }
      }
    }
    double[] deviation = new double[mean.length];
    for (int k = 0; k < mean.length; k++) {
      deviation[k] = squares[k] > 0 ? Math.sqrt(squares[k] / source.size()) : 1;
    }
    return new TargetScaling(mean, deviation);
  }

  /**
   * A scaling given by its numbers.
   *
   * @param numbers what {@link #numbers} gave
   * @return the scaling
   * @throws IllegalArgumentException if they are an odd number of numbers
   */
  public static TargetScaling of(double... numbers) {
    if (numbers.length % 2 != 0) {
      throw new IllegalArgumentException(
          "numbers: " + numbers.length + ", expected an even number");
    }
    int half = numbers.length / 2;
    return new TargetScaling(
        Arrays.copyOf(numbers, half), Arrays.copyOfRange(numbers, half, numbers.length));
  }

  /**
   * The means and then the deviations.
   *
   * @return a copy, empty for a classification
   */
  public double[] numbers() {
    double[] numbers = Arrays.copyOf(mean, 2 * mean.length);
    System.arraycopy(deviation, 0, numbers, mean.length, mean.length);
    return numbers;
  }

  /**
   * The samples with scaled targets.
   *
   * @param source samples like those the scaling was made for
   * @return a view that scales as it reads
   */
  public SampleSource apply(SampleSource source) {
    return source.isClassification() ? source : new ScaledTargets(source, this);
  }

  /** Scales the targets of a sample. */
  void apply(float[] targets, float[] scaled) {
    for (int k = 0; k < mean.length; k++) {
      scaled[k] = (float) ((targets[k] - mean[k]) / deviation[k]);
    }
  }

  /**
   * The data with scaled targets.
   *
   * @param data data like those the scaling was made for
   * @return the same classification, or a regression that shares its inputs
   */
  public Dataset apply(Dataset data) {
    if (data.isClassification()) {
      return data;
    }
    float[] scaled = data.targets().clone();
    for (int i = 0; i < scaled.length; i++) {
      int k = i % mean.length;
      scaled[i] = (float) ((scaled[i] - mean[k]) / deviation[k]);
    }
    return Dataset.regression(data.features(), data.inputs(), data.outputs(), scaled);
  }

  /**
   * Makes a model that was trained on scaled targets predict unscaled ones.
   *
   * @param model the model, whose last layer has no activation; its parameters are changed
   */
  public void undo(Model model) {
    float[] parameters = model.parameters();
    List<ParameterView> tensors = model.network().parameters();
    ParameterView weight = tensors.get(tensors.size() - 2);
    ParameterView bias = tensors.get(tensors.size() - 1);
    int inputs = weight.shape().get(1);
    for (int k = 0; k < mean.length; k++) {
      for (int i = 0; i < inputs; i++) {
        parameters[weight.offset() + k * inputs + i] *= (float) deviation[k];
      }
      int at = bias.offset() + k;
      parameters[at] = (float) (parameters[at] * deviation[k] + mean[k]);
    }
  }
}
