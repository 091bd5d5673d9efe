// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Objects;
import ritz.kernels.Threads;

/**
 * Predictions of a {@link Model} in a workspace of their own: no call allocates. Not thread-safe;
 * several predictors may share a model.
 */
public final class Predictor {
  static final int USUAL_CAPACITY = 256;

  private final Network network;
  private final float[] parameters;
  private final int capacity;
  private final ScaledInputs inputs;
  private final NetworkPass pass;

  Predictor(Model model, int capacity) {
    Settings.requirePositive("capacity", capacity);
    this.network = model.network();
    this.parameters = model.parameters();
    this.capacity = capacity;
    this.inputs = new ScaledInputs(model.scaling(), capacity);
    this.pass = new NetworkPass(model, capacity, false, Threads.single());
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
      inputs.take(samples, start, 0, size);
      inputs.scale(0, size);
      float[] values = pass.forward(parameters, inputs.values(), size);
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
