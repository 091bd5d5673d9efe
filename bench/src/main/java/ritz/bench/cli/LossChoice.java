// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import ritz.nn.Loss;

/** The losses of the command line. */
@SuppressWarnings("ImmutableEnumChecker") // losses are immutable records
enum LossChoice {
  CROSS_ENTROPY(Loss.softmaxCrossEntropy()),
  BINARY_CROSS_ENTROPY(Loss.binaryCrossEntropy()),
  MEAN_SQUARE(Loss.meanSquare()),
  MEAN_ABSOLUTE(Loss.meanAbsolute()),
  HUBER(Loss.huber(1)),
  /** Its order is an option of its own. */
  SOBOLEV(Loss.negativeSobolev(0).alongTheBatch().withReflection());

  private final Loss loss;

  LossChoice(Loss loss) {
    this.loss = loss;
  }

  Loss loss() {
    return loss;
  }
}
