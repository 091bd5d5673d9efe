// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.BitSet;
import ritz.kernels.FloatBlas;

/** A residual block at work: the gradient goes back through the block and past it. */
final class ResidualPass extends LayerPass {
  private final int width;
  private final ChainPass block;
  private final float[] values;
  private final float[] delta;

  ResidualPass(Residual layer, int offset, int bufferOffset, Mode mode) {
    this.width = layer.inputs();
    this.block = new ChainPass(layer.block().layers(), offset, bufferOffset, mode);
    this.values = mode.room(width);
    this.delta = mode.roomBack(width);
  }

  @Override
  void begin(long seed) {
    block.begin(seed);
  }

  @Override
  void freeze(BitSet frozen, BitSet written) {
    block.freeze(frozen, written);
  }

  @Override
  float[] forward(float[] parameters, float[] x, int batch) {
    int n = width * batch;
    System.arraycopy(block.forward(parameters, x, batch), 0, values, 0, n);
    FloatBlas.axpy(n, 1, x, 0, values, 0);
    return values;
  }

  @Override
  float[] delta() {
    return delta;
  }

  @Override
  void backward(float[] parameters, float[] x, int batch, float[] gradient, float[] xDelta) {
    int n = width * batch;
    System.arraycopy(delta, 0, block.outputDelta(), 0, n);
    block.backward(parameters, x, batch, gradient, xDelta);
    if (xDelta != null) {
      FloatBlas.axpy(n, 1, delta, 0, xDelta, 0);
    }
  }
}
