// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ritz.bench.data.LearningData;
import ritz.bench.data.Samples;
import ritz.kernels.Threads;
import ritz.nn.Activation;
import ritz.nn.Initialization;
import ritz.nn.Loss;
import ritz.nn.Network;

/** The options that say what is trained and how. */
final class TrainingOptions {
  private static final int HIDDEN_UNITS = 32;
  private static final int DEFAULT_BUFFER = 8192;
  private static final double DEFAULT_ORDER = 0.5;

  @Option(
      names = "--layers",
      paramLabel = "64,32,10",
      hideParamSyntax = true,
      split = ",",
      description =
          "The number of units in each layer, inputs and outputs included (default: one hidden"
              + " layer of 32 between what the data ask for).")
  private List<Integer> layers;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      defaultValue = "relu",
      converter = ActivationNames.class,
      completionCandidates = ActivationNames.class,
      description = "Of the hidden layers: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Activation activation;

  @Option(
      names = "--norm",
      paramLabel = "NAME",
      description =
          "Normalize what goes into the activations of the hidden layers: batch or layer (default:"
              + " none).")
  private NormChoice norm;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "The share of the hidden layers' values to drop in training (default: none).")
  private double dropout;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description =
          "cross_entropy, binary_cross_entropy, mean_square, mean_absolute, huber or sobolev, for"
              + " values alone, whose samples are the points of a uniform grid in their order"
              + " (default: cross_entropy for classes, mean_square for values).")
  private LossChoice loss;

  @Option(
      names = "--order",
      paramLabel = "S",
      description =
          "The order s of the norm H^-s of --loss sobolev: above 0 noise counts less than slow"
              + " variations, 0 is the mean square (default: 0.5).")
  private Double order;

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
    if (order != null && loss != LossChoice.SOBOLEV) {
      throw new IllegalArgumentException("--order: only for --loss sobolev");
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
            networkFor(data.train(), data.name()),
            recipe.smoothed(lossFor(data.train(), data.name())),
            recipe,
            whole ? (int) data.train().size() : batch,
            buffer == null ? DEFAULT_BUFFER : buffer,
            epochs,
            seed,
            Threads.of(threads),
            pruning);
    task.trainer(epochs);
    return task;
  }

  /** Whether the samples are the points of a grid. */
  boolean needsGrid() {
    return loss == LossChoice.SOBOLEV;
  }

  private Network networkFor(Samples data, String name) {
    List<Integer> sizes =
        layers == null ? List.of(data.features(), HIDDEN_UNITS, data.outputs()) : layers;
    int last = sizes.size() - 1;
    if (last < 1 || sizes.get(0) != data.features() || sizes.get(last) != data.outputs()) {
      throw new IllegalArgumentException(
          String.format(
              "--layers: %s, but %s has %d features and %d %s",
              sizes,
              name,
              data.features(),
              data.outputs(),
              data.isClassification() ? "classes" : "targets"));
    }
    Network.Builder builder = Network.builder(data.features());
    sizes.subList(1, last).forEach(units -> addHidden(builder, units));
    return builder.dense(data.outputs()).build();
  }

  private void addHidden(Network.Builder builder, int units) {
    if (norm == null) {
      builder.dense(units, activation);
    } else {
      builder.dense(units, Activation.IDENTITY, Initialization.defaultFor(activation));
      norm.addTo(builder).activation(activation);
    }
    if (dropout != 0) {
      builder.dropout(dropout);
    }
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
      double s = order == null ? DEFAULT_ORDER : order;
      return Loss.negativeSobolev(s).alongTheBatch().withReflection();
    }
    if (loss != null) {
      return loss.loss();
    }
    return data.isClassification() ? Loss.softmaxCrossEntropy() : Loss.meanSquare();
  }
}
