// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * Dropout at work. Entry i of a batch is kept where the upper 24 bits of a hash of i and the key of
 * the step, taken as a number in [0, 1), are not less than the rate.
 */
final class DropoutPass extends LayerPass {
  private final int width;
  private final int threshold;
  private final float scale;
  private final boolean training;
  private final float[] mask;
  private final float[] values;
  private final float[] delta;
  private int key;

  DropoutPass(Dropout layer, Mode mode) {
    this.width = layer.inputs();
    this.threshold = (int) Math.round(layer.rate() * 0x1p24);
    this.scale = (float) (1 / (1 - layer.rate()));
    this.training = mode.training();
    this.mask = mode.roomBack(width);
    this.values = mode.roomBack(width);
    this.delta = mode.roomBack(width);
  }

  @Override
  void begin(long seed) {
    key = (int) (seed >>> 32);
  }

  @Override
  float[] forward(float[] parameters, float[] x, int batch) {
    if (!training) {
      return x;
    }
    fill(mask, width * batch, key, threshold, scale);
    multiply(x, mask, values, width * batch);
    return values;
  }

  @Override
  float[] delta() {
    return delta;
  }

  @Override
  void backward(float[] parameters, float[] x, int batch, float[] gradient, float[] xDelta) {
    if (xDelta != null) {
      multiply(delta, mask, xDelta, width * batch);
    }
  }

  private static void fill(float[] mask, int n, int key, int threshold, float scale) {
    for (int i = 0; i < n; i++) {
      mask[i] = scale * ((threshold - 1 - (hash(i, key) >>> 8)) >>> 31);
    }
  }

  /** Two rounds of multiplication and shift (C. Wellons, "lowbias32"). */
  static int hash(int i, int key) {
    int h = i * 0x9e3779b9 + key;
    h = (h ^ (h >>> 16)) * 0x7feb352d;
    h = (h ^ (h >>> 15)) * 0x846ca68b;
    return h ^ (h >>> 16);
  }

  private static void multiply(float[] x, float[] mask, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = x[i] * mask[i];
    }
  }
}
