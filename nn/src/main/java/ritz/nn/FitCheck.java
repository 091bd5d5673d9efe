// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import ritz.nn.data.Dataset;
import ritz.nn.data.SampleSource;

/** Checks that the settings of a training, its model and its data fit, before anything changes. */
final class FitCheck {
  private final Trainer settings;
  private final Model model;

  FitCheck(Trainer settings, Model model) {
    this.settings = settings;
    this.model = model;
  }

  /** Checks the shapes and targets of data in memory, and that one batch holds what has to be. */
  void requireTraining(Dataset train) {
    requireShape(model, train, "train");
    TargetCheck.require(settings.loss(), train, "train");
    if (settings.needsWholeBatch() && settings.batch() < train.size()) {
      throw new IllegalArgumentException(
          "batch: "
              + settings.batch()
              + " of "
              + train.size()
              + " samples, "
              + needy()
              + " needs all in one");
    }
  }

  /** Checks the shapes of a stream, whose targets are checked as they come. */
  void requireTraining(SampleSource train) {
    requireShape(model, train.features(), train.outputs(), "train");
    if (settings.needsWholeBatch()) {
      throw new IllegalArgumentException("train: a stream, " + needy() + " needs all in one batch");
    }
  }

  /** Checks the data to evaluate, null for none. */
  void requireValidation(Dataset validation) {
    if (validation != null) {
      requireShape(model, validation, "validation");
      TargetCheck.require(settings.loss(), validation, "validation");
    }
  }

  /** Checks the model, and that its network can learn from batches of so many samples in all. */
  void requireModel(long samples) {
    if (!model.network().equals(settings.network())) {
      throw new IllegalArgumentException(
          "model: a network " + model.network() + ", the trainer is for " + settings.network());
    }
    settings.frozen().requireFit(model.network(), settings.optimizer());
    requireTwoSamples(samples);
    float[] parameters = model.parameters();
    for (int i = 0; i < parameters.length; i++) {
      if (!Float.isFinite(parameters[i])) {
        throw new IllegalArgumentException(
            "model: parameter " + i + " is " + parameters[i] + ", expected a finite number");
      }
    }
  }

  /** Batch normalization has no variance in a batch of one sample. */
  private void requireTwoSamples(long samples) {
    long size = Math.min(settings.batch(), samples);
    if (settings.network().hasBatchNorm() && (size == 1 || samples % size == 1)) {
      throw new IllegalArgumentException(
          "batch: "
              + settings.batch()
              + " of "
              + samples
              + " samples leaves a batch of one, too few for batch normalization");
    }
  }

  private Object needy() {
    return LossPass.needsWholeBatch(settings.loss()) ? settings.loss() : settings.optimizer();
  }

  /** Checks that data have the features and outputs of a model. */
  static void requireShape(Model model, Dataset data, String name) {
    requireShape(model, data.features(), data.outputs(), name);
  }

  private static void requireShape(Model model, int features, int outputs, String name) {
    Network network = model.network();
    if (features != network.inputs() || outputs != network.outputs()) {
      throw new IllegalArgumentException(
          name
              + ": "
              + features
              + " features and "
              + outputs
              + " outputs, the network is "
              + network);
    }
  }
}
