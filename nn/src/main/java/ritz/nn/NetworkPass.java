// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.BitSet;
import ritz.kernels.Threads;

/** A network at work on batches: the buffers of all layers, allocated once. Not thread-safe. */
final class NetworkPass {
  /** An odd number without pattern: seeds of neighboring steps differ in all bits. */
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private final ChainPass layers;

  NetworkPass(Model model, int capacity, boolean training, Threads threads) {
    LayerPass.Mode mode = new LayerPass.Mode(model.buffers(), capacity, training, threads);
    this.layers = new ChainPass(model.network().layers(), 0, 0, mode);
  }

  /** Begins a training step; what is random in it follows from the seed of the training. */
  void begin(long seed, long step) {
    layers.begin(seed + step * STEP);
  }

  /** Does what {@link LayerPass#freeze} does, from the next batch on. */
  void freeze(BitSet frozen, BitSet written) {
    layers.freeze(frozen, written);
  }

  /** Computes the outputs for a batch of scaled inputs; they stay valid until the next call. */
  float[] forward(float[] parameters, float[] inputs, int batch) {
    return layers.forward(parameters, inputs, batch);
  }

  /** Where the gradient for the outputs goes before {@link #backward}. */
  float[] outputDelta() {
    return layers.outputDelta();
  }

  /** Computes the gradient for the parameters, after {@link #forward} on the same batch. */
  void backward(float[] parameters, float[] inputs, int batch, float[] gradient) {
    layers.backward(parameters, inputs, batch, gradient, null);
  }
}
