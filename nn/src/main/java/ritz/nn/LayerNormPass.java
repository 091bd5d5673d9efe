// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import ritz.kernels.FloatBlas;

/**
 * Layer normalization at work. With x' = (x - m) / sqrt(v + epsilon), the loss gradient d for y and
 * e = w d, the gradient for x is (e - mean e - x' mean(e x')) / sqrt(v + epsilon), the means over
 * the features of a sample; those for w and b are the sums of d x' and d over the samples.
 */
final class LayerNormPass extends LayerPass {
  private final int width;
  private final double epsilon;
  private final int offset;
  private final float[] values;
  private final float[] delta;
  private final float[] inverse;
  private final float[] ones;
  private final float[] normalized;

  /** How far the normalized values of samples lie apart: nowhere without a way back. */
  private final int stride;

  LayerNormPass(LayerNorm layer, int offset, Mode mode) {
    this.width = layer.inputs();
    this.epsilon = layer.epsilon();
    this.offset = offset;
    this.values = mode.room(width);
    this.delta = mode.roomBack(width);
    this.inverse = mode.room(1);
    this.ones = new float[width];
    Arrays.fill(ones, 1);
    this.normalized = mode.training() ? mode.room(width) : new float[width];
    this.stride = mode.training() ? width : 0;
  }

  @Override
  float[] forward(float[] parameters, float[] x, int batch) {
    for (int j = 0; j < batch; j++) {
      int at = j * width;
      int to = j * stride;
      float mean = (float) (FloatBlas.dot(width, x, at, ones, 0) / (double) width);
      subtract(width, x, at, mean, normalized, to);
      float squares = FloatBlas.dot(width, normalized, to, normalized, to);
      inverse[j] = (float) (1 / Math.sqrt(squares / (double) width + epsilon));
      normalize(width, inverse[j], normalized, to, parameters, offset, values, at);
    }
    return values;
  }

  @Override
  float[] delta() {
    return delta;
  }

  @Override
  void backward(float[] parameters, float[] x, int batch, float[] gradient, float[] xDelta) {
    if (gradient != null) {
      Arrays.fill(gradient, offset, offset + 2 * width, 0);
    }
    for (int j = 0; j < batch; j++) {
      int at = j * width;
      if (gradient != null) {
        addGradients(width, delta, normalized, at, gradient, offset);
      }
      if (xDelta != null) {
        multiply(width, delta, at, parameters, offset);
        float mean = FloatBlas.dot(width, delta, at, ones, 0) / width;
        float product = FloatBlas.dot(width, delta, at, normalized, at) / width;
        takeBack(width, inverse[j], mean, product, delta, normalized, at, xDelta);
      }
    }
  }

  private static void subtract(int n, float[] x, int at, float mean, float[] y, int to) {
    for (int i = 0; i < n; i++) {
      y[to + i] = x[at + i] - mean;
    }
  }

  private static void normalize(
      int n, float inverse, float[] x, int from, float[] w, int offset, float[] y, int at) {
    for (int i = 0; i < n; i++) {
      float value = x[from + i] * inverse;
      x[from + i] = value;
      y[at + i] = value * w[offset + i] + w[offset + n + i];
    }
  }

  private static void addGradients(
      int n, float[] delta, float[] normalized, int at, float[] gradient, int offset) {
    for (int i = 0; i < n; i++) {
      gradient[offset + i] += delta[at + i] * normalized[at + i];
      gradient[offset + n + i] += delta[at + i];
    }
  }

  private static void multiply(int n, float[] x, int at, float[] w, int offset) {
    for (int i = 0; i < n; i++) {
      x[at + i] *= w[offset + i];
    }
  }

  private static void takeBack(
      int n,
      float inverse,
      float mean,
      float product,
      float[] d,
      float[] normalized,
      int at,
      float[] xDelta) {
    for (int i = 0; i < n; i++) {
      xDelta[at + i] = inverse * (d[at + i] - mean - normalized[at + i] * product);
    }
  }
}
