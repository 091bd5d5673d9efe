// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;

/**
 * A loss that is a quadratic form e' A e of the residual of each signal, averaged over the signals,
 * with the gradient 2 A e. Signals are the samples or, along the batch, the outputs.
 */
final class NegativeSobolevPass extends LossPass {
  private final int outputCount;
  private final boolean alongBatch;
  private final QuadraticForm form;
  private final double[] first;
  private final double[] second;

  private NegativeSobolevPass(QuadraticForm form, boolean alongBatch, int outputCount) {
    this.outputCount = outputCount;
    this.alongBatch = alongBatch;
    this.form = form;
    this.first = new double[form.points()];
    this.second = new double[form.points()];
  }

  static NegativeSobolevPass of(NegativeSobolev loss, int outputCount, int capacity) {
    int points = loss.alongBatch() ? capacity : outputCount;
    return new NegativeSobolevPass(GridForm.of(loss, points), loss.alongBatch(), outputCount);
  }

  static NegativeSobolevPass of(ScatteredSobolev loss, int outputCount, int capacity) {
    requirePoints(loss.points(), loss.alongBatch() ? capacity : outputCount);
    return new NegativeSobolevPass(loss.form().withOwnWorkspace(), loss.alongBatch(), outputCount);
  }

  static void requirePoints(int expected, int found) {
    if (expected != found) {
      throw new IllegalArgumentException(
          "loss: for a signal of " + expected + " points, found one of " + found);
    }
  }

  @Override
  double evaluate(float[] outputs, Batch batch, float[] gradient) {
    int signals = alongBatch ? outputCount : batch.size();
    int signalStride = alongBatch ? 1 : outputCount;
    int pointStride = alongBatch ? outputCount : 1;
    float[] targets = batch.targets();
    double total = 0;
    for (int signal = 0; signal < signals; signal += 2) {
      boolean pair = signal + 1 < signals;
      int start = signal * signalStride;
      load(outputs, targets, start, pointStride, first);
      if (pair) {
        load(outputs, targets, start + signalStride, pointStride, second);
      } else {
        Arrays.fill(second, 0);
      }
      total += form.apply(first, second);
      store(first, signals, gradient, start, pointStride);
      if (pair) {
        store(second, signals, gradient, start + signalStride, pointStride);
      }
    }
    return total / signals;
  }

  private static void load(
      float[] outputs, float[] targets, int start, int stride, double[] residual) {
    for (int i = 0; i < residual.length; i++) {
      int at = start + i * stride;
      residual[i] = (double) outputs[at] - targets[at];
    }
  }

  private static void store(
      double[] product, int signals, float[] gradient, int start, int stride) {
    for (int i = 0; i < product.length; i++) {
      gradient[start + i * stride] = (float) (2 * product[i] / signals);
    }
  }
}
