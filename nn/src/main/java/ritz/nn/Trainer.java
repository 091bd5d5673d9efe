// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;

/**
 * Trains a network by mini-batches: the settings of a training, immutable and reusable.
 *
 * <p>The samples are shuffled anew for each epoch, by the seed and the number of the epoch alone,
 * unless the loss needs them in their order. The same settings, model and data give the same bits,
 * at any number of threads.
 */
public final class Trainer {
  private final Network network;
  private final Loss loss;
  private final Optimizer optimizer;
  private final int batch;
  private final int epochs;
  private final long seed;
  private final Threads threads;
  private final List<Callback> callbacks;
  private final PruningMask mask;

  private Trainer(Builder builder) {
    this.network = builder.network;
    this.loss = builder.loss;
    this.optimizer = builder.optimizer;
    this.batch = builder.batch;
    this.epochs = builder.epochs;
    this.seed = builder.seed;
    this.threads = builder.threads;
    this.callbacks = List.copyOf(builder.callbacks);
    this.mask = builder.mask;
  }

  /**
   * Starts the settings: softmax cross-entropy, Adam at 1e-3, batches of 32, 100 epochs, seed 0,
   * one thread.
   *
   * @param network the network to train
   * @return a builder with defaults
   */
  public static Builder builder(Network network) {
    return new Builder(network);
  }

  /**
   * Trains a model in place. When a loss, a gradient or a parameter is NaN or infinite the training
   * ends at once. The parameters then go back to the last good ones: those before the first step of
   * the latest epoch whose first batch had a finite loss and gradient.
   *
   * @param model a model of this trainer's network; its parameters are changed
   * @param train the data to learn from
   * @param validation data to evaluate after every epoch, or null for none
   * @return how it went
   * @throws IllegalArgumentException if model, loss and data do not fit, or a parameter is not
   *     finite; nothing is changed then
   */
  public TrainingResult fit(Model model, Dataset train, Dataset validation) {
    if (!model.network().equals(network)) {
      throw new IllegalArgumentException(
          "model: a network " + model.network() + ", the trainer is for " + network);
    }
    requireFit(model, train, "train");
    requireTargets(train, "train");
    requireWholeBatch(train);
    if (validation != null) {
      requireFit(model, validation, "validation");
      requireTargets(validation, "validation");
    }
    float[] parameters = model.parameters();
    for (int i = 0; i < parameters.length; i++) {
      if (!Float.isFinite(parameters[i])) {
        throw new IllegalArgumentException(
            "model: parameter " + i + " is " + parameters[i] + ", expected a finite number");
      }
    }
    return new TrainingRun(this, model, train, validation).run();
  }

  /**
   * Trains a model in place without validation data.
   *
   * @param model a model of this trainer's network; its parameters are changed
   * @param train the data to learn from
   * @return how it went
   * @throws IllegalArgumentException if model, loss and data do not fit, or a parameter is not
   *     finite; nothing is changed then
   */
  public TrainingResult fit(Model model, Dataset train) {
    return fit(model, train, null);
  }

  static void requireFit(Model model, Dataset data, String name) {
    Network network = model.network();
    if (data.features() != network.inputs() || data.outputs() != network.outputs()) {
      throw new IllegalArgumentException(
          name
              + ": "
              + data.features()
              + " features and "
              + data.outputs()
              + " outputs, the network is "
              + network);
    }
  }

  private void requireWholeBatch(Dataset train) {
    if (LossPass.needsWholeBatch(loss) && batch < train.size()) {
      throw new IllegalArgumentException(
          "batch: " + batch + " of " + train.size() + " samples, " + loss + " needs all in one");
    }
  }

  private void requireTargets(Dataset data, String name) {
    if (loss instanceof SoftmaxCrossEntropy && !data.isClassification()) {
      throw new IllegalArgumentException(name + ": a regression, " + loss + " needs classes");
    }
  }

  Loss loss() {
    return loss;
  }

  Optimizer optimizer() {
    return optimizer;
  }

  int batch() {
    return batch;
  }

  int epochs() {
    return epochs;
  }

  long seed() {
    return seed;
  }

  Threads threads() {
    return threads;
  }

  List<Callback> callbacks() {
    return callbacks;
  }

  /** The mask, or null for none. */
  PruningMask mask() {
    return mask;
  }

  /** Collects the settings of a {@link Trainer}. */
  public static final class Builder {
    private final Network network;
    private final List<Callback> callbacks = new ArrayList<>();
    private Loss loss = Loss.softmaxCrossEntropy();
    private Optimizer optimizer = Optimizer.adam(1e-3);
    private int batch = 32;
    private int epochs = 100;
    private long seed;
    private Threads threads = Threads.single();
    private PruningMask mask;

    private Builder(Network network) {
      this.network = Objects.requireNonNull(network, "network");
    }

    /**
     * Sets the loss.
     *
     * @param value the loss
     * @return this builder
     */
    public Builder loss(Loss value) {
      loss = Objects.requireNonNull(value, "loss");
      return this;
    }

    /**
     * Sets the optimizer.
     *
     * @param value the optimizer
     * @return this builder
     */
    public Builder optimizer(Optimizer value) {
      optimizer = Objects.requireNonNull(value, "optimizer");
      return this;
    }

    /**
     * Sets the number of samples in a batch. The last batch of an epoch may be smaller.
     *
     * @param samples at least 1; more than there are means all
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder batch(int samples) {
      Settings.requirePositive("batch", samples);
      batch = samples;
      return this;
    }

    /**
     * Sets the number of times that the training data are gone through.
     *
     * @param count at least 1
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder epochs(int count) {
      Settings.requirePositive("epochs", count);
      epochs = count;
      return this;
    }

    /**
     * Sets the seed of the order of the samples.
     *
     * @param value any number
     * @return this builder
     */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * Sets the threads that may be used. The result does not depend on it.
     *
     * @param value the threads
     * @return this builder
     */
    public Builder threads(Threads value) {
      threads = Objects.requireNonNull(value, "threads");
      return this;
    }

    /**
     * Adds a callback. Callbacks are called in the order in which they were added.
     *
     * @param value the callback
     * @return this builder
     */
    public Builder callback(Callback value) {
      callbacks.add(Objects.requireNonNull(value, "callback"));
      return this;
    }

    /**
     * Sets a mask that holds parameters at zero during the training.
     *
     * @param value a mask for the network's parameters
     * @return this builder
     * @throws IllegalArgumentException if the mask is for another number of parameters
     */
    public Builder mask(PruningMask value) {
      if (value.length() != network.parameterCount()) {
        throw new IllegalArgumentException(
            "mask: for "
                + value.length()
                + " parameters, the network has "
                + network.parameterCount());
      }
      mask = value;
      return this;
    }

    /**
     * Makes the trainer.
     *
     * @return the trainer
     */
    public Trainer build() {
      return new Trainer(this);
    }
  }
}
