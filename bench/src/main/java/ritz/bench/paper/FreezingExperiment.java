// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ritz.bench.report.StripPlot;
import ritz.bench.report.Table;
import ritz.koopman.training.KoopmanFreezing;
import ritz.koopman.training.KoopmanFreezing.Granularity;
import ritz.nn.Activation;
import ritz.nn.Callback;
import ritz.nn.EarlyStopping;
import ritz.nn.Model;
import ritz.nn.Trainer;
import ritz.nn.TrainingView;

/** The time saved by freezing layers, units or weights that have settled. */
final class FreezingExperiment implements Experiment {
  private static final int EPOCHS = 120;
  private static final int PATIENCE = 10;

  /**
   * The usual one for layers. On seeds 200 to 204 units lost 0 points with it, and 0.3, 0.7 and 1
   * with 0.05, 0.1 and 0.2; weights 0, 0.2, 0.2 and 0.5.
   */
  private static final double TOLERANCE = 0.03;

  private static final Claim FASTER =
      Claim.atLeast(1.2, "times", "Freezing layers as they settle saves wall time");
  private static final Claim AS_GOOD =
      Claim.atMost(0.2, "points", "It costs at most 0.2 points of test accuracy");
  private static final Claim FREEZES =
      Claim.atLeast(1, "layers", "A layer or more settles within the budget");
  private static final Claim NO_WORSE_THAN_PATIENCE =
      Claim.atLeast(0, "points", "It is as accurate as stopping by the validation loss");
  private static final Claim UNITS_FASTER =
      Claim.atLeast(1, "times", "Freezing units as they settle saves wall time");
  private static final Claim UNITS_AS_GOOD =
      Claim.atMost(0.2, "points", "Freezing units costs at most 0.2 points of test accuracy");
  private static final Claim UNITS_NO_WORSE_THAN_PATIENCE =
      Claim.atLeast(
          0, "points", "Freezing units is as accurate as stopping by the validation loss");
  private static final Claim WEIGHTS_AS_GOOD =
      Claim.atMost(0.2, "points", "Freezing weights costs at most 0.2 points of test accuracy");

  private static final Map<Granularity, Claim> LOST =
      Map.of(
          Granularity.LAYERS, AS_GOOD,
          Granularity.UNITS, UNITS_AS_GOOD,
          Granularity.WEIGHTS, WEIGHTS_AS_GOOD);

  @Override
  public String name() {
    return "freezing";
  }

  @Override
  public String title() {
    return "Freezing what has settled";
  }

  @Override
  public String setUp() {
    return "Adam at 1e-3, 120 epochs, on the digits with a wide network (64-256-64-10) and on the"
        + " images that are given. A layer, a unit or a weight is frozen when the movement it"
        + " still has ahead is below 3 % of its norm. Frozen layers drop out of the forward and the"
        + " backward pass, units out of the gradient and the update, weights out of the update"
        + " alone, from which no gain in time is expected. The plain run"
        + " has the same start and the same epochs; beside it stands a run that stops when the"
        + " validation loss has not improved for 10 epochs, with its best weights and the time of"
        + " its validation. Each is warmed up once and then timed.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        FASTER,
        AS_GOOD,
        FREEZES,
        NO_WORSE_THAN_PATIENCE,
        UNITS_FASTER,
        UNITS_AS_GOOD,
        UNITS_NO_WORSE_THAN_PATIENCE,
        WEIGHTS_AS_GOOD);
  }

  /** What the runs of a kind showed. */
  private static final class Runs {
    private final List<Double> faster = new ArrayList<>();
    private final List<Double> lost = new ArrayList<>();
    private final List<Double> fasterThanPatience = new ArrayList<>();
    private final List<Double> abovePatience = new ArrayList<>();
    private final List<Double> layers = new ArrayList<>();
    private final List<Double> share = new ArrayList<>();
  }

  /** A training: its processor time, and how good its weights were. */
  private record Run(double seconds, double score) {}

  @Override
  public void run(Setting setting, Results results) throws IOException {
    Map<Granularity, Runs> all = new EnumMap<>(Granularity.class);
    for (Granularity granularity : Granularity.values()) {
      all.put(granularity, new Runs());
    }
    Runs stopped = new Runs();
    StripPlot plot = new StripPlot("freezing", "Wall time saved", "plain time over time");
    for (long seed : setting.seeds()) {
      List<Task> tasks = new ArrayList<>();
      tasks.add(Task.digits(seed, Activation.RELU, 256, 64));
      List<Task> shared = setting.classifications(seed);
      tasks.addAll(shared.subList(Task.DIGITS_NETWORKS, shared.size()));
      for (Task task : tasks) {
        setting.progress().accept("freezing, " + task.name() + ", seed " + seed);
        if (seed == setting.seeds()[0]) {
          plain(task, seed);
          byPatience(task, seed);
        }
        Run plain = plain(task, seed);
        Run patience = byPatience(task, seed);
        stopped.faster.add(plain.seconds / patience.seconds);
        stopped.lost.add(plain.score - patience.score);
        plot.add(task.name(), "stopping by patience", plain.seconds / patience.seconds);
        for (Granularity granularity : Granularity.values()) {
          Runs runs = all.get(granularity);
          if (seed == setting.seeds()[0]) {
            freezing(task, granularity, seed, new Runs());
          }
          Run run = freezing(task, granularity, seed, runs);
          runs.faster.add(plain.seconds / run.seconds);
          runs.lost.add(plain.score - run.score);
          runs.fasterThanPatience.add(patience.seconds / run.seconds);
          runs.abovePatience.add(run.score - patience.score);
          plot.add(task.name(), words(granularity), plain.seconds / run.seconds);
        }
      }
    }
    decide(results, all);
    results.plot("Time", "Above 1 is faster; crosses: medians.", plot.figure());
    results.table(
        "Beside the plain run and beside patience",
        "Medians and ranges: how many times less time than the plain run and the one stopped by"
            + " patience, points of test accuracy below and above theirs, and the share of the"
            + " parameters that did not move in the last epoch.",
        table(all, stopped));
  }

  private static void decide(Results results, Map<Granularity, Runs> all) {
    Runs layers = all.get(Granularity.LAYERS);
    Runs units = all.get(Granularity.UNITS);
    results.decide(FASTER, Spread.of(layers.faster), "the plain run of as many epochs");
    results.decide(FREEZES, Spread.of(layers.layers), "of two hidden layers");
    results.decide(NO_WORSE_THAN_PATIENCE, Spread.of(layers.abovePatience), "patience 10");
    results.decide(UNITS_FASTER, Spread.of(units.faster), "the plain run of as many epochs");
    results.decide(UNITS_NO_WORSE_THAN_PATIENCE, Spread.of(units.abovePatience), "patience 10");
    LOST.forEach(
        (granularity, claim) ->
            results.decide(
                claim, Spread.of(all.get(granularity).lost), "the plain run of as many epochs"));
  }

  private static Table table(Map<Granularity, Runs> all, Runs stopped) {
    Table table =
        new Table(
            "training",
            "faster than plain, times",
            "below plain, points",
            "faster than patience, times",
            "above patience, points",
            "frozen");
    all.forEach(
        (granularity, runs) ->
            table.add(
                words(granularity),
                Spread.of(runs.faster).toString(),
                Spread.of(runs.lost).toString(),
                Spread.of(runs.fasterThanPatience).toString(),
                Spread.of(runs.abovePatience).toString(),
                Spread.of(runs.share).toString()));
    table.add(
        "stopping by patience",
        Spread.of(stopped.faster).toString(),
        Spread.of(stopped.lost).toString(),
        "1",
        "0",
        "0");
    return table;
  }

  private static String words(Granularity granularity) {
    return "freezing " + granularity.name().toLowerCase(Locale.ROOT);
  }

  private static Trainer.Builder trainer(Task task, long seed) {
    return task.trainer(seed).epochs(EPOCHS);
  }

  private static Run plain(Task task, long seed) {
    Model model = task.model(seed);
    double start = Clock.seconds();
    trainer(task, seed).build().fit(model, task.train());
    double seconds = Clock.seconds() - start;
    return new Run(seconds, task.testScore(model.parameters()));
  }

  private static Run byPatience(Task task, long seed) {
    Model model = task.model(seed);
    EarlyStopping rule = new EarlyStopping(PATIENCE);
    KeepBest best = new KeepBest(rule, model.parameters().clone());
    double start = Clock.seconds();
    trainer(task, seed)
        .callback(rule)
        .callback(best)
        .build()
        .fit(model, task.train(), task.validation());
    double seconds = Clock.seconds() - start;
    return new Run(seconds, task.testScore(best.parameters));
  }

  private static Run freezing(Task task, Granularity granularity, long seed, Runs runs) {
    Model model = task.model(seed);
    double start = Clock.seconds();
    KoopmanFreezing.Outcome outcome =
        new KoopmanFreezing(
                network -> task.withNetwork(network).trainer(seed), granularity, EPOCHS, TOLERANCE)
            .fit(model, task.train(), null);
    double seconds = Clock.seconds() - start;
    runs.layers.add((double) outcome.frozenAfter().size());
    runs.share.add(outcome.frozenShare().get(outcome.frozenShare().size() - 1));
    return new Run(seconds, task.testScore(model.parameters()));
  }

  /** Keeps the weights of the best epoch of a rule, which sees the epochs first. */
  private record KeepBest(EarlyStopping rule, float[] parameters) implements Callback {
    @Override
    public void onEpoch(TrainingView training) {
      if (rule.bestEpoch() == training.epoch()) {
        System.arraycopy(training.parameters(), 0, parameters, 0, parameters.length);
      }
    }
  }
}
