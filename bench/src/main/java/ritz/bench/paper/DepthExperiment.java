// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import ritz.bench.report.Curve;
import ritz.bench.report.CurvePlot;
import ritz.bench.report.StripPlot;
import ritz.koopman.training.DepthProbe;
import ritz.nn.Activation;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Optimizer;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;
import ritz.nn.data.Split;

/** The number of layers advised by a deep probe against the number that is needed. */
final class DepthExperiment implements Experiment {
  private static final int DEEPEST = 6;
  private static final int EPOCHS = 60;
  private static final int WIDTH = 16;
  private static final double TOLERANCE = 0.55;

  private static final Claim WITHIN_ONE =
      Claim.atLeast(
          0.9,
          "of the runs",
          "The advised depth is within one of the smallest whose test accuracy is within half a"
              + " point of the best");
  private static final Claim WORST =
      Claim.atMost(1, "blocks", "On the worst of the data sets the median error is one block");
  private static final Claim BETTER =
      Claim.atLeast(
          0.01, "of the runs", "It is so more often than the advice to take the deepest network");

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public String title() {
    return "How many layers are needed";
  }

  @Override
  public String setUp() {
    return "Networks of 16 tanh units with 0 to 6 residual blocks on the digits, on two spirals and"
        + " on a checkerboard, 60 epochs of Adam at 3e-3 each. The probe has six blocks and is"
        + " trained as long from another start; the advice is the depth from which on what can be"
        + " read out linearly is within 0.55 of what can be after the last block, a tolerance chosen"
        + " on six other data sets."
        + DepthOfMaps.SET_UP;
  }

  @Override
  public List<Claim> claims() {
    return Stream.concat(Stream.of(WITHIN_ONE, WORST, BETTER), DepthOfMaps.CLAIMS.stream())
        .toList();
  }

  @Override
  public void run(Setting setting, Results results) throws IOException {
    List<Double> within = new ArrayList<>();
    List<Double> deepest = new ArrayList<>();
    List<Double> medians = new ArrayList<>();
    List<Curve> accuracies = new ArrayList<>();
    List<Curve> settlings = new ArrayList<>();
    StripPlot plot = new StripPlot("depth", "Advised and needed depth", "blocks");
    double[] depths = {0, 1, 2, 3, 4, 5, 6};
    for (int of = 0; of < 3; of++) {
      List<Double> errors = new ArrayList<>();
      for (long seed : setting.seeds()) {
        Task task =
            of == 0 ? Task.digits(seed).get(0) : of == 1 ? spirals(seed) : checkerboard(seed);
        String name = of == 0 ? "digits" : task.name();
        double[] scores = new double[DEEPEST + 1];
        for (int depth = 0; depth <= DEEPEST; depth++) {
          setting.progress().accept("depth, " + name + ", " + depth + " blocks, seed " + seed);
          Task deep = task.withNetwork(network(task.train(), depth));
          scores[depth] = deep.testScore(train(deep, seed, EPOCHS).parameters());
        }
        Task probe = task.withNetwork(network(task.train(), DEEPEST));
        DepthProbe found = DepthProbe.of(train(probe, seed + 500, EPOCHS), task.validation());
        int needed = needed(scores);
        int advised = found.advised(TOLERANCE);
        plot.add(name, "needed", needed).add(name, "advised", advised);
        errors.add((double) Math.abs(advised - needed));
        within.add(Math.abs(advised - needed) <= 1 ? 1.0 : 0.0);
        deepest.add(DEEPEST - needed <= 1 ? 1.0 : 0.0);
        if (seed == setting.seeds()[0]) {
          accuracies.add(Curve.of(name, depths, scores));
          settlings.add(Curve.of(name, depths, found.remainder()));
        }
      }
      medians.add(Spread.of(errors).median());
    }
    double share = mean(within);
    results.decide(WITHIN_ONE, share, Spread.of(within), "networks of every depth");
    results.decide(WORST, Spread.of(medians).high(), Spread.of(medians), "medians by data set");
    results.decide(
        BETTER,
        share - mean(deepest),
        Spread.of(within),
        "always the deepest: right in " + Claim.number(mean(deepest)) + " of the runs");
    results.plot("Depth", "A point for each seed; crosses: medians.", plot.figure());
    results.plot(
        "Accuracy by depth",
        "First seed.",
        new CurvePlot("accuracy-by-depth", "Accuracy by depth", "blocks", "test accuracy, %")
            .of(accuracies));
    results.plot(
        "How the representation settles",
        "The part of the way to the last block's readout still to go, first seed.",
        new CurvePlot("settling", "Remainder by depth", "blocks", "part of the readout")
            .of(settlings));
    DepthOfMaps.run(setting, results);
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static int needed(double[] scores) {
    double best = Arrays.stream(scores).max().orElseThrow();
    int depth = 0;
    while (scores[depth] < best - 0.5) {
      depth++;
    }
    return depth;
  }

  private static Model train(Task task, long seed, int epochs) {
    Model model = task.model(seed);
    task.trainer(seed)
        .optimizer(Optimizer.adam(3e-3))
        .epochs(epochs)
        .build()
        .fit(model, task.train());
    return model;
  }

  private static Network network(Dataset data, int blocks) {
    Network.Builder network = Network.builder(data.features()).dense(WIDTH, Activation.TANH);
    for (int i = 0; i < blocks; i++) {
      network.residual(block -> block.dense(WIDTH, Activation.TANH).dense(WIDTH));
    }
    return network.dense(data.outputs()).build();
  }

  private static Task spirals(long seed) {
    return plane(
        "two spirals",
        seed,
        (random, point, label) -> {
          double turn = 0.3 + 2.6 * Math.PI * random.nextDouble();
          double radius = 2 * turn / (2.9 * Math.PI);
          point[0] = radius * Math.cos(turn + Math.PI * label);
          point[1] = radius * Math.sin(turn + Math.PI * label);
          return label;
        });
  }

  private static Task checkerboard(long seed) {
    return plane(
        "checkerboard",
        seed,
        (random, point, label) -> {
          point[0] = 4 * random.nextDouble() - 2;
          point[1] = 4 * random.nextDouble() - 2;
          return Math.floorMod((int) Math.floor(point[0]) + (int) Math.floor(point[1]), 2);
        });
  }

  /** Draws a point of the plane and says its class, the one proposed or another. */
  private interface Draw {
    int into(SplittableRandom random, double[] point, int label);
  }

  private static Task plane(String name, long seed, Draw draw) {
    int size = 900;
    SplittableRandom random = new SplittableRandom(seed);
    float[] inputs = new float[2 * size];
    int[] labels = new int[size];
    double[] point = new double[2];
    for (int j = 0; j < size; j++) {
      labels[j] = draw.into(random, point, j % 2);
      inputs[2 * j] = (float) point[0];
      inputs[2 * j + 1] = (float) point[1];
    }
    Split split = Dataset.classification(2, inputs, labels, 2).split(0.5, seed);
    Split parts = split.train().split(0.8, seed);
    return new Task(
        name,
        parts.train(),
        parts.test(),
        split.test(),
        Scaling.identity(2),
        network(split.train(), 0),
        32);
  }
}
