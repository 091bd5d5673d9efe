// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

/**
 * What the first epochs of a training promise.
 *
 * @param epoch the number of epochs it was judged by
 * @param movement how far the weights went, relative to the norm of the initial ones; infinite if
 *     those are zero. A training worth its name moves its weights by a good part of them: next to
 *     none means that the initial weights are far too large or their units dead or saturated, many
 *     times their norm that they were next to nothing
 * @param diversity in how many independent directions the units of a hidden layer move, the
 *     participation ratio of the spectrum of their movement; of the layer with the fewest. 1 when
 *     all units do the same; infinite without a hidden layer of two units or more
 * @param expectedLoss the training loss expected at the end of the budget
 * @param relativeLoss the same, relative to the loss of a model that knows nothing; NaN if that is
 *     not known
 * @param doubt the sum of it: above 1 the training is not worth going on with
 */
public record Outlook(
    int epoch,
    double movement,
    double diversity,
    double expectedLoss,
    double relativeLoss,
    double doubt) {
  /**
   * Whether to go on.
   *
   * @return false if the doubt is above 1
   */
  public boolean promising() {
    return doubt <= 1;
  }
}
