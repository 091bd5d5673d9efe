// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;

/** Replays trajectories that {@code src/test/python/pytorch_reference.py} recorded with PyTorch. */
class PyTorchTest {
  private static final int STEPS = 100;

  /**
   * A step rounds the weights, of size 1, and a gradient whose sums have up to 12 terms: about 8
   * times 2^-24. A hundred steps add up to 5e-5, if nothing amplifies it. The line search divides
   * by differences of gradients, which fall to a tenth of their size along the way.
   */
  private static final double TOLERANCE = STEPS * 8 * 0x1p-24;

  private static final Map<String, String[]> REFERENCE = read();

  private static Map<String, String[]> read() {
    try (InputStream in = PyTorchTest.class.getResourceAsStream("pytorch.txt")) {
      Map<String, String[]> lines = new LinkedHashMap<>();
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n", -1)) {
        String[] columns = line.split("\t", -1);
        lines.put(columns[0], columns);
      }
      return lines;
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static float[] floats(String name, int column) {
    String[] words = REFERENCE.get(name)[column].split(" ", -1);
    float[] values = new float[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    return values;
  }

  /** A recorded recipe in the terms of the library. */
  private static final class Recipe {
    private Activation activation = Activation.TANH;
    private Dataset data = targets("targets", 1);
    private UnaryOperator<Trainer.Builder> settings = UnaryOperator.identity();

    private static Recipe with(UnaryOperator<Trainer.Builder> settings) {
      Recipe recipe = new Recipe();
      recipe.settings = settings;
      return recipe;
    }

    private static Recipe loss(Loss loss, Dataset data) {
      Recipe recipe = with(builder -> builder.loss(loss));
      recipe.data = data;
      return recipe;
    }

    private static Recipe schedule(UnaryOperator<Trainer.Builder> schedule) {
      return with(b -> schedule.apply(b.optimizer(Optimizer.sgd(0.1).withMomentum(0.9))));
    }
  }

  private static Dataset targets(String name, float factor) {
    float[] targets = floats(name, 1);
    for (int i = 0; i < targets.length; i++) {
      targets[i] *= factor;
    }
    return Dataset.regression(4, floats("inputs", 1), 3, targets);
  }

  private static Dataset labels() {
    int[] labels =
        Arrays.stream(REFERENCE.get("labels")[1].split(" ", -1))
            .mapToInt(Integer::parseInt)
            .toArray();
    return Dataset.classification(4, floats("inputs", 1), labels, 3);
  }

  private static Map<String, Recipe> recipes() {
    Map<String, Recipe> recipes = new HashMap<>();
    optimizers().forEach((k, v) -> recipes.put(k, Recipe.with(b -> b.optimizer(v))));
    for (Activation activation : Activation.values()) {
      Recipe recipe = new Recipe();
      recipe.activation = activation;
      recipes.put("activation " + activation.label(), recipe);
    }
    recipes.putAll(losses());
    recipes.putAll(schedules());
    recipes.put(
        "clip", Recipe.with(b -> b.optimizer(Optimizer.sgd(0.1).withMomentum(0.9)).clipNorm(0.05)));
    recipes.put("l1", Recipe.with(b -> b.l1(0.01)));
    return recipes;
  }

  private static Map<String, Optimizer> optimizers() {
    return Map.ofEntries(
        entry("optimizer sgd", Optimizer.sgd(0.1)),
        entry("optimizer sgd l2", Optimizer.sgd(0.1).withWeightDecay(0.1)),
        entry("optimizer momentum", Optimizer.sgd(0.05).withMomentum(0.9)),
        entry("optimizer nesterov l2", Optimizer.sgd(0.05).withNesterov(0.9).withWeightDecay(0.1)),
        entry("optimizer adagrad", Optimizer.adagrad(0.05)),
        entry("optimizer adagrad other", new Adagrad(0.05, 0.1, 0.1, 0.2, 1e-3)),
        entry("optimizer adadelta", Optimizer.adadelta(1)),
        entry("optimizer adadelta other", new Adadelta(0.5, 0.8, 1e-4, 0.1)),
        entry("optimizer rmsprop", Optimizer.rmsProp(0.01)),
        entry("optimizer rmsprop momentum", new RmsProp(0.01, 0.99, 1e-8, 0.1, 0.5, false)),
        entry("optimizer rmsprop centered", new RmsProp(0.01, 0.99, 1e-3, 0, 0, true)),
        entry("optimizer adam", Optimizer.adam(0.01)),
        entry("optimizer adam l2", new Adam(0.01, 0.8, 0.95, 1e-3, 0.1, false)),
        entry("optimizer adamw", Optimizer.adamW(0.01)),
        entry("optimizer lbfgs", Optimizer.lbfgs(0.02).withIterations(2).withHistory(5)),
        entry(
            "optimizer lbfgs search",
            Optimizer.lbfgs(1).withIterations(1).withHistory(5).withLineSearch()));
  }

  private static Map<String, Recipe> losses() {
    SoftmaxCrossEntropy entropy = Loss.softmaxCrossEntropy();
    Dataset shares = targets("shares", 1);
    return Map.of(
        "loss mean_square", new Recipe(),
        "loss mean_absolute", Recipe.loss(Loss.meanAbsolute(), targets("targets", 1)),
        "loss huber", Recipe.loss(Loss.huber(1), targets("targets", 3)),
        "loss huber 0.3", Recipe.loss(Loss.huber(0.3), targets("targets", 1)),
        "loss cross_entropy", Recipe.loss(entropy, labels()),
        "loss cross_entropy smooth", Recipe.loss(entropy.withLabelSmoothing(0.1), labels()),
        "loss cross_entropy shares", Recipe.loss(entropy, shares),
        "loss cross_entropy shares smooth", Recipe.loss(entropy.withLabelSmoothing(0.2), shares),
        "loss binary_cross_entropy", Recipe.loss(Loss.binaryCrossEntropy(), shares));
  }

  private static Map<String, Recipe> schedules() {
    return Map.of(
        "schedule step", Recipe.schedule(b -> b.schedule(Schedule.step(30, 0.1))),
        "schedule exponential", Recipe.schedule(b -> b.schedule(Schedule.exponential(0.97))),
        "schedule cosine", Recipe.schedule(b -> b.schedule(Schedule.cosine())),
        "schedule cosine short", Recipe.schedule(b -> b.schedule(Schedule.cosine(60, 0.001))),
        "schedule warm_up",
            Recipe.schedule(b -> b.schedule(Schedule.constant().afterWarmUp(20, 1.0 / 3))),
        "schedule one_cycle",
            Recipe.schedule(b -> b.epochs(STEPS + 1).schedule(Schedule.oneCycle())),
        "schedule plateau",
            Recipe.schedule(b -> b.reduceOnPlateau(new ReduceOnPlateau(0.5, 1, 0.02, 0, 0))));
  }

  static Set<String> names() {
    return recipes().keySet();
  }

  @Test
  void everythingRecordedIsReplayed() {
    Set<String> data = Set.of("inputs", "targets", "labels", "shares", "start");
    List<String> recorded = new ArrayList<>(REFERENCE.keySet());
    recorded.removeIf(
        name -> data.contains(name) || name.startsWith("#") || name.startsWith("layers "));
    assertThat(names()).containsExactlyInAnyOrderElementsOf(recorded);
  }

  @ParameterizedTest
  @MethodSource("names")
  void followsPyTorch(String name) {
    Recipe recipe = recipes().get(name);
    List<Double> losses = new ArrayList<>();
    Callback recorder =
        new Callback() {
          @Override
          public void onStep(TrainingView training) {
            losses.add(training.batchLoss());
          }

          @Override
          public void onEpoch(TrainingView training) {
            if (training.step() == STEPS) {
              training.stop("enough");
            }
          }
        };
    Network network = Network.builder(4).dense(5, recipe.activation).dense(3).build();
    Model model = Model.of(network, floats("start", 1));
    Trainer.Builder settings =
        Trainer.builder(network)
            .loss(Loss.meanSquare())
            .optimizer(Optimizer.adam(0.01))
            .batch(12)
            .epochs(STEPS)
            .callback(recorder);
    recipe.settings.apply(settings).build().fit(model, recipe.data);
    compare(name, floats(name, 1), losses, floats(name, 2), model.parameters());
  }

  private static Map<String, Network> layers() {
    return Map.of(
        "layers batch_norm",
        Network.builder(4).dense(5).batchNorm().activation(Activation.TANH).dense(3).build(),
        "layers layer_norm",
        Network.builder(4).dense(5).layerNorm().activation(Activation.TANH).dense(3).build(),
        "layers residual",
        Network.builder(4)
            .dense(5, Activation.TANH)
            .residual(b -> b.dense(4).batchNorm().activation(Activation.ELU).dense(5))
            .activation(Activation.SILU)
            .dense(3)
            .build(),
        "layers dropout",
        Network.builder(4)
            .dropout(0.1)
            .dense(5, Activation.TANH)
            .residual(b -> b.dropout(0.4).dense(5))
            .dropout(0.2)
            .dense(3)
            .build());
  }

  static Set<String> layerNames() {
    return layers().keySet();
  }

  @Test
  void allLayersRecordedAreReplayed() {
    List<String> recorded = new ArrayList<>(REFERENCE.keySet());
    recorded.removeIf(name -> !name.startsWith("layers ") || name.equals("layers start"));
    assertThat(layerNames()).containsExactlyInAnyOrderElementsOf(recorded);
  }

  @ParameterizedTest
  @MethodSource("layerNames")
  void layersFollowPyTorch(String name) {
    Network network = layers().get(name);
    float[] start = Arrays.copyOf(floats("layers start", 1), network.parameterCount());
    Model model = Model.of(network, start);
    // Step by step, since a trainer would shuffle the samples, and dropout goes by their places.
    Batch batch = Batches.whole(new Recipe().data);
    NetworkPass pass = new NetworkPass(model, 12, true, Threads.single());
    LossPass loss = LossPass.of(Loss.meanSquare(), 3, 12);
    Updater updater = Updater.of(Optimizer.sgd(0.05).withMomentum(0.9), start.length);
    float[] gradient = new float[start.length];
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      pass.begin(0, step);
      float[] outputs = pass.forward(start, batch.inputs(), 12);
      losses.add(loss.evaluate(outputs, batch, pass.outputDelta()));
      pass.backward(start, batch.inputs(), 12, gradient);
      updater.update(start, gradient, 0.05);
    }
    compare(name, floats(name, 1), losses, floats(name, 2), model.parameters());
    float[] buffers = network.bufferCount() == 0 ? new float[0] : floats(name, 3);
    compare(name + ": buffer", buffers, model.buffers());
    compare(name + ": output", floats(name, 4), model.predict(floats("inputs", 1)));
  }

  private static void compare(String name, float[] expected, float[] found) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[i])
          .as("%s %d", name, i)
          .isCloseTo(expected[i], within(TOLERANCE * (1 + Math.abs(expected[i]))));
    }
  }

  private static void compare(
      String name,
      float[] losses,
      List<Double> foundLosses,
      float[] weights,
      float[] foundWeights) {
    int followed = name.endsWith("search") ? STEPS / 2 : STEPS;
    assertThat(foundLosses).hasSize(STEPS);
    for (int t = 0; t < followed; t++) {
      assertThat(foundLosses.get(t))
          .as("%s: loss in step %d", name, t)
          .isCloseTo(losses[t], within(TOLERANCE * (1 + losses[t])));
    }
    if (followed == STEPS) {
      compare(name + ": weight", weights, foundWeights);
    }
  }
}
