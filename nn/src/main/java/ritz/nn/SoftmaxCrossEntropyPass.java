// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import ritz.kernels.FloatMath;

/**
 * With m the largest output of a sample and S the sum of exp(z_i - m), the loss of class c is log S
 * + m - z_c, which cannot overflow, and its gradient is exp(z_i - m) / S - [i = c]. With targets
 * t_i of the sum T it is T log S + sum t_i (m - z_i), with the gradient T exp(z_i - m) / S - t_i.
 */
final class SoftmaxCrossEntropyPass extends LossPass {
  /** Times the largest sum, 2^31, it is still far from an overflow. */
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
    if (spread != 0 || !batch.hasLabels()) {
      return againstTargets(outputs, batch.targets(), size, gradient);
    }
    double margins = subtractLargest(outputs, batch.labels(), size, gradient);
    FloatMath.exp(classes * size, gradient, 0, gradient, 0);
    return (margins + normalize(batch.labels(), size, gradient)) / size;
  }

  /** Writes z_i - m and returns the sum of m - z_c. */
  private double subtractLargest(float[] outputs, int[] labels, int size, float[] differences) {
    double total = 0;
    for (int j = 0; j < size; j++) {
      int start = j * classes;
      float largest = outputs[start];
      for (int i = start + 1; i < start + classes; i++) {
        largest = Math.max(largest, outputs[i]);
      }
      for (int i = start; i < start + classes; i++) {
        differences[i] = outputs[i] - largest;
      }
      total += (double) largest - outputs[start + labels[j]];
    }
    return total;
  }

  /** Turns exp(z_i - m) into the gradient and returns the sum of log S. */
  private double normalize(int[] labels, int size, float[] gradient) {
    double total = 0;
    double weight = 1.0 / size;
    double product = 1;
    for (int j = 0; j < size; j++) {
      int start = j * classes;
      double sum = 0;
      for (int i = start; i < start + classes; i++) {
        sum += gradient[i];
      }
      // One logarithm for many sums, which are from 1 to the number of classes.
      product *= sum;
      if (product > LARGEST_PRODUCT) {
        total += Math.log(product);
        product = 1;
      }
      float scale = (float) (weight / sum);
      for (int i = start; i < start + classes; i++) {
        gradient[i] *= scale;
      }
      gradient[start + labels[j]] -= (float) weight;
    }
    return total + Math.log(product);
  }

  private double againstTargets(float[] outputs, float[] targets, int size, float[] gradient) {
    double total = 0;
    for (int j = 0; j < size; j++) {
      int start = j * classes;
      float largest = outputs[start];
      for (int i = start + 1; i < start + classes; i++) {
        largest = Math.max(largest, outputs[i]);
      }
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
