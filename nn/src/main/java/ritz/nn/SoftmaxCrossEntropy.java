// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * The cross-entropy between what the targets say of each class and the softmax of the outputs,
 * averaged over the batch (PyTorch's {@code CrossEntropyLoss}). Targets are classes, or one
 * probability for each output.
 *
 * @param smoothing the share of each target that is spread evenly over all classes, in [0, 1)
 */
public record SoftmaxCrossEntropy(double smoothing) implements Loss {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public SoftmaxCrossEntropy {
    Settings.requireFraction("smoothing", smoothing);
  }

  /**
   * The same with label smoothing (Szegedy and others 2016).
   *
   * @param value the share of each target that is spread evenly over all classes, in [0, 1)
   * @return a new loss
   * @throws IllegalArgumentException if the value is out of range
   */
  public SoftmaxCrossEntropy withLabelSmoothing(double value) {
    return new SoftmaxCrossEntropy(value);
  }

  @Override
  public String toString() {
    return "softmax cross-entropy" + (smoothing == 0 ? "" : " smoothed by " + smoothing);
  }
}
