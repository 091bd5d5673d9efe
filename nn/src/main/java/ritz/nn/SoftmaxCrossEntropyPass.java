// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * With m the largest output of a sample and S the sum of exp(z_i - m), the loss of class c is log S
 * + m - z_c, which cannot overflow, and its gradient is exp(z_i - m) / S - [i = c].
 */
final class SoftmaxCrossEntropyPass extends LossPass {
  private final int classes;
  private final double[] exponentials;

  SoftmaxCrossEntropyPass(int classes, int capacity) {
    this.classes = classes;
    this.exponentials = new double[Math.multiplyExact(classes, capacity)];
  }

  @Override
  double evaluate(float[] outputs, Batch batch, float[] gradient) {
    int size = batch.size();
    double margins = subtractLargest(outputs, batch.labels(), size);
    Elementary.expOfNonPositive(exponentials, classes * size);
    return (margins + normalize(batch.labels(), size, gradient)) / size;
  }

  /** Stores z_i - m and returns the sum of m - z_c. */
  private double subtractLargest(float[] outputs, int[] labels, int size) {
    double total = 0;
    for (int j = 0; j < size; j++) {
      int start = j * classes;
      float largest = outputs[start];
      for (int i = start + 1; i < start + classes; i++) {
        largest = Math.max(largest, outputs[i]);
      }
      for (int i = start; i < start + classes; i++) {
        exponentials[i] = (double) outputs[i] - largest;
      }
      total -= exponentials[start + labels[j]];
    }
    return total;
  }

  /** Writes the gradient and returns the sum of log S. */
  private double normalize(int[] labels, int size, float[] gradient) {
    double total = 0;
    double weight = 1.0 / size;
    for (int j = 0; j < size; j++) {
      int start = j * classes;
      double sum = 0;
      for (int i = start; i < start + classes; i++) {
        sum += exponentials[i];
      }
      total += Math.log(sum);
      double scale = weight / sum;
      for (int i = start; i < start + classes; i++) {
        gradient[i] = (float) (scale * exponentials[i]);
      }
      int label = start + labels[j];
      gradient[label] = (float) (scale * exponentials[label] - weight);
    }
    return total;
  }
}
