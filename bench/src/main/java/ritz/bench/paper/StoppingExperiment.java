// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ritz.bench.report.MonitorPlot;
import ritz.bench.report.StripPlot;
import ritz.bench.report.Table;
import ritz.koopman.training.KoopmanStopping;
import ritz.koopman.training.Verdict;
import ritz.nn.Callback;
import ritz.nn.FlatLoss;
import ritz.nn.Optimizer;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;

/** When to stop a training that converges, and how soon one that does not is told from it. */
final class StoppingExperiment implements Experiment {
  private static final int PATIENCE = 10;
  private static final int BUDGET = 200;

  private static final Claim ACCURACY =
      Claim.atMost(
          0.2,
          "points",
          "Stopped by the verdict, a classifier is at most 0.2 points of test accuracy below what"
              + " the patience rule with its best weights restored has");
  private static final Claim ERROR =
      Claim.atMost(
          0.2,
          "% of the variance",
          "Stopped by the verdict, a regression is at most 0.2 % of the variance worse than by"
              + " the patience rule");
  private static final Claim EPOCHS =
      Claim.atLeast(0, "epochs", "The verdict stops no later than the patience rule does");
  private static final Claim TIME =
      Claim.atMost(
          1, "times", "With the time of the monitor, it takes no longer than the patience rule");
  private static final Claim BUDGETED =
      Claim.atLeast(30, "%", "Of a fixed budget of 200 epochs, the verdict saves 30 % or more");
  private static final Claim WATCHED_EPOCHS =
      Claim.atLeast(
          1, "epochs", "With the validation loss watched too, it stops before the patience rule");
  private static final Claim WATCHED_ACCURACY =
      Claim.atMost(
          0.2,
          "points",
          "Its best weights then are at most 0.2 points of test accuracy below those of the"
              + " patience rule");
  private static final Claim WATCHED_ERROR =
      Claim.atMost(
          0.2,
          "% of the variance",
          "Those of a regression are at most 0.2 % of the variance worse");
  private static final Claim WATCHED_TIME =
      Claim.atMost(1, "times", "Monitor included, it then takes no longer than the patience rule");
  private static final Claim TOLD =
      Claim.atLeast(
          0.9,
          "of the runs",
          "Runs with a rate far too large or far too small are told from those that converge");
  private static final Claim EARLIER =
      Claim.atLeast(
          1, "epochs", "Runs that do not converge are told before the patience rule ends them");

  private static final Set<Verdict> FINAL =
      EnumSet.of(Verdict.CONVERGED, Verdict.STALLED, Verdict.OSCILLATING, Verdict.DIVERGING);

  /** An optimizer and whether its runs converge. */
  private record Regime(String name, Optimizer optimizer, boolean converges) {}

  private static final List<Regime> REGIMES =
      List.of(
          new Regime("Adam, rate 1e-3", Optimizer.adam(1e-3), true),
          new Regime("momentum, rate 0.02", Optimizer.sgd(0.02).withMomentum(0.9), true),
          new Regime("Adam, rate 1e-6: a plateau", Optimizer.adam(1e-6), false),
          new Regime("Adam, rate 1: far above", Optimizer.adam(1), false),
          new Regime(
              "momentum, rate 0.5: above the limit", Optimizer.sgd(0.5).withMomentum(0.9), false),
          new Regime("SGD, rate 2: above the limit", Optimizer.sgd(2), false));

  @Override
  public String name() {
    return "stopping";
  }

  @Override
  public String title() {
    return "When to stop, and convergence against non-convergence";
  }

  @Override
  public String setUp() {
    return "Adam at 1e-3 on three networks for the digits and one for a regression, 200 epochs,"
        + " watched by the monitor with its defaults and by a patience rule (10 epochs) on the loss"
        + " of a validation set; the test set is seen by neither. The verdict alone knows nothing of"
        + " the losses; beside it stands the verdict or a validation loss that no longer falls,"
        + " whichever is first. Then six rates on the digits, of"
        + " which four are too large or too small. Times are those of the epochs up to the stop,"
        + " the patience rule's with its validation, the monitor's with both.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        ACCURACY,
        ERROR,
        EPOCHS,
        TIME,
        BUDGETED,
        WATCHED_EPOCHS,
        WATCHED_ACCURACY,
        WATCHED_ERROR,
        WATCHED_TIME,
        TOLD,
        EARLIER);
  }

  @Override
  public void run(Setting setting, Results results) throws IOException {
    converging(setting, results);
    regimes(setting, results);
  }

  private void converging(Setting setting, Results results) throws IOException {
    List<Double> lost = new ArrayList<>();
    List<Double> lostInRegression = new ArrayList<>();
    List<Double> saved = new ArrayList<>();
    List<Double> time = new ArrayList<>();
    List<Double> budget = new ArrayList<>();
    Watched watched = new Watched();
    StripPlot stops = new StripPlot("stops", "The epochs in which the rules stop", "epoch");
    StripPlot scores =
        new StripPlot("scores", "How good the weights are there", "below the best epoch, points");
    for (long seed : setting.seeds()) {
      List<Task> tasks = new ArrayList<>(setting.classifications(seed));
      tasks.add(setting.regression(seed));
      for (Task task : tasks) {
        setting.progress().accept("stopping, seed " + seed + ", " + task.name());
        Recording run = record(task, Optimizer.adam(1e-3), seed);
        int patience = run.patienceEpoch(PATIENCE);
        int verdict = firstEpoch(run, EnumSet.of(Verdict.CONVERGED));
        double patienceScore = run.testScore(run.bestEpoch(patience));
        double below = patienceScore - run.testScore(verdict);
        (task.train().isClassification() ? lost : lostInRegression).add(below);
        saved.add((double) patience - verdict);
        time.add((run.seconds(verdict) + run.monitorSeconds(verdict)) / run.seconds(patience));
        budget.add(100.0 * (BUDGET - verdict) / BUDGET);
        int flat = watched.add(task, seed, run, patience);
        double best =
            run.epochs().stream().mapToDouble(Recording.Epoch::testScore).max().orElseThrow();
        stops
            .add(task.name(), "verdict", verdict)
            .add(task.name(), "verdict or flat loss", flat)
            .add(task.name(), "patience", patience);
        scores
            .add(task.name(), "verdict", best - run.testScore(verdict))
            .add(task.name(), "patience", best - patienceScore)
            .add(task.name(), "full budget", best - run.testScore(run.epochs().size()));
        if (seed == setting.seeds()[0] && task.equals(tasks.get(0))) {
          results.plot(
              "One of the runs",
              "What the monitor saw of " + task.name() + ", first seed.",
              MonitorPlot.of(run.history()));
        }
      }
    }
    results.decide(ACCURACY, Spread.of(lost), "the patience rule's best weights");
    results.decide(ERROR, Spread.of(lostInRegression), "the patience rule's best weights");
    results.decide(EPOCHS, Spread.of(saved), "patience of 10 epochs");
    results.decide(TIME, Spread.of(time), "patience of 10 epochs, with its validation");
    results.decide(BUDGETED, Spread.of(budget), "a fixed budget of 200 epochs");
    watched.decide(results);
    results.plot(
        "Where the rules stop", "A point for each seed; crosses: medians.", stops.figure());
    results.plot(
        "How good the weights are where they stop",
        "Test accuracy in points, or error in percent of the variance, below the best epoch of all"
            + " 200, which nobody knows; crosses: medians.",
        scores.figure());
  }

  /** The runs that are stopped by the verdict or a flat loss. */
  private static final class Watched {
    private final List<Double> saved = new ArrayList<>();
    private final List<Double> lost = new ArrayList<>();
    private final List<Double> lostInRegression = new ArrayList<>();
    private final List<Double> time = new ArrayList<>();

    /** Repeats a run up to where it is stopped, and gives that epoch. */
    private int add(Task task, long seed, Recording run, int patience) {
      FlatLoss flat = new FlatLoss();
      int epoch = fit(task, Optimizer.adam(1e-3), seed, new KoopmanStopping(), flat).epochs();
      double below =
          run.testScore(run.bestEpoch(patience)) - task.testScore(flat.bestWeights().orElseThrow());
      saved.add((double) patience - epoch);
      (task.train().isClassification() ? lost : lostInRegression).add(below);
      time.add((run.seconds(epoch) + run.monitorSeconds(epoch)) / run.seconds(patience));
      return epoch;
    }

    private void decide(Results results) {
      results.decide(WATCHED_EPOCHS, Spread.of(saved), "patience of 10 epochs");
      results.decide(WATCHED_ACCURACY, Spread.of(lost), "the patience rule's best weights");
      results.decide(
          WATCHED_ERROR, Spread.of(lostInRegression), "the patience rule's best weights");
      results.decide(WATCHED_TIME, Spread.of(time), "patience of 10 epochs, with its validation");
    }
  }

  private void regimes(Setting setting, Results results) throws IOException {
    List<Double> told = new ArrayList<>();
    List<Double> earlier = new ArrayList<>();
    Table table =
        new Table("training", "told as", "first verdict, epoch", "patience, epoch", "runs told");
    for (Regime regime : REGIMES) {
      List<Double> at = new ArrayList<>();
      List<Double> patienceAt = new ArrayList<>();
      List<String> labels = new ArrayList<>();
      int right = 0;
      for (long seed : setting.seeds()) {
        setting.progress().accept("stopping, seed " + seed + ", " + regime.name());
        Recording run = record(Task.digits(seed).get(0), regime.optimizer(), seed);
        int epoch = firstEpoch(run, FINAL);
        int patience = run.patienceEpoch(PATIENCE);
        Verdict verdict =
            run.epochs().isEmpty()
                ? Verdict.DIVERGING
                : run.epochs().get(epoch - 1).assessment().verdict();
        boolean brokeOff = run.epochs().size() < BUDGET;
        boolean correct =
            regime.converges()
                ? verdict == Verdict.CONVERGED
                : brokeOff || (FINAL.contains(verdict) && verdict != Verdict.CONVERGED);
        right += correct ? 1 : 0;
        told.add(correct ? 1.0 : 0.0);
        labels.add(brokeOff && !FINAL.contains(verdict) ? "not finite" : verdict.label());
        at.add((double) epoch);
        patienceAt.add((double) patience);
        if (!regime.converges()) {
          earlier.add((double) patience - epoch);
        }
      }
      table.add(
          regime.name(),
          String.join(", ", labels.stream().distinct().toList()).replace('_', ' '),
          Spread.of(at).toString(),
          Spread.of(patienceAt).toString(),
          right + " of " + labels.size());
    }
    double share = told.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    results.decide(TOLD, share, Spread.of(told), "digits, six regimes of which four are bad");
    results.decide(EARLIER, Spread.of(earlier), "patience of 10 epochs; plateaus: the budget");
    results.table(
        "Too large, too small, and right",
        "The first verdict other than warming up and converging; a run that ends with numbers that"
            + " are not finite counts as told.",
        table);
  }

  private static Recording record(Task task, Optimizer optimizer, long seed) {
    Recording recording = new Recording(task);
    fit(task, optimizer, seed, recording);
    return recording;
  }

  private static TrainingResult fit(
      Task task, Optimizer optimizer, long seed, Callback... callbacks) {
    Trainer.Builder trainer = task.trainer(seed).optimizer(optimizer).epochs(BUDGET);
    for (Callback callback : callbacks) {
      trainer.callback(callback);
    }
    return trainer.build().fit(task.model(seed), task.train(), task.validation());
  }

  /** The first epoch with one of some verdicts; the last if there is none. */
  private static int firstEpoch(Recording run, Set<Verdict> verdicts) {
    int size = run.epochs().size();
    for (int k = 1; k <= size; k++) {
      if (verdicts.contains(run.epochs().get(k - 1).assessment().verdict())) {
        return k;
      }
    }
    return size;
  }
}
