// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import ritz.nn.EpochSummary;
import ritz.nn.Layer;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.data.Dataset;

/**
 * Trains, and freezes what has settled: layers, units or single weights. The criterion is the same
 * for all: the movement that a part still has ahead of it is below a tolerance, relative to its
 * norm, in several epochs in a row. {@link TrainingMonitor} tells it, one for each layer, by the
 * part's share in the modes that decay and by the persistence of its steps. What is frozen stays
 * so. The last layer never freezes.
 *
 * <p>Frozen units drop out of the gradient and of the updates, frozen weights, whose gradient is
 * part of a product, of the updates alone; the optimizer keeps its state for both. When a layer
 * next to the input has settled as a whole, what it makes of the samples is computed once, and the
 * training goes on with it and the layers that are left, so that it costs nothing any more, neither
 * forward nor backward. The optimizer starts anew after that.
 *
 * <p>Watching units costs an epoch the monitor's pass over its window of eight snapshots and some
 * 30 operations for each parameter that moves; watching weights three times as much.
 */
public final class KoopmanFreezing {
  /** What freezes together. */
  public enum Granularity {
    /** The layers next to the input, as a whole. */
    LAYERS,
    /** The units of dense layers with their biases, wherever they are; other layers as a whole. */
    UNITS,
    /** Each weight and bias by itself. */
    WEIGHTS
  }

  /** The reason for which a stage of the training ends. */
  public static final String FROZEN = "frozen";

  private final Function<Network, Trainer.Builder> trainers;
  private final Granularity granularity;
  private final int epochs;
  private final double tolerance;

  /**
   * A way to train.
   *
   * @param trainers makes a trainer for the layers that are left; its epochs are set by this class
   * @param granularity what freezes together
   * @param epochs the budget, over all stages, at least 1
   * @param tolerance the movement still to come below which a part is frozen, in (0, 1); 0.03 is
   *     usual, a smaller one freezes later
   * @throws IllegalArgumentException if a number is out of range
   */
  public KoopmanFreezing(
      Function<Network, Trainer.Builder> trainers,
      Granularity granularity,
      int epochs,
      double tolerance) {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs: " + epochs + ", expected at least 1");
    }
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance: " + tolerance + ", expected within (0, 1)");
    }
    this.trainers = Objects.requireNonNull(trainers, "trainers");
    this.granularity = Objects.requireNonNull(granularity, "granularity");
    this.epochs = epochs;
    this.tolerance = tolerance;
  }

  /**
   * How it went.
   *
   * @param history the finished epochs of all stages, numbered through, their times too
   * @param frozenAfter for each layer that settled as a whole and dropped out the number of epochs
   *     before that, in the order of the layers
   * @param frozenShare for each epoch the share of all parameters that did not move in it, those of
   *     layers that dropped out with them
   * @param stoppedBy the reason of the last stage
   */
  public record Outcome(
      List<EpochSummary> history,
      List<Integer> frozenAfter,
      List<Double> frozenShare,
      String stoppedBy) {
    /** Takes copies of the lists. */
    public Outcome {
      history = List.copyOf(history);
      frozenAfter = List.copyOf(frozenAfter);
      frozenShare = List.copyOf(frozenShare);
    }
  }

  /**
   * Trains a model in place.
   *
   * @param model the model
   * @param train the data to learn from
   * @param validation data to evaluate after every epoch, or null for none
   * @return how it went
   * @throws IllegalArgumentException if units or weights are to freeze under L-BFGS, which moves
   *     all or none; nothing is trained then
   */
  public Outcome fit(Model model, Dataset train, Dataset validation) {
    List<EpochSummary> history = new ArrayList<>();
    List<Integer> frozenAfter = new ArrayList<>();
    List<Double> frozenShare = new ArrayList<>();
    BitSet still = new BitSet();
    long start = System.nanoTime();
    Model rest = model;
    Dataset data = train;
    Dataset held = validation;
    while (true) {
      Settling settling = new Settling(rest.network(), granularity, tolerance, still);
      double before = (System.nanoTime() - start) * 1e-9;
      TrainingResult result =
          trainers
              .apply(rest.network())
              .epochs(epochs - history.size())
              .callback(settling)
              .build()
              .fit(rest, data, held);
      append(history, result, before);
      putBack(rest, model);
      int all = model.parameters().length;
      int dropped = all - rest.parameters().length;
      settling.frozenCounts().forEach(n -> frozenShare.add((double) (dropped + n) / all));
      int layers = settling.settledLayers();
      if (!result.stoppedBy().equals(FROZEN) || history.size() >= epochs) {
        return new Outcome(history, frozenAfter, frozenShare, result.stoppedBy());
      }
      for (int i = 0; i < layers; i++) {
        frozenAfter.add(history.size());
      }
      Model frozen = part(rest, 0, layers);
      data = through(frozen, data);
      held = held == null ? null : through(frozen, held);
      still =
          still.get(
              frozen.parameters().length, Math.max(still.length(), frozen.parameters().length));
      rest = part(rest, layers, rest.network().layers().size());
    }
  }

  private static void append(List<EpochSummary> history, TrainingResult result, double before) {
    int done = history.size();
    for (EpochSummary e : result.history()) {
      history.add(
          new EpochSummary(
              done + e.epoch(),
              e.trainLoss(),
              e.validationLoss(),
              e.validationAccuracy(),
              before + e.seconds()));
    }
  }

  /** The layers that are left are the last ones of the model. */
  private static void putBack(Model rest, Model model) {
    float[] from = rest.parameters();
    float[] to = model.parameters();
    System.arraycopy(from, 0, to, to.length - from.length, from.length);
  }

  /** Some layers of a model with a copy of their parameters; raw inputs are scaled by the first. */
  private static Model part(Model model, int from, int to) {
    List<Layer> layers = model.network().layers();
    Network.Builder builder = Network.builder(layers.get(from).inputs());
    layers.subList(from, to).forEach(builder::add);
    Network network = builder.build();
    int offset = layers.subList(0, from).stream().mapToInt(Layer::parameterCount).sum();
    float[] parameters =
        Arrays.copyOfRange(model.parameters(), offset, offset + network.parameterCount());
    Model part = Model.of(network, parameters);
    return from == 0 ? part.withScaling(model.scaling()) : part;
  }

  private static Dataset through(Model layers, Dataset data) {
    float[] values = layers.predict(data.inputs());
    int width = layers.network().outputs();
    return data.isClassification()
        ? Dataset.classification(width, values, data.labels(), data.classes())
        : Dataset.regression(width, values, data.outputs(), data.targets());
  }
}
