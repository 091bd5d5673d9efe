// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import ritz.nn.Callback;
import ritz.nn.EpochSummary;
import ritz.nn.Layer;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.TrainingView;
import ritz.nn.data.Dataset;

/**
 * Trains, and freezes the layers next to the input as they settle. What frozen layers make of the
 * samples is computed once, and the training goes on with it and the layers that are left, so that
 * the frozen ones cost nothing any more, neither forward nor backward. The optimizer starts anew
 * after each freezing.
 *
 * <p>Each layer has a {@link TrainingMonitor} of its own. It has settled when the movement that its
 * weights still have ahead of them is below a tolerance, relative to their norm, in several epochs
 * in a row.
 */
public final class LayerFreezing {
  /** The reason for which a stage of the training ends. */
  public static final String FROZEN = "frozen";

  private static final int WINDOW = 8;
  private static final int PATIENCE = 3;

  private final Function<Network, Trainer.Builder> trainers;
  private final int epochs;
  private final double tolerance;

  /**
   * A way to train.
   *
   * @param trainers makes a trainer for the layers that are left; its epochs are set by this class
   * @param epochs the budget, over all stages, at least 1
   * @param tolerance the movement still to come below which a layer is frozen, in (0, 1); 0.03 is
   *     usual, a smaller one freezes later
   * @throws IllegalArgumentException if a number is out of range
   */
  public LayerFreezing(Function<Network, Trainer.Builder> trainers, int epochs, double tolerance) {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs: " + epochs + ", expected at least 1");
    }
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance: " + tolerance + ", expected within (0, 1)");
    }
    this.trainers = Objects.requireNonNull(trainers, "trainers");
    this.epochs = epochs;
    this.tolerance = tolerance;
  }

  /**
   * How it went.
   *
   * @param history the finished epochs of all stages, numbered through, their times too
   * @param frozenAfter for each layer that was frozen the number of epochs before that, in the
   *     order of the layers
   * @param stoppedBy the reason of the last stage
   */
  public record Outcome(List<EpochSummary> history, List<Integer> frozenAfter, String stoppedBy) {
    /** Takes copies of the lists. */
    public Outcome {
      history = List.copyOf(history);
      frozenAfter = List.copyOf(frozenAfter);
    }
  }

  /**
   * Trains a model in place.
   *
   * @param model the model
   * @param train the data to learn from
   * @param validation data to evaluate after every epoch, or null for none
   * @return how it went
   */
  public Outcome fit(Model model, Dataset train, Dataset validation) {
    List<EpochSummary> history = new ArrayList<>();
    List<Integer> frozenAfter = new ArrayList<>();
    long start = System.nanoTime();
    Model rest = model;
    Dataset data = train;
    Dataset held = validation;
    while (true) {
      Settling settling = new Settling(rest.network());
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
      int layers = settling.settled;
      if (!result.stoppedBy().equals(FROZEN) || history.size() >= epochs) {
        return new Outcome(history, frozenAfter, result.stoppedBy());
      }
      for (int i = 0; i < layers; i++) {
        frozenAfter.add(history.size());
      }
      Model frozen = part(rest, 0, layers);
      data = through(frozen, data);
      held = held == null ? null : through(frozen, held);
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

  /** Ends a stage when its first layers have settled; the last one never does. */
  private final class Settling implements Callback {
    private final List<TrainingMonitor> monitors = new ArrayList<>();
    private final List<Layer> layers;
    private final int[] calm;
    private int settled;

    private Settling(Network network) {
      layers = network.layers();
      calm = new int[layers.size()];
      for (int l = 0; l < layers.size() - 1; l++) {
        monitors.add(TrainingMonitor.builder().window(WINDOW).build());
      }
    }

    @Override
    public void onStart(TrainingView training) {
      onEpoch(training);
    }

    @Override
    public void onEpoch(TrainingView training) {
      int offset = 0;
      for (int l = 0; l < monitors.size(); l++) {
        int count = layers.get(l).parameterCount();
        if (count > 0) {
          float[] weights = Arrays.copyOfRange(training.parameters(), offset, offset + count);
          boolean isCalm = monitors.get(l).observe(weights).remaining() < tolerance;
          calm[l] = isCalm ? calm[l] + 1 : 0;
        }
        offset += count;
      }
      settled = 0;
      while (settled < monitors.size()
          && (layers.get(settled).parameterCount() == 0 || calm[settled] >= PATIENCE)) {
        settled++;
      }
      // Layers without parameters go with the ones before them.
      if (layers.subList(0, settled).stream().anyMatch(layer -> layer.parameterCount() > 0)) {
        training.stop(FROZEN);
      }
    }
  }
}
