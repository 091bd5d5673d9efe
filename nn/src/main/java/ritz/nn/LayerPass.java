// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.BitSet;
import ritz.kernels.Threads;

/**
 * A layer at work on batches: its buffers, allocated once. Batches are values x samples,
 * column-major. Not thread-safe.
 */
abstract class LayerPass {
  /**
   * What the layers of a network have in common.
   *
   * @param buffers the buffers of the model
   * @param capacity the most samples in a batch
   * @param training whether there will be a way back; without it nothing is kept for it
   */
  record Mode(float[] buffers, int capacity, boolean training, Threads threads) {
    /** Room for a batch of so many values a sample. */
    float[] room(int width) {
      return new float[Math.multiplyExact(width, capacity)];
    }

    /** The same for the way back: none without training. */
    float[] roomBack(int width) {
      return training ? room(width) : new float[0];
    }
  }

  /** The pass of a layer whose parameters and buffers start at given offsets. */
  static LayerPass of(Layer layer, int offset, int bufferOffset, Mode mode) {
    if (layer instanceof Dense dense) {
      return new DensePass(dense, offset, mode);
    } else if (layer instanceof Residual residual) {
      return new ResidualPass(residual, offset, bufferOffset, mode);
    } else if (layer instanceof BatchNorm norm) {
      return new BatchNormPass(norm, offset, bufferOffset, mode);
    } else if (layer instanceof LayerNorm norm) {
      return new LayerNormPass(norm, offset, mode);
    } else if (layer instanceof Dropout dropout) {
      return new DropoutPass(dropout, mode);
    }
    return new ActivationPass((ActivationLayer) layer, mode);
  }

  /** Begins a training step; what is random in it follows from the seed. */
  void begin(long seed) {
    // Most layers leave nothing to chance.
  }

  /**
   * Takes what is frozen of the parameters of the network, among them not all of the layer's own:
   * {@link ChainPass} itself sees to layers that are frozen as a whole. Where no gradient will be
   * written for a frozen parameter, it is taken out of {@code written}.
   */
  void freeze(BitSet frozen, BitSet written) {
    // Most layers write their whole gradient in any case.
  }

  /** Computes the values for a batch; they stay valid until the next call. */
  abstract float[] forward(float[] parameters, float[] x, int batch);

  /** The loss gradient for the values; the backward pass reads and overwrites it. */
  abstract float[] delta();

  /**
   * Takes the gradient back to the parameters, where {@code gradient} is given, and to the inputs,
   * where {@code xDelta} is given, after {@link #forward} on the same batch.
   */
  abstract void backward(
      float[] parameters, float[] x, int batch, float[] gradient, float[] xDelta);
}
