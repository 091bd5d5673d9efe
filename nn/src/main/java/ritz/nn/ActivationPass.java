// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** An activation layer at work. */
final class ActivationPass extends LayerPass {
  private final int width;
  private final Activation activation;
  private final float[] sums;
  private final float[] values;
  private final float[] delta;

  ActivationPass(ActivationLayer layer, Mode mode) {
    this.width = layer.inputs();
    this.activation = layer.activation();
    this.values = mode.room(width);
    this.sums = activation.inPlace() ? values : mode.roomBack(width);
    this.delta = mode.roomBack(width);
  }

  @Override
  float[] forward(float[] parameters, float[] x, int batch) {
    int n = width * batch;
    activation.forward(x, values, 0, n);
    if (sums != values && sums.length > 0) {
      // The way back may overwrite its sums, and the layer before still needs x.
      System.arraycopy(x, 0, sums, 0, n);
    }
    return values;
  }

  @Override
  float[] delta() {
    return delta;
  }

  @Override
  void backward(float[] parameters, float[] x, int batch, float[] gradient, float[] xDelta) {
    if (xDelta != null) {
      activation.backward(sums, values, delta, 0, width * batch);
      System.arraycopy(delta, 0, xDelta, 0, width * batch);
    }
  }
}
