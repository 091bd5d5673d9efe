// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import ritz.nn.data.Scaling;

/**
 * Room for the scaled inputs of a batch. The numbers of the scaling are repeated for every sample,
 * so that one loop with one index scales the batch and C2 vectorizes it.
 */
final class ScaledInputs {
  private final int features;
  private final boolean identity;
  private final float[] values;
  private final float[] shift;
  private final float[] factor;

  ScaledInputs(Scaling scaling, int capacity) {
    this.features = scaling.features();
    this.identity = scaling.isIdentity();
    this.values = new float[Math.multiplyExact(features, capacity)];
    this.shift = repeated(scaling.shift());
    this.factor = repeated(scaling.factor());
  }

  private float[] repeated(float[] numbers) {
    float[] all = new float[identity ? 0 : values.length];
    for (int start = 0; start < all.length; start += features) {
      System.arraycopy(numbers, 0, all, start, features);
    }
    return all;
  }

  /** Copies raw samples, to be scaled later, to a place in the batch. */
  void take(float[] samples, int first, int place, int count) {
    System.arraycopy(samples, first * features, values, place * features, count * features);
  }

  /** Scales the samples {@code from} to {@code to - 1} of the batch. */
  void scale(int from, int to) {
    if (!identity) {
      scale(values, shift, factor, from * features, to * features);
    }
  }

  /** The batch, features x samples. */
  float[] values() {
    return values;
  }

  private static void scale(float[] values, float[] shift, float[] factor, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = (values[i] - shift[i]) * factor[i];
    }
  }
}
