// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ritz.bench.report.SpectrumPlot;
import ritz.bench.report.StripPlot;
import ritz.kernels.Complex;
import ritz.koopman.dmd.SpectrumDistance;
import ritz.koopman.training.TrainingSpectrum;
import ritz.nn.Activation;
import ritz.nn.Optimizer;

/** Distances between the spectra of trainings of the same kind and of different kinds. */
final class ComparisonExperiment implements Experiment {
  private static final int EPOCHS = 60;

  private static final Claim WIDTH =
      Claim.atLeast(
          0.9,
          "",
          "Narrow and wide networks are farther apart than networks of one width from other seeds:"
              + " area under the ROC curve of the distances");
  private static final Claim REGIME =
      Claim.atLeast(0.9, "", "So are trainings in the lazy and in the rich regime");
  private static final Claim OPTIMIZER =
      Claim.atLeast(0.9, "", "So are trainings with Adam and with plain SGD");
  private static final Claim LOSSES =
      Claim.atLeast(
          0, "of the area", "The spectra tell widths apart no worse than the final losses do");

  /** A kind of training. */
  private record Kind(String name, int width, double scale, Optimizer optimizer) {}

  private static final Optimizer SGD = Optimizer.sgd(0.05);
  private static final Kind NARROW = new Kind("4 units", 4, 1, SGD);
  private static final Kind WIDE = new Kind("128 units", 128, 1, SGD);
  private static final Kind LAZY = new Kind("32 units, lazy", 32, 4, Optimizer.sgd(0.003));
  private static final Kind RICH = new Kind("32 units", 32, 1, SGD);
  private static final Kind ADAM = new Kind("32 units, Adam", 32, 1, Optimizer.adam(1e-3));

  @Override
  public String name() {
    return "comparison";
  }

  @Override
  public String title() {
    return "Comparing trainings by their spectra";
  }

  @Override
  public String setUp() {
    return "Tanh networks on the digits, 60 epochs of SGD at 0.05: 4 and 128 hidden units; 32 units"
        + " as usual (rich) and with weights four times as large at rate 0.003 (lazy); 32"
        + " units with Adam at 1e-3. The distance is Wasserstein's of order 1 between the"
        + " ten leading eigenvalues of the weights. Compared are pairs of one kind from"
        + " other seeds with pairs of two kinds; 0.5 is chance. Beside it, the same with the"
        + " difference of the final losses.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(WIDTH, REGIME, OPTIMIZER, LOSSES);
  }

  /** One training. */
  private record Run(Complex[] eigenvalues, double loss) {}

  @Override
  public void run(Setting setting, Results results) throws IOException {
    StripPlot plot =
        new StripPlot("distances", "Distances between spectra", "Wasserstein distance");
    List<Run> narrow = runs(setting, results, NARROW);
    List<Run> wide = runs(setting, results, WIDE);
    List<Run> rich = runs(setting, results, RICH);
    double width = decide(results, WIDTH, narrow, wide, plot, "4 and 128 units");
    decide(results, REGIME, runs(setting, results, LAZY), rich, plot, "lazy and rich");
    decide(results, OPTIMIZER, runs(setting, results, ADAM), rich, plot, "Adam and SGD");
    double[] within = concatenate(lossPairs(narrow, narrow), lossPairs(wide, wide));
    double plain = InitializationExperiment.area(within, lossPairs(narrow, wide));
    results.decide(
        LOSSES,
        width - plain,
        Spread.of(width - plain),
        "the final losses alone, area " + Claim.number(plain));
    results.plot("Distances", "A point for each pair; crosses: medians.", plot.figure());
  }

  private static List<Run> runs(Setting setting, Results results, Kind kind) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (long seed : setting.seeds()) {
      setting.progress().accept("comparison, " + kind.name() + ", seed " + seed);
      Task task = Task.digits(setting.seeds()[0], Activation.TANH, kind.width());
      float[] start = task.network().initialize(seed);
      for (int i = 0; i < start.length; i++) {
        start[i] *= (float) kind.scale();
      }
      TrainingSpectrum spectrum = new TrainingSpectrum();
      double loss =
          task.trainer(seed)
              .optimizer(kind.optimizer())
              .epochs(EPOCHS)
              .callback(spectrum)
              .build()
              .fit(task.model(start), task.train())
              .trainLoss();
      var decomposition = spectrum.decomposition();
      runs.add(new Run(decomposition.eigenvalues(), loss));
      if (seed == setting.seeds()[0]) {
        results.plot(
            "Spectrum, " + kind.name(),
            "The first seed.",
            SpectrumPlot.of(decomposition.eigenvalues(), decomposition.residuals()));
      }
    }
    return runs;
  }

  private static double decide(
      Results results, Claim claim, List<Run> a, List<Run> b, StripPlot plot, String name) {
    double[] within = concatenate(pairs(a, a), pairs(b, b));
    double[] between = pairs(a, b);
    Arrays.stream(within).forEach(distance -> plot.add(name, "same kind", distance));
    Arrays.stream(between).forEach(distance -> plot.add(name, "different kinds", distance));
    double area = InitializationExperiment.area(within, between);
    results.decide(
        claim,
        area,
        Spread.of(area),
        "median distances "
            + Claim.number(Spread.of(within).median())
            + " within and "
            + Claim.number(Spread.of(between).median())
            + " between, of "
            + (within.length + between.length)
            + " pairs");
    return area;
  }

  private static double[] pairs(List<Run> a, List<Run> b) {
    return pairs(a, b, (x, y) -> SpectrumDistance.wasserstein(x.eigenvalues(), y.eigenvalues(), 1));
  }

  private static double[] lossPairs(List<Run> a, List<Run> b) {
    return pairs(a, b, (x, y) -> Math.abs(Math.log(x.loss() / y.loss())));
  }

  /** All pairs of two kinds; of one kind those of different runs, each once. */
  private static double[] pairs(
      List<Run> a, List<Run> b, java.util.function.ToDoubleBiFunction<Run, Run> distance) {
    List<Double> distances = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      for (int j = a == b ? i + 1 : 0; j < b.size(); j++) {
        distances.add(distance.applyAsDouble(a.get(i), b.get(j)));
      }
    }
    return distances.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] concatenate(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
