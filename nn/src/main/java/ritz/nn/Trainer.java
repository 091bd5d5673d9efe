// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;
import ritz.nn.data.SampleSource;

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
  private final int buffer;
  private final Threads threads;
  private final List<Callback> callbacks;
  private final PruningMask mask;
  private final FreezingMask frozen;
  private final Schedule schedule;
  private final ReduceOnPlateau plateau;
  private final double l1;
  private final double largestNorm;

  private Trainer(Builder builder) {
    this.network = builder.network;
    this.loss = builder.loss;
    this.optimizer = builder.optimizer;
    this.batch = builder.batch;
    this.epochs = builder.epochs;
    this.seed = builder.seed;
    this.buffer = builder.buffer;
    this.threads = builder.threads;
    this.callbacks = List.copyOf(builder.callbacks);
    this.mask = builder.mask;
    this.frozen = builder.frozen;
    this.schedule = builder.schedule;
    this.plateau = builder.plateau;
    this.l1 = builder.l1;
    this.largestNorm = builder.largestNorm;
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
   * Trains a model in place. When a loss, a gradient, a parameter or, at the end of an epoch, a
   * running statistic is NaN or infinite the training ends at once. The parameters then go back to
   * the last good ones: those before the first step of the latest epoch whose first batch had a
   * finite loss and gradient.
   *
   * @param model a model of this trainer's network; its parameters are changed
   * @param train the data to learn from
   * @param validation data to evaluate after every epoch, or null for none
   * @return how it went
   * @throws IllegalArgumentException if model, loss and data do not fit, or a parameter is not
   *     finite; nothing is changed then
   */
  public TrainingResult fit(Model model, Dataset train, Dataset validation) {
    return run(model, null, batches(model, train), validation);
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

  /**
   * Trains a model in place on samples that need not fit in memory: each epoch reads them anew and
   * shuffles them in a buffer of bounded size, see {@link Builder#buffer}.
   *
   * @param model a model of this trainer's network; its parameters are changed
   * @param train the samples to learn from
   * @param validation data to evaluate after every epoch, or null for none
   * @return how it went
   * @throws IOException if the samples cannot be read or are damaged; the model then has the
   *     parameters after the last step
   * @throws IllegalArgumentException if model, loss and data do not fit, or a parameter is not
   *     finite; nothing is changed then
   */
  public TrainingResult fit(Model model, SampleSource train, Dataset validation)
      throws IOException {
    return runStream(model, null, train, validation);
  }

  /**
   * Goes on with a training that was interrupted, or with more epochs than it had. With the same
   * settings but for their number, the same model and the same data, the bits are those of a
   * training without interruption; a schedule over the whole training, such as {@link
   * Schedule#cosine()}, goes by the new number from there on.
   *
   * @param model the model as it was when the state was taken; its parameters are changed
   * @param state the state, as {@link TrainingView#state} gave it
   * @param train the data to learn from
   * @param validation data to evaluate after every epoch, or null for none
   * @return how it went, the epochs before included
   * @throws IllegalArgumentException as {@link #fit(Model, Dataset, Dataset)} does, or if the
   *     settings are others than those of the interrupted training; nothing is changed then
   */
  public TrainingResult resume(
      Model model, TrainingState state, Dataset train, Dataset validation) {
    return run(model, state, batches(model, train), validation);
  }

  /**
   * Goes on with a training on samples that need not fit in memory.
   *
   * @param model the model as it was when the state was taken; its parameters are changed
   * @param state the state, as {@link TrainingView#state} gave it
   * @param train the samples to learn from
   * @param validation data to evaluate after every epoch, or null for none
   * @return how it went, the epochs before included
   * @throws IOException as {@link #fit(Model, SampleSource, Dataset)} does
   * @throws IllegalArgumentException as {@link #resume(Model, TrainingState, Dataset, Dataset)}
   *     does
   */
  public TrainingResult resume(
      Model model, TrainingState state, SampleSource train, Dataset validation) throws IOException {
    return runStream(model, state, train, validation);
  }

  private TrainingResult runStream(
      Model model, TrainingState state, SampleSource train, Dataset validation) throws IOException {
    new FitCheck(this, model).requireTraining(train);
    BatchSource batches = new StreamBatches(train, loss, buffer, batch);
    try {
      return run(model, state, batches, validation);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private BatchSource batches(Model model, Dataset train) {
    new FitCheck(this, model).requireTraining(train);
    return new DatasetBatches(train, !needsWholeBatch(), Math.min(batch, train.size()));
  }

  private TrainingResult run(
      Model model, TrainingState state, BatchSource batches, Dataset validation) {
    FitCheck check = new FitCheck(this, model);
    check.requireModel(batches.size());
    check.requireValidation(validation);
    try (batches) {
      return new TrainingRun(this, model, batches, validation).run(state);
    }
  }

  /** Whether all samples are taken in one batch and in their order. */
  boolean needsWholeBatch() {
    return LossPass.needsWholeBatch(loss) || Updater.needsWholeBatch(optimizer);
  }

  /** All settings that the bits of a training depend on, but for the number of epochs. */
  Map<String, String> description(long samples) {
    Map<String, String> description = new TreeMap<>();
    description.put("network", network.toString());
    description.put("loss", loss.toString());
    description.put("optimizer", optimizer.toString());
    description.put("schedule", schedule.toString());
    description.put("reduceOnPlateau", String.valueOf(plateau));
    description.put("batch", String.valueOf(batch));
    description.put("seed", String.valueOf(seed));
    description.put("buffer", String.valueOf(buffer));
    description.put("l1", String.valueOf(l1));
    description.put("clipNorm", String.valueOf(largestNorm));
    description.put("pruned", String.valueOf(mask == null ? 0 : mask.prunedCount()));
    if (frozen.frozenCount() > 0) {
      description.put("frozen", String.valueOf(frozen.frozenCount()));
    }
    description.put("samples", String.valueOf(samples));
    return description;
  }

  Network network() {
    return network;
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

  /** What is frozen from the start. */
  FreezingMask frozen() {
    return frozen;
  }

  Schedule schedule() {
    return schedule;
  }

  /** The reduction on a plateau, or null for none. */
  ReduceOnPlateau plateau() {
    return plateau;
  }

  /** The factor of the L1 penalty, 0 for none. */
  double l1() {
    return l1;
  }

  /** What the norm of the gradient is clipped to, infinite for no clipping. */
  double largestNorm() {
    return largestNorm;
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
    private int buffer = 8192;
    private Threads threads = Threads.single();
    private PruningMask mask;
    private FreezingMask frozen;
    private Schedule schedule = Schedule.constant();
    private ReduceOnPlateau plateau;
    private double l1;
    private double largestNorm = Double.POSITIVE_INFINITY;

    private Builder(Network network) {
      this.network = Objects.requireNonNull(network, "network");
      this.frozen = FreezingMask.of(new boolean[network.parameterCount()]);
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
     * Sets the number of samples of a stream that are held in memory at a time, from which each
     * next one is drawn at random. A data set in memory is always shuffled as a whole.
     *
     * @param samples at least 1, where nothing is shuffled; 8192 by default
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder buffer(int samples) {
      Settings.requirePositive("buffer", samples);
      buffer = samples;
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
     * Sets what is frozen from the start: parameters that keep their values, as when the last layer
     * of a trained model is fitted to other data. A mask for pruning comes before it, and running
     * statistics of batch normalization move on. Callbacks can change it, see {@link
     * TrainingView#freeze}; a resumed training goes on with what was frozen last.
     *
     * @param value a mask for the network's parameters; not for L-BFGS
     * @return this builder
     */
    public Builder freeze(FreezingMask value) {
      frozen = Objects.requireNonNull(value, "frozen");
      return this;
    }

    /**
     * Sets how the learning rate changes.
     *
     * @param value the schedule
     * @return this builder
     */
    public Builder schedule(Schedule value) {
      schedule = Objects.requireNonNull(value, "schedule");
      return this;
    }

    /**
     * Reduces the learning rate, whatever its schedule, when the loss stands still.
     *
     * @param value when, and by how much
     * @return this builder
     */
    public Builder reduceOnPlateau(ReduceOnPlateau value) {
      plateau = Objects.requireNonNull(value, "plateau");
      return this;
    }

    /**
     * Adds an L1 penalty, the sum of the magnitudes of all parameters, to what is made small. The
     * losses that are reported do not include it. L2 penalties are set on the optimizer.
     *
     * @param factor the factor of the penalty, at least 0
     * @return this builder
     * @throws IllegalArgumentException if the factor is out of range
     */
    public Builder l1(double factor) {
      Settings.requireNotNegative("l1", factor);
      l1 = factor;
      return this;
    }

    /**
     * Scales the gradient down, before the optimizer sees it, when its 2-norm over all parameters
     * exceeds a limit (PyTorch's {@code clip_grad_norm_}).
     *
     * @param limit the largest norm, positive
     * @return this builder
     * @throws IllegalArgumentException if the limit is not positive
     */
    public Builder clipNorm(double limit) {
      Settings.requirePositive("limit", limit);
      largestNorm = limit;
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
