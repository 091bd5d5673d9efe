// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import ritz.kernels.fft.Fft;

/**
 * {@link NegativeSobolev} by two transforms for two signals. With E the transform of a residual of
 * n points and w the weights, the loss is the sum of w |E|^2 / n^2, and its gradient 2/n times the
 * inverse transform of w E.
 *
 * <p>Two real signals travel as the real and the imaginary part of one: since the weights of k and
 * -k are equal, the filter keeps them apart, and what mixes in |E_k|^2 cancels with |E_-k|^2.
 */
final class NegativeSobolevPass extends LossPass {
  private final int outputCount;
  private final boolean alongBatch;
  private final Fft transform;
  private final double[] weights;
  private final double[] first;
  private final double[] second;

  NegativeSobolevPass(NegativeSobolev loss, int outputCount, int capacity) {
    this.outputCount = outputCount;
    this.alongBatch = loss.alongBatch();
    int points = alongBatch ? capacity : outputCount;
    this.transform = Fft.of(points);
    this.weights = weights(loss, points);
    this.first = new double[points];
    this.second = new double[points];
  }

  private static double[] weights(NegativeSobolev loss, int points) {
    double[] weights = new double[points];
    for (int k = 0; k < points; k++) {
      double frequency = 2 * Math.PI * Math.min(k, points - k) / loss.length();
      weights[k] = Math.pow(1 + frequency * frequency, -loss.order());
      if (!Double.isFinite(weights[k])) {
        throw new IllegalArgumentException(
            "order: " + loss.order() + " overflows at frequency " + frequency);
      }
    }
    return weights;
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
      total += filter();
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

  /** Replaces the two residuals by their filtered forms and returns the sum of their losses. */
  private double filter() {
    int n = weights.length;
    transform.forward(first, second);
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += weights[k] * (first[k] * first[k] + second[k] * second[k]);
      first[k] *= weights[k];
      second[k] *= weights[k];
    }
    transform.inverse(first, second);
    return sum / n / n;
  }

  private static void store(
      double[] filtered, int signals, float[] gradient, int start, int stride) {
    double scale = 2.0 / filtered.length / signals;
    for (int i = 0; i < filtered.length; i++) {
      gradient[start + i * stride] = (float) (scale * filtered[i]);
    }
  }
}
