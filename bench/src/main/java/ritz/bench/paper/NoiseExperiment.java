// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ritz.bench.report.StripPlot;
import ritz.koopman.training.TrainingMonitor;
import ritz.nn.Callback;
import ritz.nn.Optimizer;
import ritz.nn.TrainingView;
import ritz.nn.data.Dataset;

/** The component at eigenvalue 1 as a filter of the noise of the weights. */
final class NoiseExperiment implements Experiment {
  private static final int EPOCHS = 60;
  private static final int WINDOW = 12;

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

  /** A kind of noise. */
  private enum Noise {
    NONE("no noise"),
    LABELS_20("labels, 20 % wrong"),
    LABELS_40("labels, 40 % wrong"),
    BATCHES("batches of 2, rate 0.1"),
    GRADIENT("noise in every step");

    private final String label;

    Noise(String label) {
      this.label = label;
    }
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
        + " labels replaced by random ones, with batches of two at rate 0.1 without momentum, or"
        + " with Gaussian noise added to the weights after every step. Tested are the last weights,"
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

  @Override
  public void run(Setting setting, Results results) throws IOException {
    List<Double> last = new ArrayList<>();
    List<Double> mean = new ArrayList<>();
    List<Double> clean = new ArrayList<>();
    List<Spread> byNoise = new ArrayList<>();
    StripPlot plot = new StripPlot("noise", "Test error under noise", "test error, %");
    for (Noise noise : Noise.values()) {
      List<Double> gains = new ArrayList<>();
      for (long seed : setting.seeds()) {
        setting.progress().accept("noise, " + noise.label + ", seed " + seed);
        Task task = Task.digits(seed).get(0);
        boolean small = noise == Noise.BATCHES;
        Filter filter = new Filter(noise == Noise.GRADIENT ? 0.005 : 0, seed);
        var model = task.model(seed);
        task.trainer(seed)
            .optimizer(small ? Optimizer.sgd(0.1) : Optimizer.sgd(0.02).withMomentum(0.9))
            .batch(small ? 2 : task.batch())
            .epochs(EPOCHS)
            .callback(filter)
            .build()
            .fit(model, wrongLabels(task.train(), noise, seed));
        double ofLast = task.testScore(model.parameters());
        double ofLimit = task.testScore(filter.monitor.limitWeights());
        double ofMean = task.testScore(filter.mean());
        plot.add(noise.label, "last weights", 100 - ofLast)
            .add(noise.label, "limit", 100 - ofLimit)
            .add(noise.label, "mean of twelve", 100 - ofMean);
        gains.add(ofLimit - ofLast);
        if (noise == Noise.NONE) {
          clean.add(ofLimit - ofLast);
        } else {
          last.add(ofLimit - ofLast);
          mean.add(ofLimit - ofMean);
        }
      }
      byNoise.add(Spread.of(gains));
    }
    Spread best =
        byNoise.stream().max(java.util.Comparator.comparing(Spread::median)).orElseThrow();
    results.decide(AGAINST_LAST, Spread.of(last), "the last weights");
    results.decide(HELPS, best, "the last weights, the kind of noise with the largest gain");
    results.decide(AGAINST_MEAN, Spread.of(mean), "the mean of the same snapshots");
    results.decide(WITHOUT_NOISE, Spread.of(clean), "the last weights");
    results.plot("Test error", "A point for each seed; crosses: medians.", plot.figure());
  }

  private static Dataset wrongLabels(Dataset data, Noise noise, long seed) {
    double share = noise == Noise.LABELS_20 ? 0.2 : noise == Noise.LABELS_40 ? 0.4 : 0;
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
