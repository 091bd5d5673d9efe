// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.ArrayList;
import java.util.List;
import ritz.kernels.Threads;

/** A network at work on batches: the buffers of all layers, allocated once. Not thread-safe. */
final class NetworkPass {
  private final DensePass[] layers;

  NetworkPass(Network network, int capacity, boolean training, Threads threads) {
    List<DensePass> passes = new ArrayList<>();
    int offset = 0;
    for (Layer layer : network.layers()) {
      if (layer instanceof Dense dense) {
        passes.add(new DensePass(dense, offset, capacity, training, threads));
      }
      offset += layer.parameterCount();
    }
    this.layers = passes.toArray(DensePass[]::new);
  }

  /** Computes the outputs for a batch of scaled inputs; they stay valid until the next call. */
  float[] forward(float[] parameters, float[] inputs, int batch) {
    float[] x = inputs;
    for (DensePass layer : layers) {
      layer.forward(parameters, x, batch);
      x = layer.values();
    }
    return x;
  }

  /** Where the gradient for the outputs goes before {@link #backward}. */
  float[] outputDelta() {
    return layers[layers.length - 1].delta();
  }

  /** Computes the gradient for the parameters, after {@link #forward} on the same batch. */
  void backward(float[] parameters, float[] inputs, int batch, float[] gradient) {
    for (int i = layers.length - 1; i > 0; i--) {
      DensePass before = layers[i - 1];
      layers[i].backward(parameters, before.values(), batch, gradient, before.delta());
    }
    layers[0].backward(parameters, inputs, batch, gradient, null);
  }
}
