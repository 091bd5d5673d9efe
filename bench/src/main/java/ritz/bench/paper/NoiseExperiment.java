// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import ritz.bench.report.Curve;
import ritz.bench.report.CurvePlot;
import ritz.bench.report.StripPlot;
import ritz.koopman.training.TrainingMonitor;
import ritz.nn.Callback;
import ritz.nn.Model;
import ritz.nn.Optimizer;
import ritz.nn.TrainingView;
import ritz.nn.data.Dataset;

/** The component at eigenvalue 1 as a filter of the noise of the weights. */
final class NoiseExperiment implements Experiment {
  private static final int EPOCHS = 60;
  private static final int WINDOW = 12;

  private static final String LAST = "last weights";
  private static final String LIMIT = "limit";
  private static final String MEAN = "mean of twelve";

  private static final Claim AGAINST_LAST =
      Claim.atLeast(
          0, "points", "The limit of the weights tests no worse than the last weights under noise");
  private static final Claim HELPS =
      Claim.atLeast(0.5, "points", "Under the noise that hurts most it gains half a point or more");
  private static final Claim AGAINST_MEAN =
      Claim.atLeast(
          0, "points", "It tests no worse than the mean of the same last twelve snapshots");
  private static final Claim WITHOUT_NOISE =
      Claim.atLeast(-0.2, "points", "Without noise it costs at most 0.2 points");

  /** What the noise is in. */
  private enum Family {
    LABELS("Wrong labels", "labels wrong, %"),
    STEPS("Noise in every step", "deviation of the noise, times 1000"),
    BATCHES("Small batches", "samples in a batch");

    private final String label;
    private final String axis;

    Family(String label, String axis) {
      this.label = label;
      this.axis = axis;
    }
  }

  /** A level of noise, in the unit of the axis. */
  private record Noise(Family family, double level) {
    private String label() {
      return family.label + " (" + Claim.number(level) + ")";
    }

    private boolean none() {
      return family == Family.LABELS && level == 0;
    }

    private double wrongLabels() {
      return family == Family.LABELS ? level / 100 : 0;
    }

    private double deviation() {
      return family == Family.STEPS ? level / 1000 : 0;
    }

    private int batch(Task task) {
      return family == Family.BATCHES ? (int) level : task.batch();
    }

    private Optimizer optimizer() {
      return family == Family.BATCHES ? Optimizer.sgd(0.1) : Optimizer.sgd(0.02).withMomentum(0.9);
    }
  }

  private static List<Noise> noises(boolean quick) {
    Map<Family, double[]> levels =
        quick
            ? Map.of(
                Family.LABELS, new double[] {0, 20, 40},
                Family.STEPS, new double[] {5},
                Family.BATCHES, new double[] {2})
            : Map.of(
                Family.LABELS, new double[] {0, 10, 20, 40, 60},
                Family.STEPS, new double[] {1, 2.5, 5, 10},
                Family.BATCHES, new double[] {2, 4, 8, 32});
    List<Noise> noises = new ArrayList<>();
    for (Family family : Family.values()) {
      for (double level : levels.get(family)) {
        noises.add(new Noise(family, level));
      }
    }
    return noises;
  }

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public String title() {
    return "Noise rejection by the component at eigenvalue 1";
  }

  @Override
  public String setUp() {
    return "SGD with momentum 0.9 at 0.02 on the digits (64-32-10), 60 epochs, with a share of the"
        + " labels replaced by random ones, with small batches at rate 0.1 without momentum, or"
        + " with uniform noise added to the weights after every step. Tested are the last weights,"
        + " the limit that the monitor finds in the last twelve snapshots, and their plain mean.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(AGAINST_LAST, HELPS, AGAINST_MEAN, WITHOUT_NOISE);
  }

  /** Watches the weights, adds noise to them, and keeps the mean of the last ones. */
  private static final class Filter implements Callback {
    private final TrainingMonitor monitor = TrainingMonitor.builder().window(WINDOW).build();
    private final SplittableRandom random;
    private final double deviation;
    private double[] sum;

    private Filter(double deviation, long seed) {
      this.deviation = deviation;
      this.random = new SplittableRandom(seed);
    }

    @Override
    public void onStart(TrainingView training) {
      monitor.observe(training.parameters());
      sum = new double[training.parameters().length];
    }

    @Override
    public void onStep(TrainingView training) {
      if (deviation > 0) {
        float[] weights = training.parameters();
        for (int i = 0; i < weights.length; i++) {
          // uniform, of the deviation asked for
          weights[i] += (float) (deviation * Math.sqrt(12) * (random.nextDouble() - 0.5));
        }
      }
    }

    @Override
    public void onEpoch(TrainingView training) {
      float[] weights = training.parameters();
      monitor.observe(weights);
      if (training.epoch() > training.epochs() - WINDOW) {
        for (int i = 0; i < weights.length; i++) {
          sum[i] += weights[i];
        }
      }
    }

    private float[] mean() {
      float[] mean = new float[sum.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (sum[i] / WINDOW);
      }
      return mean;
    }
  }

  /** Test errors under one noise, a number for each seed, by method. */
  private record Errors(Noise noise, Map<String, List<Double>> byMethod) {
    private Errors(Noise noise) {
      this(noise, new LinkedHashMap<>());
    }

    private void add(String method, double error) {
      byMethod.computeIfAbsent(method, key -> new ArrayList<>()).add(error);
    }

    /** How much less one method errs than another, for each seed. */
    private List<Double> gains(String method, String other) {
      List<Double> gains = new ArrayList<>();
      for (int i = 0; i < byMethod.get(method).size(); i++) {
        gains.add(byMethod.get(other).get(i) - byMethod.get(method).get(i));
      }
      return gains;
    }
  }

  @Override
  public void run(Setting setting, Results results) throws IOException {
    List<Double> last = new ArrayList<>();
    List<Double> mean = new ArrayList<>();
    List<Spread> byNoise = new ArrayList<>();
    List<Errors> all = new ArrayList<>();
    for (Noise noise : noises(setting.quick())) {
      Errors errors = new Errors(noise);
      for (long seed : setting.seeds()) {
        setting.progress().accept("noise, " + noise.label() + ", seed " + seed);
        measure(noise, seed, errors);
      }
      all.add(errors);
      List<Double> gains = errors.gains(LIMIT, LAST);
      byNoise.add(Spread.of(gains));
      if (noise.none()) {
        results.decide(WITHOUT_NOISE, Spread.of(gains), "the last weights");
      } else {
        last.addAll(gains);
        mean.addAll(errors.gains(LIMIT, MEAN));
      }
    }
    Spread best = byNoise.stream().max(Comparator.comparing(Spread::median)).orElseThrow();
    results.decide(AGAINST_LAST, Spread.of(last), "the last weights");
    results.decide(HELPS, best, "the last weights, the noise with the largest gain");
    results.decide(AGAINST_MEAN, Spread.of(mean), "the mean of the same snapshots");
    for (Family family : Family.values()) {
      plot(results, family, all.stream().filter(e -> e.noise().family() == family).toList());
    }
  }

  private static void measure(Noise noise, long seed, Errors errors) throws IOException {
    Task task = Task.digits(seed).get(0);
    Filter filter = new Filter(noise.deviation(), seed);
    Model model = task.model(seed);
    task.trainer(seed)
        .optimizer(noise.optimizer())
        .batch(noise.batch(task))
        .epochs(EPOCHS)
        .callback(filter)
        .build()
        .fit(model, wrongLabels(task.train(), noise.wrongLabels(), seed));
    errors.add(LAST, 100 - task.testScore(model.parameters()));
    errors.add(LIMIT, 100 - task.testScore(filter.monitor.limitWeights()));
    errors.add(MEAN, 100 - task.testScore(filter.mean()));
  }

  private static void plot(Results results, Family family, List<Errors> levels) {
    if (levels.size() == 1) {
      StripPlot plot = new StripPlot(id(family), "Test error: " + family.label, "test error, %");
      Errors only = levels.get(0);
      only.byMethod()
          .forEach((m, errors) -> errors.forEach(e -> plot.add(only.noise().label(), m, e)));
      results.plot(family.label, "A point for each seed; crosses: medians.", plot.figure());
      return;
    }
    double[] x = levels.stream().mapToDouble(e -> e.noise().level()).toArray();
    List<Curve> curves = new ArrayList<>();
    for (String method : List.of(LAST, LIMIT, MEAN)) {
      curves.add(
          Spread.curve(
              method, x, levels.stream().map(e -> Spread.of(e.byMethod().get(method))).toList()));
    }
    CurvePlot plot =
        new CurvePlot(id(family), "Test error: " + family.label, family.axis, "test error, %");
    results.plot(
        family.label,
        "Test error against noise. Lines: medians; bands: all seeds. Where the monitor finds noise"
            + " alone, the limit is the mean of the same snapshots, and the two lines are one.",
        plot.of(curves));
  }

  private static String id(Family family) {
    return "noise-" + family.name().toLowerCase(Locale.ROOT);
  }

  private static Dataset wrongLabels(Dataset data, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = data.labels().clone();
    for (int i = 0; i < labels.length; i++) {
      if (random.nextDouble() < share) {
        labels[i] = random.nextInt(data.outputs());
      }
    }
    return Dataset.classification(data.features(), data.inputs(), labels, data.classes());
  }
}
