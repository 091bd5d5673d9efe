// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * What one epoch came to.
 *
 * @param epoch its number, from 1
 * @param trainLoss the mean over its samples of the losses of the batches
 * @param validationLoss the loss on the validation data after it, NaN without such data
 * @param validationAccuracy the share classified correctly, NaN for a regression or without data
 * @param seconds the time from the start of the training to its end
 */
public record EpochSummary(
    int epoch,
    double trainLoss,
    double validationLoss,
    double validationAccuracy,
    double seconds) {}
