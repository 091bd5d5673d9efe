// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import ritz.kernels.FloatMath;

/**
 * The mean over all entries of log(1 + exp(z)) - t z, which is max(z, 0) - t z + log(1 + exp(-|z|))
 * and cannot overflow, with the gradient (s(z) - t) / count for the logistic function s.
 */
final class BinaryCrossEntropyPass extends LossPass {
  private final int outputCount;

  BinaryCrossEntropyPass(int outputCount) {
    this.outputCount = outputCount;
  }

  @Override
  double evaluate(float[] outputs, Batch batch, float[] gradient) {
    float[] targets = batch.targets();
    int count = outputCount * batch.size();
    double total = 0;
    for (int i = 0; i < count; i++) {
      double z = outputs[i];
      total += Math.max(z, 0) - targets[i] * z + Math.log1p(Math.exp(-Math.abs(z)));
    }
    FloatMath.sigmoid(count, outputs, 0, gradient, 0);
    float scale = 1f / count;
    for (int i = 0; i < count; i++) {
      gradient[i] = scale * (gradient[i] - targets[i]);
    }
    return total / count;
  }
}
