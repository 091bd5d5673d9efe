// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.BitSet;
import java.util.List;

/** Layers at work one after the other. */
final class ChainPass {
  private final LayerPass[] layers;
  private final float[][] values;
  private final int[] offsets;

  /** Whether a layer has parameters that are not frozen. */
  private final boolean[] trained;

  /** The first of these: nothing before it needs a gradient. */
  private int firstTrained;

  ChainPass(List<Layer> chain, int offset, int bufferOffset, LayerPass.Mode mode) {
    this.layers = new LayerPass[chain.size()];
    this.values = new float[chain.size()][];
    this.offsets = new int[chain.size() + 1];
    this.trained = new boolean[chain.size()];
    offsets[0] = offset;
    int bufferAt = bufferOffset;
    for (int i = 0; i < layers.length; i++) {
      layers[i] = LayerPass.of(chain.get(i), offsets[i], bufferAt, mode);
      bufferAt += chain.get(i).bufferCount();
      offsets[i + 1] = offsets[i] + chain.get(i).parameterCount();
    }
    freeze(new BitSet(), new BitSet());
  }

  /** Does what {@link LayerPass#freeze} does, for all layers. */
  void freeze(BitSet frozen, BitSet written) {
    firstTrained = layers.length;
    for (int i = layers.length - 1; i >= 0; i--) {
      trained[i] = frozen.nextClearBit(offsets[i]) < offsets[i + 1];
      if (trained[i]) {
        layers[i].freeze(frozen, written);
        firstTrained = i;
      } else {
        written.clear(offsets[i], offsets[i + 1]);
      }
    }
  }

  /** Begins a training step: every layer has a seed of its own. */
  void begin(long seed) {
    for (int i = 0; i < layers.length; i++) {
      layers[i].begin(mix(seed + i));
    }
  }

  /** The output function of SplitMix64. */
  private static long mix(long seed) {
    long z = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Computes the outputs for a batch; they stay valid until the next call. */
  float[] forward(float[] parameters, float[] inputs, int batch) {
    float[] x = inputs;
    for (int i = 0; i < layers.length; i++) {
      x = layers[i].forward(parameters, x, batch);
      values[i] = x;
    }
    return x;
  }

  /** Where the gradient for the outputs goes before {@link #backward}. */
  float[] outputDelta() {
    return layers[layers.length - 1].delta();
  }

  /**
   * Computes the gradient for the parameters, where {@code gradient} is given, and for the inputs,
   * where {@code xDelta} is given, after {@link #forward} on the same batch.
   */
  void backward(float[] parameters, float[] inputs, int batch, float[] gradient, float[] xDelta) {
    int last = xDelta == null ? firstTrained : 0;
    for (int i = layers.length - 1; i >= last; i--) {
      float[] x = i == 0 ? inputs : values[i - 1];
      float[] before = i == 0 ? xDelta : layers[i - 1].delta();
      layers[i].backward(
          parameters,
          x,
          batch,
          trained[i] ? gradient : null,
          i == last && xDelta == null ? null : before);
    }
  }
}
