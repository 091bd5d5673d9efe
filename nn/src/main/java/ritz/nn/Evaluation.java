// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.stream.IntStream;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;

/** The loss and the accuracy of a model on a data set, in a workspace of its own. */
final class Evaluation {
  private final Model model;
  private final Dataset data;
  private final int[] order;
  private final int capacity;
  private final Batch batch;
  private final NetworkPass network;
  private final LossPass loss;
  private final float[] gradient;
  private double lossValue = Double.NaN;
  private double accuracy = Double.NaN;

  Evaluation(Model model, Loss loss, Dataset data, Threads threads) {
    this.model = model;
    this.data = data;
    this.capacity =
        LossPass.needsWholeBatch(loss)
            ? data.size()
            : Math.min(data.size(), Predictor.USUAL_CAPACITY);
    this.order = IntStream.range(0, data.size()).toArray();
    int outputs = model.network().outputs();
    this.batch = new Batch(model.scaling(), outputs, capacity, threads);
    this.network = new NetworkPass(model, capacity, false, threads);
    this.loss = LossPass.of(loss, outputs, capacity);
    this.gradient = new float[Math.multiplyExact(outputs, capacity)];
  }

  /** Evaluates the model as it is now. */
  void run() {
    double total = 0;
    int correct = 0;
    for (int from = 0; from < order.length; from += capacity) {
      int count = Math.min(capacity, order.length - from);
      batch.fill(data, order, from, count);
      float[] outputs = network.forward(model.parameters(), batch.inputs(), count);
      total += loss.evaluate(outputs, batch, gradient) * count;
      correct += correct(outputs, count);
    }
    lossValue = total / order.length;
    accuracy = data.isClassification() ? (double) correct / order.length : Double.NaN;
  }

  private int correct(float[] outputs, int count) {
    if (!data.isClassification()) {
      return 0;
    }
    int classes = data.outputs();
    int correct = 0;
    for (int j = 0; j < count; j++) {
      if (Predictor.largest(outputs, j * classes, classes) == batch.labels()[j]) {
        correct++;
      }
    }
    return correct;
  }

  /** The loss found by the last run, NaN before the first. */
  double loss() {
    return lossValue;
  }

  /** The share of samples classified correctly, NaN for a regression or before the first run. */
  double accuracy() {
    return accuracy;
  }
}
