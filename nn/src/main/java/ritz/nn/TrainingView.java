// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** What a {@link Callback} sees of a training. Valid during the call; not thread-safe. */
public interface TrainingView {
  /**
   * The network that is trained.
   *
   * @return the network
   */
  Network network();

  /**
   * The number of epochs that are finished.
   *
   * @return 0 before the first epoch is done
   */
  int epoch();

  /**
   * The number of epochs that are planned.
   *
   * @return at least 1
   */
  int epochs();

  /**
   * The number of steps that are finished, over all epochs.
   *
   * @return 0 before the first step
   */
  long step();

  /**
   * The number of steps in an epoch.
   *
   * @return at least 1
   */
  int stepsPerEpoch();

  /**
   * The number of samples that an epoch goes through.
   *
   * @return at least 1
   */
  long samplesPerEpoch();

  /**
   * The learning rate of the next step.
   *
   * @return at least 0
   */
  double learningRate();

  /**
   * The loss of the last batch, before the step it led to.
   *
   * @return the loss, NaN before the first step
   */
  double batchLoss();

  /**
   * The training loss of the last finished epoch: the mean over its samples of the losses of the
   * batches.
   *
   * @return the loss, NaN before the first epoch is done
   */
  double trainLoss();

  /**
   * The loss on the validation data after the last finished epoch.
   *
   * @return the loss, NaN without validation data or before the first epoch is done
   */
  double validationLoss();

  /**
   * The share of the validation samples that were classified correctly after the last finished
   * epoch.
   *
   * @return a number from 0 to 1; NaN for a regression, without validation data, or before the
   *     first epoch is done
   */
  double validationAccuracy();

  /**
   * The model that is trained, as it is now.
   *
   * @return the model
   */
  Model model();

  /**
   * All that the training holds besides its model and its data, as of the last finished epoch.
   *
   * @return a copy
   * @throws IllegalStateException if the training is in the middle of an epoch
   */
  TrainingState state();

  /**
   * The parameters as they are now, not a copy. Changes made here are trained on.
   *
   * @return the array, laid out as {@link Network#parameters()} says
   */
  float[] parameters();

  /**
   * The gradient of the last batch, not a copy.
   *
   * @return the array, parallel to the parameters
   */
  float[] gradient();

  /**
   * What is frozen.
   *
   * @return the mask of the present step, with nothing frozen if none was set
   */
  FreezingMask frozen();

  /**
   * Freezes parameters from the next step on, in place of those that were frozen before. The
   * optimizer keeps its state for them, so that those that thaw go on where they were. Do this
   * after an epoch or a step, or at the start; a resumed training has the mask of the interrupted
   * one.
   *
   * @param mask what is to be frozen, for the network's parameters
   * @throws IllegalArgumentException if the mask is for another number of parameters, or the
   *     optimizer is L-BFGS, which moves all of them
   */
  void freeze(FreezingMask mask);

  /**
   * Asks the training to stop after the step or epoch of the present call. The first reason given
   * counts.
   *
   * @param reason a short name, reported by {@link TrainingResult#stoppedBy()}
   */
  void stop(String reason);
}
