// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import ritz.kernels.Threads;

/** A network at work on batches: the buffers of all layers, allocated once. Not thread-safe. */
final class NetworkPass {
  private final ChainPass layers;

  NetworkPass(Network network, int capacity, boolean training, Threads threads) {
    this.layers =
        new ChainPass(network.layers(), 0, new LayerPass.Mode(capacity, training, threads));
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
