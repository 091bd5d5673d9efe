// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import ritz.nn.Loss;

/** The losses of the command line. */
@SuppressWarnings("ImmutableEnumChecker") // losses are immutable records
enum LossChoice {
  CROSS_ENTROPY(Loss.softmaxCrossEntropy()),
  MEAN_SQUARE(Loss.meanSquare());

  private final Loss loss;

  LossChoice(Loss loss) {
    this.loss = loss;
  }

  Loss loss() {
    return loss;
  }
}
