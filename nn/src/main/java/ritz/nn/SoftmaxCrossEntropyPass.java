// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * With m the largest output of a sample and S the sum of exp(z_i - m), the loss of class c is log S
 * + m - z_c, which cannot overflow, and its gradient is exp(z_i - m) / S - [i = c].
 */
final class SoftmaxCrossEntropyPass extends LossPass {
  private final int classes;

  SoftmaxCrossEntropyPass(int classes) {
    this.classes = classes;
  }

  @Override
  double evaluate(float[] outputs, Batch batch, float[] gradient) {
    int[] labels = batch.labels();
    int size = batch.size();
    double total = 0;
    for (int j = 0; j < size; j++) {
      int start = j * classes;
      int label = start + labels[j];
      float largest = outputs[start];
      for (int i = start + 1; i < start + classes; i++) {
        largest = Math.max(largest, outputs[i]);
      }
      double sum = 0;
      for (int i = start; i < start + classes; i++) {
        double e = Elementary.exp(outputs[i] - largest);
        gradient[i] = (float) e;
        sum += e;
      }
      total += Math.log(sum) + (largest - outputs[label]);
      float scale = (float) (1 / (sum * size));
      for (int i = start; i < start + classes; i++) {
        gradient[i] *= scale;
      }
      gradient[label] -= 1f / size;
    }
    return total / size;
  }
}
