// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ritz.bench.data.MatrixFile;
import ritz.bench.data.Series;
import ritz.bench.data.States;
import ritz.nn.io.Npy;

/** {@code ritz dmd}. */
@Command(
    name = "dmd",
    description = "Dynamic mode decomposition of snapshots, or of pairs of snapshots.")
final class DmdCommand extends AnsweringCommand {
  @Parameters(
      paramLabel = "X",
      description =
          "The snapshots, state x time, .npy (also complex) or .csv; with delays and for optimized and bagged also a"
              + " series of numbers in a column. Or ecg, sunspots or elnino.")
  private Path input;

  @Option(
      names = "--next",
      paramLabel = "Y",
      description = "What each snapshot of X became; X is then no trajectory.")
  private Path next;

  @Mixin private DmdOptions options;

  @Option(
      names = "--times",
      paramLabel = "FILE",
      description = "When the snapshots were taken, for optimized and bagged (default: 0, dt, …).")
  private Path times;

  @Option(
      names = "--control",
      paramLabel = "FILE",
      description = "Inputs, input x time: column k acts from snapshot k to the next.")
  private Path control;

  @Option(
      names = "--future-control",
      paramLabel = "FILE",
      description = "The inputs of the forecast, input x time.")
  private Path futureControl;

  @Option(names = "--center", description = "Take the mean over time from each row.")
  private boolean center;

  @Option(
      names = "--hold-out",
      paramLabel = "N",
      defaultValue = "0",
      description = "Hold the last N snapshots out, forecast them and say how well.")
  private int heldOut;

  @Option(
      names = "--forecasts",
      paramLabel = "K",
      defaultValue = "1",
      description =
          "Score K forecasts of N snapshots, from points N apart, each chosen and fitted by what lies"
              + " before it (default: ${DEFAULT-VALUE}).")
  private int forecasts;

  @Option(
      names = "--season",
      paramLabel = "N",
      defaultValue = "0",
      description = "Compare that forecast also with the last N snapshots again.")
  private int season;

  @Option(
      names = "--choose",
      description =
          "Choose --delays and --rank by forecasts of snapshots that lie before those held out.")
  private boolean choose;

  @Option(
      names = "--modes-out",
      paramLabel = "FILE",
      description = "Write the modes, state x mode, complex .npy.")
  private Path modesFile;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write the model, .npz, for load in Java or numpy.load.")
  private Path saved;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description = "Decompose other snapshots alike, and say how far their eigenvalues are apart.")
  private Path other;

  @ArgGroup(exclusive = false)
  private Forecast forecast;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write DIR/index.html with the plots and their numbers.")
  private Path report;

  /** Where the model goes after the last snapshot. */
  private static final class Forecast {
    @Option(
        names = "--forecast",
        paramLabel = "N",
        required = true,
        description = "Forecast N steps after the last snapshot.")
    private int steps;

    @Option(
        names = "--forecast-out",
        paramLabel = "FILE",
        required = true,
        description = "Write the forecast, state x time, .npy.")
    private Path file;

    @Option(
        names = "--forecast-errors-out",
        paramLabel = "FILE",
        description = "Write the standard errors of the forecast, for bagged, .npy.")
    private Path errorsFile;
  }

  @Override
  Answer answer() throws IOException {
    requireFittingOptions();
    fromOptions(options::composed);
    boolean series = choose || options.takesSeries();
    States x = series ? Series.readRow(input) : Series.read(input);
    requireHoldOut(x);
    States seen = x.columns(0, x.columns() - heldOut);
    DmdChoice choice =
        choose ? DmdChoice.of(seen, heldOut, season, options, this::forecastOf) : null;
    Centering centering = centering(seen);
    States centered = centering.remove(seen);
    DmdOutcome outcome = fit(centered, centering);
    if (Double.isNaN(outcome.error())) {
      outcome = outcome.withError(centered);
    }
    HoldOut holdOut = null;
    if (heldOut > 0) {
      States truth = x.columns(seen.columns(), x.columns());
      States model = centering.restore(outcome.forecast().apply(heldOut));
      IntFunction<States> errors = outcome.forecastErrors();
      holdOut =
          new HoldOut(seen, truth, model, errors == null ? null : errors.apply(heldOut), season);
    }
    if (modesFile != null) {
      Npy.write(modesFile, outcome.modes().get());
    }
    if (forecast != null) {
      centering.restore(outcome.forecast().apply(forecast.steps)).write(forecast.file);
      if (forecast.errorsFile != null) {
        outcome.forecastErrors().apply(forecast.steps).write(forecast.errorsFile);
      }
    }
    if (report != null) {
      DmdReport.of(input, outcome, centering, seen, holdOut).write(report);
    }
    if (saved != null) {
      outcome.saving().to(saved);
    }
    Extras extras = new Extras(choice, holdOut, comparison(outcome, series), rolling(x, holdOut));
    return answer(outcome, extras, hint(seen));
  }

  /** What a newcomer should know of data that the method sees next to nothing in, or nothing. */
  private String hint(States seen) {
    return seen.rows() == 1 && options.delays == 1 && options.method.takesDelays()
        ? "note: a snapshot is a single number, which shows one mode; --delays D makes states of D"
        : "";
  }

  /**
   * The last forecast and those from earlier points, or null for a single one. Leaves the options
   * at what was chosen for the earliest.
   */
  private RollingScore rolling(States x, HoldOut last) {
    if (forecasts == 1) {
      return null;
    }
    List<HoldOut> parts = new ArrayList<>(List.of(last));
    for (int part = 2; part <= forecasts; part++) {
      int end = x.columns() - part * heldOut;
      States before = x.columns(0, end);
      if (choose) {
        DmdChoice.of(before, heldOut, season, options, this::forecastOf);
      }
      States forecast = forecastOf(before, heldOut);
      parts.add(new HoldOut(before, x.columns(end, end + heldOut), forecast, null, season));
    }
    return new RollingScore(parts);
  }

  private SpectrumComparison comparison(DmdOutcome outcome, boolean series) throws IOException {
    if (other == null) {
      return null;
    }
    States theirs = series ? Series.readRow(other) : Series.read(other);
    DmdOutcome second =
        MatrixFile.naming(
            other,
            () -> options.fit(centering(theirs).remove(theirs), evenTimes(theirs.columns())));
    return SpectrumComparison.of(other, outcome.eigenvalues(), second.eigenvalues());
  }

  private Centering centering(States seen) {
    return center ? Centering.of(seen) : Centering.none(seen);
  }

  private States forecastOf(States seen, int steps) {
    Centering centering = centering(seen);
    double[] at = evenTimes(seen.columns());
    DmdOutcome outcome = MatrixFile.naming(input, () -> options.fit(centering.remove(seen), at));
    return centering.restore(outcome.forecast().apply(steps));
  }

  private void requireFittingOptions() {
    if (forecast != null && forecast.steps < 1) {
      throw misuse("--forecast: " + forecast.steps + ", expected at least 1");
    }
    if (forecast != null && forecast.errorsFile != null && options.method != DmdMethod.BAGGED) {
      throw misuse("--forecast-errors-out: only bagged knows errors");
    }
    if (heldOut < 0 || season < 0) {
      throw misuse("--hold-out, --season: " + heldOut + ", " + season + ", expected at least 0");
    }
    if (forecasts < 1 || (forecasts > 1 && heldOut == 0)) {
      throw misuse("--forecasts: " + forecasts + ", expected at least 1, and --hold-out");
    }
    if (next != null && !options.method.takesPairs()) {
      throw misuse("--next: this method needs a trajectory");
    }
    if (times != null && !options.method.takesTimes()) {
      throw misuse("--times: only optimized and bagged take uneven times");
    }
    if (control != null && !options.method.isComposed()) {
      throw misuse("--control: this method takes no inputs");
    }
    if (heldOut > 0 && (next != null || control != null || forecast != null || times != null)) {
      throw misuse("--hold-out: not with --next, --control, --times or --forecast");
    }
    if (other != null && (next != null || control != null || times != null)) {
      throw misuse("--compare: not with --next, --control or --times");
    }
    if (choose && (heldOut == 0 || !options.method.isComposed())) {
      throw misuse("--choose: needs --hold-out, and a method that takes --delays");
    }
    if (choose && (options.delays > 1 || options.rank.most != null)) {
      throw misuse("--choose: not with --delays or --rank, which it chooses");
    }
    if (forecast != null && (control == null) != (futureControl == null)) {
      throw misuse("--future-control: the inputs of a forecast go with --control");
    }
    if (options.delays > 1 && (next != null || control != null || !options.method.takesDelays())) {
      throw misuse("--delays: not with --next, --control or this method");
    }
  }

  private void requireHoldOut(States snapshots) {
    long held = (long) forecasts * heldOut;
    if (heldOut > 0 && Math.max(2, season) > snapshots.columns() - held) {
      throw new IllegalArgumentException(
          input + ": " + snapshots.columns() + " snapshots, too few to hold " + held + " out");
    }
  }

  private DmdOutcome fit(States x, Centering centering) throws IOException {
    States y = next == null ? null : MatrixFile.readStates(next);
    States inputs = control == null ? null : MatrixFile.readStates(control);
    States future = futureControl == null ? null : MatrixFile.readStates(futureControl);
    requireFuture(future);
    if (y == null && inputs == null) {
      double[] at = times == null ? evenTimes(x.columns()) : timesFromFile();
      return MatrixFile.naming(input, () -> options.fit(x, at));
    }
    // what goes together is complex as soon as one part is
    boolean real = Stream.of(x, y, inputs, future).allMatch(part -> part == null || part.isReal());
    States first = real ? x : x.asComplex();
    States second = y == null ? null : centering.remove(real ? y : y.asComplex());
    if (inputs == null) {
      return MatrixFile.naming(
          input, () -> MatrixFile.naming(next, () -> options.fitPairs(first, second)));
    }
    States acting = real ? inputs : inputs.asComplex();
    return MatrixFile.naming(input, () -> options.fitControlled(first, second, acting, future));
  }

  private void requireFuture(States future) {
    if (forecast != null && future != null && future.columns() < forecast.steps) {
      throw new IllegalArgumentException(
          futureControl
              + ": "
              + future.real().shape()
              + ", expected "
              + forecast.steps
              + " columns");
    }
  }

  private double[] evenTimes(int count) {
    double step = options.dt == null ? 1 : options.dt;
    return IntStream.range(0, count).mapToDouble(i -> i * step).toArray();
  }

  private double[] timesFromFile() throws IOException {
    States read = Series.readRow(times);
    if (read.rows() != 1 || !read.isReal()) {
      throw new IOException(
          times
              + ": "
              + (read.isReal() ? read.real().shape() : "complex numbers")
              + ", expected one row or one column of real numbers");
    }
    return read.real().transpose().column(0);
  }

  /** What is said beside the decomposition itself; null for what was not asked for. */
  private record Extras(
      DmdChoice choice, HoldOut holdOut, SpectrumComparison comparison, RollingScore rolling) {}

  private static Answer answer(DmdOutcome outcome, Extras extras, String hint) {
    Json json =
        new Json()
            .put("rank", outcome.eigenvalues().length)
            .put("eigenvalues", outcome.eigenvalues())
            .put("residuals", outcome.residuals())
            .put("amplitudes", outcome.amplitudes())
            .put("reconstruction_error", outcome.error());
    outcome.extras().forEach(json::put);
    List<String> lines = new ArrayList<>(List.of(outcome.text()));
    if (!hint.isEmpty()) {
      lines.add(hint);
    }
    if (extras.choice != null) {
      json.put("choice", extras.choice.json());
      lines.add(extras.choice.text());
    }
    if (extras.holdOut != null) {
      json.put("hold_out", extras.holdOut.json());
      lines.add(extras.holdOut.text());
    }
    if (extras.rolling != null) {
      json.put("forecasts", extras.rolling.json());
      lines.add(extras.rolling.text());
    }
    if (extras.comparison != null) {
      json.put("distance", extras.comparison.json());
      lines.add(extras.comparison.text());
    }
    return new Answer(json, String.join(System.lineSeparator(), lines));
  }
}
