// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** The mean of |e| over all entries of the residual e, with the gradient sign(e) / count. */
final class MeanAbsolutePass extends LossPass {
  private final int outputCount;

  MeanAbsolutePass(int outputCount) {
    this.outputCount = outputCount;
  }

  @Override
  double evaluate(float[] outputs, Batch batch, float[] gradient) {
    float[] targets = batch.targets();
    int count = outputCount * batch.size();
    float scale = 1f / count;
    double total = 0;
    for (int i = 0; i < count; i++) {
      float residual = outputs[i] - targets[i];
      gradient[i] = scale * Math.signum(residual);
      total += Math.abs(residual);
    }
    return total / count;
  }
}
