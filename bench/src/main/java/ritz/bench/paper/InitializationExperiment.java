// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ritz.bench.report.StripPlot;
import ritz.bench.report.Table;
import ritz.koopman.training.InitializationCheck;
import ritz.koopman.training.Outlook;
import ritz.koopman.training.Race;
import ritz.nn.Activation;
import ritz.nn.Callback;
import ritz.nn.Dense;
import ritz.nn.Initialization;
import ritz.nn.Layer;
import ritz.nn.Network;
import ritz.nn.Trainer;
import ritz.nn.TrainingView;

/** Whether the first tenth of a training tells good initial weights from bad ones. */
final class InitializationExperiment implements Experiment {
  private static final int BUDGET = 100;
  private static final int GOOD_RUNS = 20;
  private static final int RACERS = 5;

  private static final Claim AUC =
      Claim.atLeast(0.95, "", "The doubt ranks bad runs above good ones: area under the ROC curve");
  private static final Claim STOPPED =
      Claim.atMost(0.05, "of the good runs", "Few good runs are stopped");
  private static final Claim CAUGHT =
      Claim.atLeast(0.9, "of the bad runs", "Most of the bad runs are stopped");
  private static final Claim BETTER =
      Claim.atLeast(
          0, "of the area", "It ranks no worse than the training loss at the same epoch does");
  private static final Claim RACE =
      Claim.atLeast(
          0, "points", "The winner of a race of five is no worse than the median contender");

  /** Ways to start badly. */
  private enum Fault {
    ZERO,
    CONSTANT,
    SMALL,
    LARGE,
    SATURATED;

    Network applyTo(Network network) {
      Network.Builder changed = Network.builder(network.inputs());
      for (Layer layer : network.layers()) {
        Dense dense = (Dense) layer;
        changed.dense(dense.outputs(), dense.activation(), of(dense));
      }
      return changed.build();
    }

    private Initialization of(Dense layer) {
      Initialization usual = layer.initialization();
      return switch (this) {
        case ZERO -> Initialization.constant(0);
        case CONSTANT -> Initialization.constant(0.1);
        case SMALL -> usual.scaled(0.01);
        case LARGE -> usual.scaled(30);
        case SATURATED ->
            layer.activation() == Activation.IDENTITY
                ? usual
                : usual.withBias(layer.activation() == Activation.TANH ? 10 : -10);
      };
    }
  }

  @Override
  public String name() {
    return "initialization";
  }

  @Override
  public String title() {
    return "Checking the initial weights";
  }

  @Override
  public String setUp() {
    return "On each data set 40 runs: 20 with the usual initialization (He's or Glorot's) and 20 bad"
        + " ones (zero, constant, scaled by 0.01 and by 30, and biases that leave rectifiers dead or"
        + " tanh saturated). The check judges after a tenth of 100 epochs. The plain rule ranks by"
        + " the training loss at that epoch. The limits were chosen on other seeds.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(AUC, STOPPED, CAUGHT, BETTER, RACE);
  }

  /** One run. */
  private record Run(boolean good, double doubt, double loss) {}

  @Override
  public void run(Setting setting, Results results) throws IOException {
    long first = setting.seeds()[0];
    List<Task> tasks = new ArrayList<>(setting.classifications(first));
    tasks.add(setting.regression(first));
    List<Double> areas = new ArrayList<>();
    List<Double> gain = new ArrayList<>();
    List<Double> stopped = new ArrayList<>();
    List<Double> caught = new ArrayList<>();
    StripPlot doubts =
        new StripPlot("doubts", "The doubt after a tenth of the epochs", "doubt, at most 5");
    Table table = new Table("data", "runs", "area, check", "area, loss alone");
    for (Task task : tasks) {
      List<Run> runs = new ArrayList<>();
      for (int i = 0; i < GOOD_RUNS; i++) {
        runs.add(run(setting, task, "good", true, first + i, doubts));
      }
      for (Fault fault : Fault.values()) {
        for (int i = 0; i < GOOD_RUNS / Fault.values().length; i++) {
          Task bad = task.withNetwork(fault.applyTo(task.network()));
          runs.add(
              run(
                  setting,
                  bad,
                  fault.name().toLowerCase(java.util.Locale.ROOT),
                  false,
                  first + i,
                  doubts));
        }
      }
      double area =
          area(
              runs.stream().filter(r -> r.good()).mapToDouble(Run::doubt).toArray(),
              runs.stream().filter(r -> !r.good()).mapToDouble(Run::doubt).toArray());
      double plain =
          area(
              runs.stream().filter(r -> r.good()).mapToDouble(Run::loss).toArray(),
              runs.stream().filter(r -> !r.good()).mapToDouble(Run::loss).toArray());
      areas.add(area);
      gain.add(area - plain);
      stopped.add(share(runs, true));
      caught.add(share(runs, false));
      table.add(task.name(), runs.size(), area, plain);
    }
    results.decide(AUC, Spread.of(areas).low(), Spread.of(areas), "the worst data set decides");
    results.decide(STOPPED, mean(stopped), Spread.of(stopped), "the mean over the data sets");
    results.decide(CAUGHT, mean(caught), Spread.of(caught), "the mean over the data sets");
    results.decide(BETTER, Spread.of(gain), "the loss alone at the same epoch");
    race(setting, results);
    results.plot(
        "The doubt",
        "A point for each run; those above 1 are stopped. Crosses: medians.",
        doubts.figure());
    results.table("Area under the ROC curve", "1 is perfect, 0.5 is chance.", table);
  }

  private static Run run(
      Setting setting, Task task, String kind, boolean good, long seed, StripPlot doubts) {
    setting.progress().accept("initialization, " + task.name() + ", " + kind + ", seed " + seed);
    InitializationCheck check = new InitializationCheck(0.1, task.trivialLoss());
    double[] loss = {Double.POSITIVE_INFINITY};
    task.trainer(seed)
        .epochs(BUDGET)
        .callback(check)
        .callback(
            new Callback() {
              @Override
              public void onEpoch(TrainingView training) {
                if (check.outlook().isPresent()) {
                  loss[0] = training.trainLoss();
                  training.stop("judged");
                }
              }
            })
        .build()
        .fit(task.model(seed), task.train());
    double doubt = check.outlook().map(Outlook::doubt).orElse(Double.POSITIVE_INFINITY);
    doubts.add(kind, task.name(), Math.min(5, doubt));
    return new Run(good, doubt, loss[0]);
  }

  private static double share(List<Run> runs, boolean good) {
    return mean(
        runs.stream().filter(r -> r.good() == good).map(r -> r.doubt() > 1 ? 1.0 : 0.0).toList());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** The chance that a bad run has a larger value than a good one; ties count half. */
  static double area(double[] good, double[] bad) {
    double wins = 0;
    for (double g : good) {
      for (double b : bad) {
        wins += b > g ? 1 : b == g ? 0.5 : 0;
      }
    }
    return wins / good.length / bad.length;
  }

  private static void race(Setting setting, Results results) throws IOException {
    List<Double> gain = new ArrayList<>();
    for (long seed : setting.seeds()) {
      setting.progress().accept("initialization, race, seed " + seed);
      Task task = Task.digits(seed).get(0);
      long[] seeds = new long[RACERS];
      double[] scores = new double[RACERS];
      for (int i = 0; i < RACERS; i++) {
        seeds[i] = RACERS * seed + i;
        var model = task.model(seeds[i]);
        trainer(task, seed).build().fit(model, task.train());
        scores[i] = task.testScore(model.parameters());
      }
      Race race =
          new Race(check -> trainer(task, seed).callback(check).build(), 0.1, task.trivialLoss());
      Race.Outcome outcome = race.run(task::model, seeds, task.train(), null);
      gain.add(task.testScore(outcome.model().parameters()) - Spread.of(scores).median());
    }
    results.decide(RACE, Spread.of(gain), "the median of the five run to their ends");
  }

  private static Trainer.Builder trainer(Task task, long seed) {
    return task.trainer(seed).epochs(BUDGET);
  }
}
