// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** A loss at work: its value on a batch, summed in double, and its gradient for the outputs. */
abstract class LossPass {
  /** The pass of a loss over batches of at most {@code capacity} samples. */
  static LossPass of(Loss loss, int outputs, int capacity) {
    if (loss instanceof SoftmaxCrossEntropy crossEntropy) {
      return new SoftmaxCrossEntropyPass(crossEntropy, outputs);
    } else if (loss instanceof BinaryCrossEntropy) {
      return new BinaryCrossEntropyPass(outputs);
    } else if (loss instanceof MeanAbsolute) {
      return new MeanAbsolutePass(outputs);
    } else if (loss instanceof Huber huber) {
      return new HuberPass(huber, outputs);
    } else if (loss instanceof NegativeSobolev sobolev) {
      return NegativeSobolevPass.of(sobolev, outputs, capacity);
    } else if (loss instanceof ScatteredSobolev sobolev) {
      return NegativeSobolevPass.of(sobolev, outputs, capacity);
    }
    return new MeanSquarePass(outputs);
  }

  /** Whether a loss needs all samples in one batch and in their order. */
  static boolean needsWholeBatch(Loss loss) {
    return (loss instanceof NegativeSobolev onGrid && onGrid.alongBatch())
        || (loss instanceof ScatteredSobolev scattered && scattered.alongBatch());
  }

  /**
   * Evaluates the loss.
   *
   * @param outputs what the network gave, outputs x samples
   * @param batch what it should have given
   * @param gradient receives the gradient for the outputs; must not be {@code outputs}
   * @return the loss
   */
  abstract double evaluate(float[] outputs, Batch batch, float[] gradient);
}
