// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import ritz.nn.data.Dataset;

/** Checks that target values are what a loss takes: probabilities for the cross-entropies. */
final class TargetCheck {
  /** How far probabilities in floats, perhaps read from a rounded text, may sum up wrongly. */
  private static final double SUM_TOLERANCE = 1e-3;

  private TargetCheck() {}

  /** Checks all samples of a data set. */
  static void require(Loss loss, Dataset data, String name) {
    if (data.isClassification()) {
      return;
    }
    int outputs = data.outputs();
    for (int sample = 0; sample < data.size(); sample++) {
      String fault = fault(loss, data.targets(), sample * outputs, outputs);
      if (fault != null) {
        throw new IllegalArgumentException(
            name + ": a regression, and sample " + sample + " has " + fault);
      }
    }
  }

  /** What is wrong with the targets of one sample, in words, or null. */
  static String fault(Loss loss, float[] targets, int from, int count) {
    boolean shares = loss instanceof SoftmaxCrossEntropy;
    if (!shares && !(loss instanceof BinaryCrossEntropy)) {
      return null;
    }
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      if (!(targets[i] >= 0 && targets[i] <= 1)) {
        return "the target " + targets[i] + expected(loss);
      }
      sum += targets[i];
    }
    if (shares && Math.abs(sum - 1) > SUM_TOLERANCE) {
      return "targets that sum to " + sum + expected(loss);
    }
    return null;
  }

  private static String expected(Loss loss) {
    return "; " + loss + " needs classes or probabilities";
  }
}
