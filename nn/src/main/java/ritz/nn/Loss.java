// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** What a training makes small: the mean over a batch of how far outputs are from the targets. */
public sealed interface Loss permits SoftmaxCrossEntropy, MeanSquare, NegativeSobolev {
  /**
   * The cross-entropy between the softmax of the outputs and the class of a sample, averaged over
   * the batch (PyTorch's {@code CrossEntropyLoss}). For classification only.
   *
   * @return the loss
   */
  static Loss softmaxCrossEntropy() {
    return new SoftmaxCrossEntropy();
  }

  /**
   * The squared differences averaged over all outputs and the batch (PyTorch's {@code MSELoss}). In
   * a classification the targets are 1 for the class of the sample and 0 for the others.
   *
   * @return the loss
   */
  static Loss meanSquare() {
    return new MeanSquare();
  }

  /**
   * The squared norm H^-s of the residual of signals on a uniform periodic grid of period 1, with
   * the outputs as the points of the grid and each sample a signal.
   *
   * @param order s, any finite number: positive smooths, 0 is the mean square, negative emphasizes
   *     detail
   * @return the loss
   * @throws IllegalArgumentException if the order is not finite
   */
  static NegativeSobolev negativeSobolev(double order) {
    return new NegativeSobolev(order, 1, false);
  }
}
