// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;

/** Room for one batch: scaled inputs with what the loss compares the outputs with. */
final class Batch {
  private final int outputs;
  private final ScaledInputs inputs;
  private final int[] labels;
  private final float[] targets;
  private int size;
  private boolean labeled;

  Batch(Scaling scaling, int outputs, int capacity) {
    this.outputs = outputs;
    this.inputs = new ScaledInputs(scaling, capacity);
    this.labels = new int[capacity];
    this.targets = new float[Math.multiplyExact(outputs, capacity)];
  }

  /** Takes the samples {@code order[from]} to {@code order[from + count - 1]}. */
  void fill(Dataset data, int[] order, int from, int count) {
    size = count;
    labeled = data.isClassification();
    for (int j = 0; j < count; j++) {
      int sample = order[from + j];
      inputs.take(data.inputs(), sample, j, 1);
      if (!data.isClassification()) {
        System.arraycopy(data.targets(), sample * outputs, targets, j * outputs, outputs);
      }
    }
    inputs.scale(count);
    if (data.isClassification()) {
      Arrays.fill(targets, 0, count * outputs, 0);
      for (int j = 0; j < count; j++) {
        labels[j] = data.labels()[order[from + j]];
        targets[j * outputs + labels[j]] = 1;
      }
    }
  }

  /** The number of samples taken. */
  int size() {
    return size;
  }

  /** The scaled inputs, features x samples. */
  float[] inputs() {
    return inputs.values();
  }

  /** Whether the samples have classes. */
  boolean hasLabels() {
    return labeled;
  }

  /** The classes, for a classification. */
  int[] labels() {
    return labels;
  }

  /** The target values, outputs x samples; for a classification 1 for the class and 0 elsewhere. */
  float[] targets() {
    return targets;
  }
}
