// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.SplittableRandom;
import ritz.nn.data.Dataset;

/** Small artificial data sets with fixed seeds. */
final class Samples {
  private Samples() {}

  /** Three classes of points on three intertwined spirals: not separable by a linear map. */
  static Dataset spirals(int perClass, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] inputs = new float[2 * 3 * perClass];
    int[] labels = new int[3 * perClass];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 3;
      double radius = 0.1 + 0.9 * i / (3 * perClass);
      double angle = 2 * Math.PI * labels[i] / 3 + 3 * radius + 0.1 * (random.nextDouble() - 0.5);
      inputs[2 * i] = (float) (radius * Math.cos(angle));
      inputs[2 * i + 1] = (float) (radius * Math.sin(angle));
    }
    return Dataset.classification(2, inputs, labels, 3);
  }

  /** Uniform random inputs within [-1, 1] and random labels. */
  static Dataset randomClasses(int features, int size, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = random.ints(size, 0, classes).toArray();
    return Dataset.classification(features, uniform(features * size, random), labels, classes);
  }

  /** Uniform random inputs and targets within [-1, 1]. */
  static Dataset randomTargets(int features, int size, int targets, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Dataset.regression(
        features, uniform(features * size, random), targets, uniform(targets * size, random));
  }

  private static float[] uniform(int length, SplittableRandom random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }
}
