// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;

/**
 * Batch normalization at work. With x' = (x - m) / sqrt(v + epsilon) and the loss gradient d for y,
 * the gradient for b is sum d, that for w is sum d x', and that for x is w / sqrt(v + epsilon) (d -
 * mean d - x' mean(d x')), all over the samples.
 */
final class BatchNormPass extends LayerPass {
  private final int width;
  private final double momentum;
  private final double epsilon;
  private final int offset;
  private final float[] buffers;
  private final int bufferOffset;
  private final boolean training;
  private final float[] values;
  private final float[] delta;
  private final float[] mean;
  private final float[] inverse;
  private final float[] sum;
  private final float[] product;

  BatchNormPass(BatchNorm layer, int offset, int bufferOffset, Mode mode) {
    this.width = layer.inputs();
    this.momentum = layer.momentum();
    this.epsilon = layer.epsilon();
    this.offset = offset;
    this.buffers = mode.buffers();
    this.bufferOffset = bufferOffset;
    this.training = mode.training();
    this.values = mode.room(width);
    this.delta = mode.roomBack(width);
    this.mean = new float[width];
    this.inverse = new float[width];
    this.sum = new float[width];
    this.product = new float[width];
  }

  @Override
  float[] forward(float[] parameters, float[] x, int batch) {
    if (training) {
      takeStatistics(x, batch);
    } else {
      System.arraycopy(buffers, bufferOffset, mean, 0, width);
      for (int i = 0; i < width; i++) {
        inverse[i] = (float) (1 / Math.sqrt(buffers[bufferOffset + width + i] + epsilon));
      }
    }
    for (int j = 0; j < batch; j++) {
      normalize(width, x, j * width, mean, inverse, parameters, offset, values);
    }
    return values;
  }

  private void takeStatistics(float[] x, int batch) {
    Arrays.fill(mean, 0);
    for (int j = 0; j < batch; j++) {
      add(width, x, j * width, mean);
    }
    for (int i = 0; i < width; i++) {
      mean[i] /= batch;
    }
    Arrays.fill(sum, 0);
    for (int j = 0; j < batch; j++) {
      addSquares(width, x, j * width, mean, sum);
    }
    for (int i = 0; i < width; i++) {
      double variance = (double) sum[i] / batch;
      inverse[i] = (float) (1 / Math.sqrt(variance + epsilon));
      move(bufferOffset + i, mean[i]);
      move(bufferOffset + width + i, (double) sum[i] / (batch - 1));
    }
  }

  private void move(int index, double towards) {
    buffers[index] += (float) (momentum * (towards - buffers[index]));
  }

  @Override
  float[] delta() {
    return delta;
  }

  @Override
  void backward(float[] parameters, float[] x, int batch, float[] gradient, float[] xDelta) {
    Arrays.fill(sum, 0);
    Arrays.fill(product, 0);
    for (int j = 0; j < batch; j++) {
      add(width, delta, j * width, sum);
      addProducts(width, x, j * width, mean, inverse, delta, product);
    }
    if (gradient != null) {
      System.arraycopy(product, 0, gradient, offset, width);
      System.arraycopy(sum, 0, gradient, offset + width, width);
    }
    if (xDelta == null) {
      return;
    }
    for (int i = 0; i < width; i++) {
      sum[i] /= batch;
      product[i] /= batch;
    }
    for (int j = 0; j < batch; j++) {
      takeBack(width, x, j * width, parameters, delta, xDelta);
    }
  }

  private static void normalize(
      int n, float[] x, int at, float[] mean, float[] inverse, float[] w, int offset, float[] y) {
    for (int i = 0; i < n; i++) {
      y[at + i] = (x[at + i] - mean[i]) * inverse[i] * w[offset + i] + w[offset + n + i];
    }
  }

  private static void add(int n, float[] x, int at, float[] sum) {
    for (int i = 0; i < n; i++) {
      sum[i] += x[at + i];
    }
  }

  private static void addSquares(int n, float[] x, int at, float[] mean, float[] sum) {
    for (int i = 0; i < n; i++) {
      float difference = x[at + i] - mean[i];
      sum[i] += difference * difference;
    }
  }

  private static void addProducts(
      int n, float[] x, int at, float[] mean, float[] inverse, float[] delta, float[] sum) {
    for (int i = 0; i < n; i++) {
      sum[i] += delta[at + i] * ((x[at + i] - mean[i]) * inverse[i]);
    }
  }

  private void takeBack(int n, float[] x, int at, float[] w, float[] d, float[] xDelta) {
    for (int i = 0; i < n; i++) {
      float normalized = (x[at + i] - mean[i]) * inverse[i];
      xDelta[at + i] = w[offset + i] * inverse[i] * (d[at + i] - sum[i] - normalized * product[i]);
    }
  }
}
