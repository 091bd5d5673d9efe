// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;

/** Room for one batch: scaled inputs with what the loss compares the outputs with. */
final class Batch {
  private final int outputs;
  private final ScaledInputs inputs;
  private final int[] labels;
  private final float[] targets;
  private final RangeLoop gather;
  private Dataset gathered;
  private int[] gatheredOrder;
  private int gatheredFirst;
  private int size;
  private boolean labeled;

  /** Many losses take the labels, so the targets of classes are filled in when asked for. */
  private boolean targetsMissing;

  Batch(Scaling scaling, int outputs, int capacity, Threads threads) {
    this.outputs = outputs;
    this.inputs = new ScaledInputs(scaling, capacity);
    this.labels = new int[capacity];
    this.targets = new float[Math.multiplyExact(outputs, capacity)];
    this.gather = new RangeLoop(threads, this::gather);
  }

  /** Takes the samples {@code order[first]} to {@code order[first + count - 1]}. */
  void fill(Dataset data, int[] order, int first, int count) {
    gathered = data;
    gatheredOrder = order;
    gatheredFirst = first;
    gather.overSamples(count, data.features());
    finish(count, data.isClassification());
  }

  private void gather(int from, int to) {
    boolean classes = gathered.isClassification();
    int[] allLabels = classes ? gathered.labels() : labels;
    float[] allTargets = classes ? targets : gathered.targets();
    for (int j = from; j < to; j++) {
      int sample = gatheredOrder[gatheredFirst + j];
      take(j, sample, gathered.inputs(), allTargets, allLabels, classes);
    }
    inputs.scale(from, to);
  }

  /** Takes one sample of some to a place in the batch. */
  void take(
      int place,
      int sample,
      float[] someInputs,
      float[] someTargets,
      int[] someLabels,
      boolean classes) {
    inputs.take(someInputs, sample, place, 1);
    if (classes) {
      labels[place] = someLabels[sample];
    } else {
      System.arraycopy(someTargets, sample * outputs, targets, place * outputs, outputs);
    }
  }

  /** Completes the batch once so many samples are taken one by one. */
  void scaleAndFinish(int count, boolean classes) {
    inputs.scale(0, count);
    finish(count, classes);
  }

  private void finish(int count, boolean classes) {
    size = count;
    labeled = classes;
    targetsMissing = classes;
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
    if (targetsMissing) {
      Arrays.fill(targets, 0, size * outputs, 0);
      for (int j = 0; j < size; j++) {
        targets[j * outputs + labels[j]] = 1;
      }
      targetsMissing = false;
    }
    return targets;
  }
}
