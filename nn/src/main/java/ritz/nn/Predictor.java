// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Objects;
import ritz.kernels.Threads;
import ritz.nn.data.Scaling;

/**
 * Predictions of a {@link Model} in a workspace of their own: no call allocates. Not thread-safe;
 * several predictors may share a model.
 */
public final class Predictor {
  static final int USUAL_CAPACITY = 256;

  private final Network network;
  private final Scaling scaling;
  private final float[] parameters;
  private final int capacity;
  private final float[] scaled;
  private final NetworkPass pass;

  Predictor(Model model, int capacity) {
    Settings.requirePositive("capacity", capacity);
    this.network = model.network();
    this.scaling = model.scaling();
    this.parameters = model.parameters();
    this.capacity = capacity;
    this.scaled = new float[Math.multiplyExact(network.inputs(), capacity)];
    this.pass = new NetworkPass(network, capacity, false, Threads.single());
  }

  /**
   * Computes the outputs of the network for raw samples; for a classifier these are the logits.
   *
   * @param samples at least {@code count} samples, one after the other
   * @param count the number of samples, any
   * @param outputs receives the outputs, sample after sample
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public void predict(float[] samples, int count, float[] outputs) {
    int features = network.inputs();
    int width = network.outputs();
    Objects.checkFromIndexSize(0L, (long) count * features, samples.length);
    Objects.checkFromIndexSize(0L, (long) count * width, outputs.length);
    for (int start = 0; start < count; start += capacity) {
      int size = Math.min(capacity, count - start);
      scaling.apply(samples, start * features, scaled, 0, size);
      float[] values = pass.forward(parameters, scaled, size);
      System.arraycopy(values, 0, outputs, start * width, size * width);
    }
  }

  /** The index of the first of the largest of some values, counted from {@code from}. */
  static int largest(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
