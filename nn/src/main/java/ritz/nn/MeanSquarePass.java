// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** The mean of e^2 over all entries of the residual e, with the gradient 2 e / count. */
final class MeanSquarePass extends LossPass {
  private final int outputCount;

  MeanSquarePass(int outputCount) {
    this.outputCount = outputCount;
  }

  @Override
  double evaluate(float[] outputs, Batch batch, float[] gradient) {
    float[] targets = batch.targets();
    int count = outputCount * batch.size();
    float scale = 2f / count;
    double total = 0;
    for (int i = 0; i < count; i++) {
      float residual = outputs[i] - targets[i];
      gradient[i] = scale * residual;
      total += (double) residual * residual;
    }
    return total / count;
  }
}
