// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * The mean over all entries of the residual e of e^2 / 2 up to delta and of delta (|e| - delta / 2)
 * beyond: with c the residual cut off at delta, c (e - c / 2), and the gradient is c / count.
 */
final class HuberPass extends LossPass {
  private final int outputCount;
  private final float delta;

  HuberPass(Huber loss, int outputCount) {
    this.outputCount = outputCount;
    this.delta = (float) loss.delta();
  }

  @Override
  double evaluate(float[] outputs, Batch batch, float[] gradient) {
    float[] targets = batch.targets();
    int count = outputCount * batch.size();
    float scale = 1f / count;
    double total = 0;
    for (int i = 0; i < count; i++) {
      float residual = outputs[i] - targets[i];
      float cut = Math.max(-delta, Math.min(delta, residual));
      gradient[i] = scale * cut;
      total += cut * (residual - 0.5 * cut);
    }
    return total / count;
  }
}
