// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import ritz.kernels.FloatMath;

/**
 * With S the sum of exp(z_i - z_c) over the outputs of a sample of class c, the loss is log S, and
 * the gradient is exp(z_i - z_c) / S - [i = c]. Where S is large, or for targets t_i of the sum T,
 * m is the largest output and S the sum of exp(z_i - m), which cannot overflow: the loss is T log S
 * + sum t_i (m - z_i), and the gradient T exp(z_i - m) / S - t_i.
 */
final class SoftmaxCrossEntropyPass extends LossPass {
  /** The largest S beside which exp(0), of the class itself, is not lost in rounding to float. */
  private static final double LARGEST_SUM = 0x1p24;

  /** Times the largest sum it is still far from an overflow. */
  private static final double LARGEST_PRODUCT = 0x1p900;

  private final int classes;
  private final float kept;
  private final float spread;

  SoftmaxCrossEntropyPass(SoftmaxCrossEntropy loss, int classes) {
    this.classes = classes;
    this.kept = (float) (1 - loss.smoothing());
    this.spread = (float) (loss.smoothing() / classes);
  }

  @Override
  double evaluate(float[] outputs, Batch batch, float[] gradient) {
    int size = batch.size();
    if (spread == 0 && batch.hasLabels()) {
      subtractOwn(outputs, batch.labels(), size, gradient);
      FloatMath.exp(classes * size, gradient, 0, gradient, 0);
      return normalize(outputs, batch.labels(), size, gradient) / size;
    }
    return againstTargets(outputs, batch.targets(), size, gradient);
  }

  /** Writes z_i - z_c. */
  private void subtractOwn(float[] outputs, int[] labels, int size, float[] differences) {
    for (int j = 0; j < size; j++) {
      int start = j * classes;
      float own = outputs[start + labels[j]];
      for (int i = start; i < start + classes; i++) {
        differences[i] = outputs[i] - own;
      }
    }
  }

  /** Turns exp(z_i - z_c) into the gradient; returns the sum of the losses. */
  private double normalize(float[] outputs, int[] labels, int size, float[] gradient) {
    double total = 0;
    double weight = 1.0 / size;
    double product = 1;
    for (int j = 0; j < size; j++) {
      int start = j * classes;
      int own = start + labels[j];
      double even = 0;
      double odd = classes % 2 == 0 ? 0 : gradient[start + classes - 1];
      for (int i = start; i < start + classes - 1; i += 2) {
        even += gradient[i];
        odd += gradient[i + 1];
      }
      double sum = even + odd;
      if (!(sum <= LARGEST_SUM)) {
        total += aroundLargest(outputs, start, own, weight, gradient);
        continue;
      }
      // One logarithm for many sums, which are at least 1.
      product *= sum;
      if (product > LARGEST_PRODUCT) {
        total += Math.log(product);
        product = 1;
      }
      float scale = (float) (weight / sum);
      for (int i = start; i < start + classes; i++) {
        gradient[i] *= scale;
      }
      gradient[own] -= (float) weight;
    }
    return total + Math.log(product);
  }

  /** The gradient of one sample whose own output is far below the largest, and its loss. */
  private double aroundLargest(
      float[] outputs, int start, int own, double weight, float[] gradient) {
    float largest = largest(outputs, start);
    for (int i = start; i < start + classes; i++) {
      gradient[i] = outputs[i] - largest;
    }
    FloatMath.exp(classes, gradient, start, gradient, start);
    double sum = 0;
    for (int i = start; i < start + classes; i++) {
      sum += gradient[i];
    }
    float scale = (float) (weight / sum);
    for (int i = start; i < start + classes; i++) {
      gradient[i] *= scale;
    }
    gradient[own] -= (float) weight;
    return Math.log(sum) + largest - outputs[own];
  }

  private float largest(float[] outputs, int start) {
    float largest = outputs[start];
    for (int i = start + 1; i < start + classes; i++) {
      largest = Math.max(largest, outputs[i]);
    }
    return largest;
  }

  private double againstTargets(float[] outputs, float[] targets, int size, float[] gradient) {
    double total = 0;
    for (int j = 0; j < size; j++) {
      int start = j * classes;
      float largest = largest(outputs, start);
      for (int i = start; i < start + classes; i++) {
        double difference = (double) outputs[i] - largest;
        gradient[i] = (float) difference;
        total -= (kept * targets[i] + spread) * difference;
      }
    }
    FloatMath.exp(classes * size, gradient, 0, gradient, 0);
    for (int j = 0; j < size; j++) {
      total += subtractTargets(targets, j * classes, 1.0 / size, gradient);
    }
    return total / size;
  }

  /** Turns exp(z_i - m) of a sample into the gradient and returns T log S. */
  private double subtractTargets(float[] targets, int start, double weight, float[] gradient) {
    double sum = 0;
    double all = 0;
    for (int i = start; i < start + classes; i++) {
      sum += gradient[i];
      all += kept * targets[i] + spread;
    }
    double scale = all / sum;
    for (int i = start; i < start + classes; i++) {
      gradient[i] = (float) (weight * (scale * gradient[i] - (kept * targets[i] + spread)));
    }
    return all * Math.log(sum);
  }
}
