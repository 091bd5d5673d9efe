// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ritz.bench.data.LearningData;
import ritz.bench.data.Samples;
import ritz.kernels.Threads;
import ritz.nn.Callback;
import ritz.nn.EarlyStopping;
import ritz.nn.Loss;

/** The options that say what is trained and how. */
final class TrainingOptions {
  private static final int DEFAULT_BUFFER = 8192;

  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description =
          "cross_entropy, binary_cross_entropy, mean_square, mean_absolute, huber or sobolev, for"
              + " values alone, whose samples are the points of a uniform grid in their order"
              + " (default: cross_entropy for classes, mean_square for values).")
  private LossChoice loss;

  @Mixin private GridOptions grid = new GridOptions();

  @Mixin private RecipeOptions recipe = new RecipeOptions();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Samples in a batch (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--buffer",
      paramLabel = "N",
      description =
          "With --stream: samples in memory at a time, out of which batches are drawn (default:"
              + " 8192).")
  private Integer buffer;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "200",
      description = "Epochs at most (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--patience",
      paramLabel = "EPOCHS",
      description =
          "Stop, too, when the loss on the held-out samples has not improved for so many epochs.")
  private Integer patience;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Decides the initial weights, the order of the samples and what is held out (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads to use; the result does not depend on it (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--prune",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description =
          "The share of the parameters to prune afterwards, from 0 to 1; biases stay (default:"
              + " ${DEFAULT-VALUE}).")
  private double pruning;

  long seed() {
    return seed;
  }

  /**
   * The training that the options ask for.
   *
   * @throws IllegalArgumentException if an option is out of range or does not fit the data
   */
  TrainingTask taskFor(LearningData data) {
    if (!(pruning >= 0 && pruning <= 1)) {
      throw new IllegalArgumentException("--prune: " + pruning + ", expected a share from 0 to 1");
    }
    if (loss != LossChoice.SOBOLEV) {
      grid.refuse();
    }
    boolean streamed = data.train() instanceof Samples.Streamed;
    boolean whole = needsGrid() || recipe.needsWholeBatch();
    if (streamed && whole) {
      throw new IllegalArgumentException(
          "--stream: --loss sobolev and --optimizer lbfgs take all samples in one batch");
    }
    if (buffer != null && !streamed) {
      throw new IllegalArgumentException("--buffer: only with --stream");
    }
    TrainingTask task =
        new TrainingTask(
            data,
            network.over(data.train(), data.name()),
            recipe.smoothed(lossFor(data.train(), data.name())),
            recipe,
            whole ? (int) data.train().size() : batch,
            buffer == null ? DEFAULT_BUFFER : buffer,
            epochs,
            patience == null
                ? new Callback() {}
                : OptionValue.of("--patience", () -> new EarlyStopping(patience)),
            seed,
            OptionValue.of("--threads", () -> Threads.of(threads)),
            pruning);
    task.trainer(epochs);
    return task;
  }

  /** Whether the samples are the points of a grid. */
  boolean needsGrid() {
    return loss == LossChoice.SOBOLEV;
  }

  /** In how many columns the samples lie, where they are the points of a grid. */
  int gridColumns() {
    return grid.columns();
  }

  private Loss lossFor(Samples data, String name) {
    if (loss == LossChoice.CROSS_ENTROPY && !data.isClassification()) {
      throw new IllegalArgumentException(
          "--loss: cross_entropy needs classes, " + name + " has values");
    }
    if (loss == LossChoice.SOBOLEV) {
      if (data.isClassification()) {
        throw new IllegalArgumentException(
            "--loss: sobolev needs values, " + name + " has classes");
      }
      return grid.loss((int) data.size());
    }
    if (loss != null) {
      return loss.loss();
    }
    return data.isClassification() ? Loss.softmaxCrossEntropy() : Loss.meanSquare();
  }
}
