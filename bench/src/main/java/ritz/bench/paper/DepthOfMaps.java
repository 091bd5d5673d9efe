// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ritz.bench.report.StripPlot;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.training.DepthProbe;
import ritz.nn.Activation;
import ritz.nn.Loss;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Optimizer;
import ritz.nn.Schedule;
import ritz.nn.Trainer;
import ritz.nn.data.Dataset;

/**
 * The depth that the spectrum of the data's own map tells, against the depth that is needed to
 * predict where a state settles.
 *
 * <p>The settled states are measured with a noise of the tolerance. With a part t of the way left
 * and the noise e, independent, the error is sqrt(t² + e²), and the best possible e: it is within
 * sqrt(2) times the best as soon as t is at most e.
 */
final class DepthOfMaps {
  private static final double TOLERANCE = 0.02;
  private static final double TRAJECTORY_NOISE = 0.002;
  private static final int TRAJECTORIES = 200;
  private static final int STEPS = 8;
  private static final int SETTLED = 200;
  private static final int DEEPEST = 24;
  private static final int STEP_EPOCHS = 200;
  private static final int END_TO_END_EPOCHS = 500;
  private static final double FACTOR = Math.sqrt(2);

  private static final Claim WITHIN_ONE =
      Claim.atLeast(
          0.9,
          "of the runs",
          "The steps told by the spectrum of a map are within one of the smallest number of learned"
              + " steps whose error is within sqrt(2) times the best");
  private static final Claim BETTER =
      Claim.atLeast(
          0.5, "of the runs", "The steps told are right more often than the longest chain");
  private static final Claim ENOUGH =
      Claim.atMost(
          FACTOR,
          "times",
          "A network with as many blocks, trained from end to end, has an error within sqrt(2)"
              + " times the best depth's");

  static final List<Claim> CLAIMS = List.of(WITHIN_ONE, BETTER, ENOUGH);

  static final String SET_UP =
      " Maps: three of three numbers that settle, two linear and one not, with a slowest rate drawn"
          + " from 0.5 to 0.8; 200 trajectories of eight steps, noise of 0.002, are decomposed, and"
          + " a residual block of 16 tanh units learns a step from them; the test is where 200 new"
          + " states settle, measured with a noise of 0.02, which is the tolerance. Chains of 0 to"
          + " 24 learned steps, and networks of 0, 1, 2, 4, 8 and the told number of blocks trained"
          + " from end to end.";

  private DepthOfMaps() {}

  private static List<SettlingMap> maps(double rate) {
    return List.of(SettlingMap.sheared(rate), SettlingMap.spiral(rate), SettlingMap.parabola(rate));
  }

  static void run(Setting setting, Results results) {
    List<Double> within = new ArrayList<>();
    List<Integer> depthsNeeded = new ArrayList<>();
    List<Double> enough = new ArrayList<>();
    List<Double> trained = new ArrayList<>();
    StripPlot plot = new StripPlot("depth-of-maps", "Steps told and needed", "blocks");
    for (long seed : setting.seeds()) {
      double rate = 0.5 + 0.3 * new SplittableRandom(seed).nextDouble();
      for (SettlingMap map : maps(rate)) {
        setting.progress().accept("depth, " + map.name() + ", seed " + seed);
        Run run = new Run(map, seed);
        int told = run.told();
        int needed = run.needed();
        plot.add(map.name(), "needed", needed).add(map.name(), "told", told);
        within.add(Math.abs(told - needed) <= 1 ? 1.0 : 0.0);
        depthsNeeded.add(needed);
        int[] depths = {0, 1, 2, 4, 8, told};
        double[] errors = Arrays.stream(depths).mapToDouble(run::errorFromEndToEnd).toArray();
        enough.add(errors[5] / Arrays.stream(errors).min().orElseThrow());
        trained.add((double) depths[smallestGood(errors)]);
      }
    }
    double share = DepthExperiment.mean(within);
    double deepest = always(DEEPEST, depthsNeeded);
    double hindsight =
        IntStream.rangeClosed(0, DEEPEST)
            .mapToDouble(depth -> always(depth, depthsNeeded))
            .max()
            .orElseThrow();
    results.decide(WITHIN_ONE, share, Spread.of(within), "chains of every length");
    results.decide(
        BETTER,
        share - deepest,
        Spread.of(within),
        "always the deepest: right in "
            + Claim.number(deepest)
            + " of the runs, the one depth best in hindsight in "
            + Claim.number(hindsight));
    results.decide(
        ENOUGH, Spread.of(enough), "the smallest depth that would do: " + Spread.of(trained));
    results.plot(
        "Depth from the spectrum of a map",
        "A point for each seed, with a rate of its own; crosses: medians.",
        plot.figure());
  }

  /** How often the same depth for all is right. */
  private static double always(int depth, List<Integer> needed) {
    return DepthExperiment.mean(
        needed.stream().map(other -> Math.abs(depth - other) <= 1 ? 1.0 : 0.0).toList());
  }

  /** The first place whose error is within the factor of the least. */
  private static int smallestGood(double[] errors) {
    double best = Arrays.stream(errors).min().orElseThrow();
    int place = 0;
    while (errors[place] > FACTOR * best) {
      place++;
    }
    return place;
  }

  /** One map, its data and what is learned from them. */
  private static final class Run {
    private final long seed;
    private final Matrix train;
    private final float[] trainSettled;
    private final float[] testInputs;
    private final float[] testSettled;

    Run(SettlingMap map, long seed) {
      this.seed = seed;
      SplittableRandom random = new SplittableRandom(seed);
      Matrix states = map.trajectories(TRAJECTORIES, SETTLED, random);
      Matrix test = map.trajectories(TRAJECTORIES, SETTLED, random);
      int rows = states.rows();
      double size = 0;
      for (int i = 0; i < rows; i++) {
        size += states.get(i, SETTLED) * states.get(i, SETTLED) / rows;
      }
      size = Math.sqrt(size);
      train = new Matrix(rows, STEPS + 1);
      for (int k = 0; k <= STEPS; k++) {
        for (int i = 0; i < rows; i++) {
          train.set(i, k, states.get(i, k) + TRAJECTORY_NOISE * size * random.nextGaussian());
        }
      }
      trainSettled = column(states, SETTLED, TOLERANCE * size, random);
      testInputs = column(test, 0, 0, random);
      testSettled = column(test, SETTLED, TOLERANCE * size, random);
    }

    private static float[] column(Matrix states, int k, double noise, SplittableRandom random) {
      float[] column = new float[states.rows()];
      for (int i = 0; i < column.length; i++) {
        column[i] = (float) (states.get(i, k) + noise * random.nextGaussian());
      }
      return column;
    }

    int told() {
      return DepthProbe.steps(
              Dmd.builder().tolerance(5 * TRAJECTORY_NOISE).build().fit(train), TOLERANCE)
          .orElse(DEEPEST);
    }

    /** The smallest number of learned steps that is good. */
    int needed() {
      int rows = train.rows();
      float[] before = new float[rows * STEPS];
      float[] after = new float[rows * STEPS];
      for (int k = 0; k < STEPS; k++) {
        for (int i = 0; i < rows; i++) {
          before[k * rows + i] = (float) train.get(i, k);
          after[k * rows + i] = (float) train.get(i, k + 1);
        }
      }
      Model step = learn(1, before, after, STEP_EPOCHS);
      double[] errors = new double[DEEPEST + 1];
      float[] states = testInputs;
      for (int depth = 0; depth <= DEEPEST; depth++) {
        errors[depth] = error(states);
        states = step.predict(states);
      }
      return smallestGood(errors);
    }

    /** The error of a network of some blocks that learned where the first states settle. */
    double errorFromEndToEnd(int blocks) {
      if (blocks == 0) {
        return error(testInputs);
      }
      float[] inputs = column(train, 0, 0, new SplittableRandom(0));
      return error(learn(blocks, inputs, trainSettled, END_TO_END_EPOCHS).predict(testInputs));
    }

    private Model learn(int blocks, float[] inputs, float[] targets, int epochs) {
      Network.Builder builder = Network.builder(SettlingMap.SIZE);
      for (int i = 0; i < blocks; i++) {
        builder.residual(block -> block.dense(16, Activation.TANH).dense(SettlingMap.SIZE));
      }
      Network network = builder.build();
      Model model = Model.initialize(network, seed);
      Trainer.builder(network)
          .loss(Loss.meanSquare())
          .optimizer(Optimizer.adam(5e-3))
          .schedule(Schedule.cosine().perStep())
          .batch(32)
          .epochs(epochs)
          .seed(seed)
          .build()
          .fit(model, Dataset.regression(SettlingMap.SIZE, inputs, SettlingMap.SIZE, targets));
      return model;
    }

    private double error(float[] found) {
      double sum = 0;
      for (int i = 0; i < found.length; i++) {
        double difference = found[i] - testSettled[i];
        sum += difference * difference;
      }
      return Math.sqrt(sum / found.length);
    }
  }
}
