// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;

/** What a training makes small: the mean over a batch of how far outputs are from the targets. */
public sealed interface Loss
    permits SoftmaxCrossEntropy,
        BinaryCrossEntropy,
        MeanSquare,
        MeanAbsolute,
        Huber,
        NegativeSobolev,
        ScatteredSobolev {
  /**
   * The cross-entropy between the softmax of the outputs and the class of a sample, averaged over
   * the batch (PyTorch's {@code CrossEntropyLoss}); for a regression, whose targets must be
   * probabilities that sum to 1 for each sample, the cross-entropy with those.
   *
   * @return the loss
   */
  static SoftmaxCrossEntropy softmaxCrossEntropy() {
    return new SoftmaxCrossEntropy(0);
  }

  /**
   * The cross-entropy between targets from 0 to 1, each by itself, and the logistic function of the
   * outputs, averaged over all outputs and the batch (PyTorch's {@code BCEWithLogitsLoss}). In a
   * classification the targets are 1 for the class of the sample and 0 for the others.
   *
   * @return the loss
   */
  static Loss binaryCrossEntropy() {
    return new BinaryCrossEntropy();
  }

  /**
   * The magnitudes of the differences averaged over all outputs and the batch (PyTorch's {@code
   * L1Loss}). In a classification the targets are as for {@link #meanSquare}.
   *
   * @return the loss
   */
  static Loss meanAbsolute() {
    return new MeanAbsolute();
  }

  /**
   * Half the squared difference up to {@code delta} and a straight line beyond, averaged over all
   * outputs and the batch (Huber 1964; PyTorch's {@code HuberLoss}). In a classification the
   * targets are as for {@link #meanSquare}.
   *
   * @param delta where the square ends, positive; 1 is usual
   * @return the loss
   * @throws IllegalArgumentException if delta is not positive
   */
  static Loss huber(double delta) {
    return new Huber(delta);
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
   * The squared norm H^-s of the residual of signals on a uniform periodic grid of length 1 in one
   * dimension, with the outputs as the points of the grid and each sample a signal. See {@link
   * NegativeSobolev#onGrid} for two dimensions, {@link NegativeSobolev#withReflection} for signals
   * that are not periodic and {@link NegativeSobolev#alongTheBatch} for samples as points.
   *
   * @param order s, any finite number: positive smooths, 0 is the mean square, negative emphasizes
   *     detail
   * @return the loss
   * @throws IllegalArgumentException if the order is not finite
   */
  static NegativeSobolev negativeSobolev(double order) {
    return new NegativeSobolev(order, List.of(), List.of(1.0), false, false);
  }

  /**
   * The squared norm H^-s of the residual at scattered points, with the samples of the training as
   * the points, in their order, and each output a signal.
   *
   * @param order s, any finite number: positive smooths, 0 is the mean square, negative emphasizes
   *     detail
   * @param points where the samples lie, {@code dimensions} coordinates for each
   * @param dimensions the number of coordinates of a point, at least 1
   * @return the loss, with weights as {@link ScatteredSobolev#cells} finds them
   * @throws IllegalArgumentException if the order or a coordinate is not finite, all points
   *     coincide, or their number does not fit
   */
  static ScatteredSobolev negativeSobolevAt(double order, float[] points, int dimensions) {
    return ScatteredSobolev.of(order, points, dimensions);
  }
}
