// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ritz.bench.report.Curve;
import ritz.bench.report.CurvePlot;
import ritz.bench.report.StripPlot;
import ritz.bench.report.Table;
import ritz.koopman.training.KoopmanAcceleration;
import ritz.koopman.training.KoopmanAcceleration.Jump;
import ritz.nn.EpochSummary;
import ritz.nn.Model;
import ritz.nn.Optimizer;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.data.Dataset;

/** How much sooner a training reaches a loss when its weights are extrapolated now and then. */
final class AccelerationExperiment implements Experiment {
  private static final Claim FULL_EPOCHS =
      Claim.atLeast(
          2, "times", "With full batches the plain run's final loss is reached in half the epochs");
  private static final Claim FULL_TIME =
      Claim.atLeast(2, "times", "With full batches it is reached in half the time");
  private static final Claim EVERY_OPTIMIZER =
      Claim.atLeast(
          2,
          "times",
          "With full batches the epochs are halved for the worst of the optimizers too");
  private static final Claim NEVER_SLOWER =
      Claim.atMost(
          1.02, "times", "In no setting is the median time longer than 1.02 times the plain run's");
  private static final Claim NEVER_MORE_EPOCHS =
      Claim.atMost(1, "times", "In no setting is the median number of epochs larger");
  private static final Claim GENERALIZES =
      Claim.atMost(
          0.2, "points", "At the loss reached, the test accuracy is at most 0.2 points lower");

  private static final int LEAST_REPEATS = 3;
  private static final int MOST_REPEATS = 25;
  private static final double ENOUGH_SECONDS = 0.1;

  /** An optimizer with its rates for full batches and for the usual ones. */
  private record Method(String name, Optimizer full, Optimizer mini) {}

  private static final List<Method> METHODS =
      List.of(
          new Method("SGD", Optimizer.sgd(0.5), Optimizer.sgd(0.05)),
          new Method(
              "momentum",
              Optimizer.sgd(0.1).withMomentum(0.9),
              Optimizer.sgd(0.02).withMomentum(0.9)),
          new Method("Adadelta", Optimizer.adadelta(1), Optimizer.adadelta(1)),
          new Method("Adam", Optimizer.adam(1e-3), Optimizer.adam(1e-3)));

  @Override
  public String name() {
    return "acceleration";
  }

  @Override
  public String title() {
    return "Acceleration by extrapolation";
  }

  @Override
  public String setUp() {
    return "Four optimizers on the digits (64-32-10) and on a regression, with full batches (400"
        + " epochs) and with batches of 32 (60 epochs). The plain run sets the target, its"
        + " last training loss; counted is when the accelerated run from the same start"
        + " reaches it. Jumps are judged on the training loss with full batches, on the"
        + " validation loss otherwise. Time is processor time, with the decompositions and the"
        + " evaluations, the median of 3 runs, of short ones up to 25, by turns."
        + " A run that never gets there counts as one that takes its whole budget.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        FULL_EPOCHS, FULL_TIME, EVERY_OPTIMIZER, NEVER_SLOWER, NEVER_MORE_EPOCHS, GENERALIZES);
  }

  /** A run beside the plain one. */
  private record Comparison(double epochs, double time, double lost) {}

  @Override
  public void run(Setting setting, Results results) throws IOException {
    List<Double> fullEpochs = new ArrayList<>();
    List<Double> fullTime = new ArrayList<>();
    List<Double> worst = new ArrayList<>();
    List<Double> slower = new ArrayList<>();
    List<Double> moreEpochs = new ArrayList<>();
    List<Double> lost = new ArrayList<>();
    StripPlot plot =
        new StripPlot("speed", "Epochs to the target", "plain epochs over accelerated epochs");
    Table table = new Table("setting", "epochs, times fewer", "time, times less");
    for (boolean full : new boolean[] {true, false}) {
      for (Method method : METHODS) {
        List<Comparison> all = new ArrayList<>();
        for (int of = 0; of < 2; of++) {
          List<Comparison> some = new ArrayList<>();
          for (long seed : setting.seeds()) {
            Task task = of == 0 ? Task.digits(seed).get(0) : setting.regression(seed);
            setting
                .progress()
                .accept("acceleration, " + method.name() + ", " + task.name() + ", seed " + seed);
            Comparison comparison =
                compare(results, task, method, full, seed, seed == setting.seeds()[0]);
            some.add(comparison);
            plot.add(
                task.name() + (full ? ", full batch" : ", batches of 32"),
                method.name(),
                comparison.epochs());
            if (of == 0) {
              lost.add(comparison.lost());
            }
          }
          Spread epochs = Spread.of(some.stream().map(Comparison::epochs).toList());
          Spread time = Spread.of(some.stream().map(Comparison::time).toList());
          slower.add(1 / time.median());
          moreEpochs.add(1 / epochs.median());
          table.add(
              method.name()
                  + (of == 0 ? ", digits" : ", regression")
                  + (full ? ", full batch" : ", batches of 32"),
              epochs.toString(),
              time.toString());
          all.addAll(some);
        }
        if (full) {
          all.forEach(c -> fullEpochs.add(c.epochs()));
          all.forEach(c -> fullTime.add(c.time()));
          worst.add(Spread.of(all.stream().map(Comparison::epochs).toList()).median());
        }
      }
    }
    results.decide(FULL_EPOCHS, Spread.of(fullEpochs), "the plain run, all optimizers");
    results.decide(FULL_TIME, Spread.of(fullTime), "the plain run, all optimizers");
    results.decide(
        EVERY_OPTIMIZER, Spread.of(worst).low(), Spread.of(worst), "medians by optimizer");
    results.decide(
        NEVER_SLOWER, Spread.of(slower).high(), Spread.of(slower), "medians by setting, 16");
    results.decide(
        NEVER_MORE_EPOCHS,
        Spread.of(moreEpochs).high(),
        Spread.of(moreEpochs),
        "medians by setting, 16");
    results.decide(GENERALIZES, Spread.of(lost), "the plain run at its end, on the digits");
    results.plot("Epochs saved", "Above 1 is faster; crosses: medians.", plot.figure());
    results.table("By setting", "Median with the range over the seeds.", table);
  }

  private static Comparison compare(
      Results results, Task task, Method method, boolean full, long seed, boolean first) {
    Optimizer optimizer = full ? method.full() : method.mini();
    Dataset judge = full ? task.train() : task.validation();
    if (first) {
      warmUp(task, optimizer, full, seed);
    }
    Timed plain = Timed.of(task, trainer(task, optimizer, full, seed), seed);
    double target = plain.result().trainLoss();
    KoopmanAcceleration acceleration = acceleration(task, judge);
    Timed fast = accelerated(task, optimizer, full, seed, acceleration, target);
    List<Double> plainSeconds = new ArrayList<>(List.of(plain.seconds()));
    List<Double> fastSeconds = new ArrayList<>(List.of(fast.seconds()));
    // Of a run of milliseconds a single time says little; the first of a pair finds other caches.
    while (plainSeconds.size() < LEAST_REPEATS
        || (plainSeconds.size() < MOST_REPEATS && sum(plainSeconds) < ENOUGH_SECONDS)) {
      fastSeconds.add(
          accelerated(task, optimizer, full, seed, acceleration(task, judge), target).seconds());
      plainSeconds.add(Timed.of(task, trainer(task, optimizer, full, seed), seed).seconds());
    }
    double time = Spread.of(plainSeconds).median() / Spread.of(fastSeconds).median();
    if (first && full && task.train().isClassification()) {
      results.plot(
          method.name() + ", full batch",
          "The training loss with and without jumps on "
              + task.name()
              + ", first seed; "
              + acceleration.jumps().stream().filter(Jump::kept).count()
              + " of "
              + acceleration.jumps().size()
              + " jumps were kept.",
          new CurvePlot("losses-" + method.name(), "Training losses", "epoch", "training loss")
              .logarithmicY()
              .of(List.of(curve("plain", plain.result()), curve("accelerated", fast.result()))));
    }
    return new Comparison(
        (double) plain.result().epochs() / fast.result().epochs(),
        time,
        task.testScore(plain.parameters()) - task.testScore(fast.parameters()));
  }

  /** A training with its processor time. */
  private record Timed(TrainingResult result, float[] parameters, double seconds) {
    static Timed of(Task task, Trainer.Builder trainer, long seed) {
      Model model = task.model(seed);
      double start = Clock.seconds();
      TrainingResult result = trainer.build().fit(model, task.train());
      return new Timed(result, model.parameters(), Clock.seconds() - start);
    }
  }

  private static Timed accelerated(
      Task task,
      Optimizer optimizer,
      boolean full,
      long seed,
      KoopmanAcceleration acceleration,
      double target) {
    Trainer.Builder trainer =
        trainer(task, optimizer, full, seed).callback(acceleration).callback(new StopAt(target));
    return Timed.of(task, trainer, seed);
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static KoopmanAcceleration acceleration(Task task, Dataset judge) {
    return new KoopmanAcceleration(task.loss(), judge);
  }

  /** Lets the JIT compiler see everything before anything is timed. */
  private static void warmUp(Task task, Optimizer optimizer, boolean full, long seed) {
    trainer(task, optimizer, full, seed)
        .callback(acceleration(task, full ? task.train() : task.validation()))
        .build()
        .fit(task.model(seed), task.train());
  }

  private static Trainer.Builder trainer(Task task, Optimizer optimizer, boolean full, long seed) {
    return task.trainer(seed)
        .optimizer(optimizer)
        .batch(full ? task.train().size() : task.batch())
        .epochs(full ? 400 : 60);
  }

  private static Curve curve(String name, TrainingResult run) {
    List<EpochSummary> history = run.history();
    return Curve.of(
        name,
        history.stream().mapToDouble(EpochSummary::epoch).toArray(),
        history.stream().mapToDouble(EpochSummary::trainLoss).toArray());
  }
}
