// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.BitSet;

/** The units of a dense layer that are not frozen, and room for their part of a gradient. */
final class ActiveUnits {
  private final int inputs;
  private final int outputs;
  private final int[] units;
  private final float[] delta;
  private final float[] weights;
  private final float[] biases;

  private ActiveUnits(int inputs, int outputs, int[] units, int capacity) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.units = units;
    this.delta = new float[units.length * capacity];
    this.weights = new float[units.length * inputs];
    this.biases = new float[units.length];
  }

  /**
   * Those of a layer whose parameters start at an offset, or null if no unit is frozen as a whole.
   * What is frozen of units as a whole is taken out of {@code written}.
   */
  static ActiveUnits of(
      int inputs, int outputs, int offset, int capacity, BitSet frozen, BitSet written) {
    BitSet active = new BitSet(outputs);
    for (int u = 0; u < outputs; u++) {
      int row = offset + u * inputs;
      int bias = offset + outputs * inputs + u;
      if (frozen.get(bias) && frozen.nextClearBit(row) >= row + inputs) {
        written.clear(row, row + inputs);
        written.clear(bias);
      } else {
        active.set(u);
      }
    }
    return active.cardinality() == outputs
        ? null
        : new ActiveUnits(inputs, outputs, active.stream().toArray(), capacity);
  }

  int count() {
    return units.length;
  }

  /** Their rows of the loss gradient for the layer's values, {@code count() x batch}. */
  float[] gather(float[] all, int batch) {
    for (int j = 0; j < batch; j++) {
      for (int k = 0; k < units.length; k++) {
        delta[j * units.length + k] = all[j * outputs + units[k]];
      }
    }
    return delta;
  }

  /** Room for the gradient of their weights, {@code inputs x count()}. */
  float[] weights() {
    return weights;
  }

  /** Room for the gradient of their biases. */
  float[] biases() {
    return biases;
  }

  /** Puts the gradient of their parameters where it belongs. */
  void scatter(float[] gradient, int offset) {
    for (int k = 0; k < units.length; k++) {
      System.arraycopy(weights, k * inputs, gradient, offset + units[k] * inputs, inputs);
      gradient[offset + outputs * inputs + units[k]] = biases[k];
    }
  }
}
