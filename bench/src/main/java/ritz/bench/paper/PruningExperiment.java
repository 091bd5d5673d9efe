// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ritz.bench.report.Curve;
import ritz.bench.report.CurvePlot;
import ritz.bench.report.StripPlot;
import ritz.koopman.training.KoopmanPruning;
import ritz.koopman.training.KoopmanPruning.Scope;
import ritz.koopman.training.TrainingMonitor;
import ritz.koopman.training.Verdict;
import ritz.nn.Callback;
import ritz.nn.Compaction;
import ritz.nn.Model;
import ritz.nn.ParameterView;
import ritz.nn.PruningMask;
import ritz.nn.TrainingView;

/** Pruning by the limit of the training against pruning by its present weights. */
final class PruningExperiment implements Experiment {
  private static final int BUDGET = 200;
  private static final int ROUND = 1;
  private static final int RETRAINING = 5;
  private static final int EARLY = 15;
  private static final double[] SPARSITIES = {0.3, 0.5, 0.7, 0.8, 0.9};
  private static final int HALF = 1;
  private static final int NINETY = 4;

  private static final Claim SAME_MASK =
      Claim.atLeast(
          0.95,
          "of the weights pruned",
          "At convergence Koopman magnitude pruning of half the parameters takes the weights that"
              + " magnitude pruning takes");
  private static final Claim SAME_ACCURACY =
      Claim.atMost(
          0.2,
          "points",
          "At convergence the two differ by at most 0.2 points after retraining, at half the"
              + " parameters");
  private static final Claim SAME_GRADIENT =
      Claim.atLeast(
          0.8,
          "of the weights pruned",
          "At convergence Koopman gradient pruning nearly takes those of gradient pruning");
  private static final Claim EARLIER =
      Claim.atLeast(
          0,
          "points",
          "After 15 epochs, before convergence, Koopman magnitude pruning of half the parameters is"
              + " no worse than magnitude pruning without retraining");
  private static final Claim EARLIER_RETRAINED =
      Claim.atLeast(0, "points", "Nor is it after retraining, with nine tenths pruned");
  private static final Claim HARMLESS =
      Claim.atMost(
          0.5, "points", "Half of the parameters pruned at the stop cost at most half a point");
  private static final Claim ITERATIVE =
      Claim.atLeast(
          0,
          "points",
          "Pruned to nine tenths in four rounds, a network is no worse than pruned at once and"
              + " retrained as long");
  private static final Claim UNITS =
      Claim.atMost(
          1, "points", "Without half of its hidden units, retrained, it loses at most a point");

  private enum Method {
    MAGNITUDE,
    KOOPMAN_MAGNITUDE,
    GRADIENT,
    KOOPMAN_GRADIENT;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  @Override
  public String name() {
    return "pruning";
  }

  @Override
  public String title() {
    return "Pruning by the limit";
  }

  @Override
  public String setUp() {
    return "Adam at 1e-3 on the classifications, pruned after 15 epochs and where the monitor says"
        + " converged (at most 200 epochs). Magnitude pruning takes the smallest weights; Koopman"
        + " magnitude pruning those whose limit is smallest; gradient pruning the smallest products"
        + " of weight and gradient, the gradient of an epoch or the step that the modes predict."
        + " All compete across layers; retraining is 5 epochs. The four rounds are one epoch each"
        + " for the first three, the rest of the 20 after the last.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(
        SAME_MASK,
        SAME_ACCURACY,
        SAME_GRADIENT,
        EARLIER,
        EARLIER_RETRAINED,
        HARMLESS,
        ITERATIVE,
        UNITS);
  }

  /** What is known of a training at an epoch, and the scores that follow from it. */
  private record Moment(float[] weights, float[] limit, float[] step, float[] gradient) {
    float[] scores(Method method) {
      return switch (method) {
        case MAGNITUDE -> weights;
        case KOOPMAN_MAGNITUDE -> limit;
        case GRADIENT -> KoopmanPruning.gradientScores(weights, gradient);
        case KOOPMAN_GRADIENT -> KoopmanPruning.gradientScores(weights, step);
      };
    }
  }

  /** Keeps a moment after some epochs and one when the weights have converged. */
  private static final class Moments implements Callback {
    private final TrainingMonitor monitor = TrainingMonitor.builder().build();
    private float[] gradient;
    private Moment early;
    private Moment late;

    @Override
    public void onStart(TrainingView training) {
      monitor.observe(training.parameters());
      gradient = new float[training.parameters().length];
    }

    @Override
    public void onStep(TrainingView training) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += training.gradient()[i];
      }
    }

    @Override
    public void onEpoch(TrainingView training) {
      boolean converged = monitor.observe(training.parameters()).verdict() == Verdict.CONVERGED;
      if (training.epoch() == EARLY) {
        early = moment(training);
      }
      if (converged || training.epoch() == training.epochs()) {
        late = moment(training);
        training.stop("converged");
      }
      java.util.Arrays.fill(gradient, 0);
    }

    private Moment moment(TrainingView training) {
      return new Moment(
          training.parameters().clone(),
          monitor.limitWeights(),
          monitor.predictedStep(),
          gradient.clone());
    }
  }

  @Override
  public void run(Setting setting, Results results) throws IOException {
    Map<Claim, List<Double>> values = new LinkedHashMap<>();
    claims().forEach(claim -> values.put(claim, new ArrayList<>()));
    Map<String, List<List<Double>>> curves = new LinkedHashMap<>();
    StripPlot early =
        new StripPlot(
            "before", "Koopman against magnitude pruning after 15 epochs", "points better");
    for (long seed : setting.seeds()) {
      List<Task> tasks = setting.classifications(seed);
      for (Task task : tasks) {
        setting.progress().accept("pruning, " + task.name() + ", seed " + seed);
        Moments moments = new Moments();
        task.trainer(seed)
            .epochs(BUDGET)
            .callback(moments)
            .build()
            .fit(task.model(seed), task.train());
        judge(task, moments, seed, values, early);
        if (task.equals(tasks.get(0))) {
          addCurves(task, moments, seed, curves);
        }
      }
    }
    String plain = "magnitude pruning of the same weights";
    for (Claim claim : claims()) {
      String beside =
          claim.equals(HARMLESS) || claim.equals(UNITS)
              ? "the network before pruning"
              : claim.equals(ITERATIVE)
                  ? "pruned at once"
                  : claim.equals(SAME_GRADIENT) ? "gradient pruning of the same weights" : plain;
      results.decide(claim, Spread.of(values.get(claim)), beside);
    }
    plotCurves(results, curves);
    results.plot(
        "Before convergence",
        "Accuracy with Koopman magnitude pruning minus that with magnitude pruning, of the same"
            + " weights after 15 epochs.",
        early.figure());
  }

  private static void judge(
      Task task, Moments moments, long seed, Map<Claim, List<Double>> values, StripPlot early) {
    Moment late = moments.late;
    double whole = task.testScore(late.weights());
    values.get(SAME_MASK).add(shared(task, late, Method.MAGNITUDE, Method.KOOPMAN_MAGNITUDE));
    values.get(SAME_GRADIENT).add(shared(task, late, Method.GRADIENT, Method.KOOPMAN_GRADIENT));
    double plain = retrained(task, late, Method.MAGNITUDE, SPARSITIES[HALF], seed);
    double koopman = retrained(task, late, Method.KOOPMAN_MAGNITUDE, SPARSITIES[HALF], seed);
    values.get(SAME_ACCURACY).add(Math.abs(koopman - plain));
    values.get(HARMLESS).add(whole - koopman);
    double gain =
        pruned(task, moments.early, Method.KOOPMAN_MAGNITUDE, SPARSITIES[HALF])
            - pruned(task, moments.early, Method.MAGNITUDE, SPARSITIES[HALF]);
    double later =
        retrained(task, moments.early, Method.KOOPMAN_MAGNITUDE, SPARSITIES[NINETY], seed)
            - retrained(task, moments.early, Method.MAGNITUDE, SPARSITIES[NINETY], seed);
    values.get(EARLIER).add(gain);
    values.get(EARLIER_RETRAINED).add(later);
    early.add("50 % pruned, as they are", task.name(), gain);
    early.add("90 % pruned, retrained", task.name(), later);
    values.get(ITERATIVE).add(iterative(task, late, seed) - atOnce(task, late, seed));
    float[] halved = late.weights().clone();
    PruningMask.ofWeakestUnits(task.network(), late.limit(), 0.5).apply(halved);
    Model compact = Compaction.of(task.model(halved));
    Task smaller = task.withNetwork(compact.network());
    smaller.trainer(seed).epochs(RETRAINING).build().fit(compact, task.train());
    values.get(UNITS).add(whole - smaller.testScore(compact.parameters()));
  }

  private static PruningMask mask(Task task, float[] scores, double fraction) {
    int weights =
        task.network().parameters().stream()
            .filter(view -> view.shape().size() > 1)
            .mapToInt(ParameterView::length)
            .sum();
    double most = (double) weights / task.network().parameterCount();
    return KoopmanPruning.mask(task.network(), scores, Math.min(most, fraction), Scope.GLOBAL);
  }

  /** The share of the weights pruned by one method, half of them, that another prunes too. */
  private static double shared(Task task, Moment moment, Method one, Method other) {
    PruningMask a = mask(task, moment.scores(one), SPARSITIES[HALF]);
    PruningMask b = mask(task, moment.scores(other), SPARSITIES[HALF]);
    int both = 0;
    for (int i = 0; i < a.length(); i++) {
      both += a.isPruned(i) && b.isPruned(i) ? 1 : 0;
    }
    return (double) both / a.prunedCount();
  }

  private static double pruned(Task task, Moment moment, Method method, double fraction) {
    float[] weights = moment.weights().clone();
    mask(task, moment.scores(method), fraction).apply(weights);
    return task.testScore(weights);
  }

  private static double retrained(
      Task task, Moment moment, Method method, double fraction, long seed) {
    PruningMask mask = mask(task, moment.scores(method), fraction);
    return task.testScore(retrain(task, moment.weights(), mask, RETRAINING, seed));
  }

  private static float[] retrain(
      Task task, float[] weights, PruningMask mask, int epochs, long seed) {
    Model model = task.model(weights);
    task.trainer(seed).epochs(epochs).mask(mask).build().fit(model, task.train());
    return model.parameters();
  }

  private static double iterative(Task task, Moment moment, long seed) {
    float[] scores = moment.limit();
    float[] weights = moment.weights();
    double[] fractions = {0.4, 0.65, 0.8, 0.9};
    for (double fraction : fractions) {
      int epochs = fraction < 0.9 ? ROUND : 4 * RETRAINING - 3 * ROUND;
      weights = retrain(task, weights, mask(task, scores, fraction), epochs, seed);
      scores = weights;
    }
    return task.testScore(weights);
  }

  private static double atOnce(Task task, Moment moment, long seed) {
    PruningMask mask = mask(task, moment.limit(), 0.9);
    return task.testScore(retrain(task, moment.weights(), mask, 4 * RETRAINING, seed));
  }

  private static void addCurves(
      Task task, Moments moments, long seed, Map<String, List<List<Double>>> curves) {
    for (Method method : Method.values()) {
      for (int k = 0; k < SPARSITIES.length; k++) {
        double fraction = SPARSITIES[k];
        put(curves, "before, " + method.label(), k, pruned(task, moments.early, method, fraction));
        put(
            curves,
            "at the stop, " + method.label(),
            k,
            pruned(task, moments.late, method, fraction));
        put(
            curves,
            "retrained, " + method.label(),
            k,
            retrained(task, moments.late, method, fraction, seed));
      }
    }
  }

  private static void put(
      Map<String, List<List<Double>>> curves, String name, int index, double value) {
    List<List<Double>> curve = curves.computeIfAbsent(name, key -> new ArrayList<>());
    while (curve.size() <= index) {
      curve.add(new ArrayList<>());
    }
    curve.get(index).add(value);
  }

  private static void plotCurves(Results results, Map<String, List<List<Double>>> curves) {
    Map<String, String> parts =
        Map.of(
            "before", "Pruned after 15 epochs",
            "at the stop", "Pruned at convergence",
            "retrained", "Pruned at convergence and retrained");
    double[] percent = java.util.Arrays.stream(SPARSITIES).map(s -> 100 * s).toArray();
    for (String part : List.of("before", "at the stop", "retrained")) {
      List<Curve> some = new ArrayList<>();
      for (Method method : Method.values()) {
        List<Spread> spreads =
            curves.get(part + ", " + method.label()).stream().map(Spread::of).toList();
        some.add(Spread.curve(method.label(), percent, spreads));
      }
      results.plot(
          parts.get(part),
          "Test accuracy of the first network. Lines: medians; bands: all seeds.",
          new CurvePlot(
                  "pruning-" + part.replace(' ', '-'),
                  "Accuracy by sparsity",
                  "parameters pruned, %",
                  "test accuracy, %")
              .of(some));
    }
  }
}
