// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
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
    return answer(outcome, choice, holdOut, comparison(outcome, series), hint(seen));
  }

  /** What a newcomer should know of data that the method sees next to nothing in, or nothing. */
  private String hint(States seen) {
    return seen.rows() == 1 && options.delays == 1 && options.method.takesDelays()
        ? "note: a snapshot is a single number, which shows one mode; --delays D makes states of D"
        : "";
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
    if (heldOut > 0 && Math.max(2, season) > snapshots.columns() - heldOut) {
      throw new IllegalArgumentException(
          input + ": " + snapshots.columns() + " snapshots, too few to hold " + heldOut + " out");
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

  private static Answer answer(
      DmdOutcome outcome,
      DmdChoice choice,
      HoldOut holdOut,
      SpectrumComparison comparison,
      String hint) {
    Json json =
        new Json()
            .put("rank", outcome.eigenvalues().length)
            .put("eigenvalues", outcome.eigenvalues())
            .put("residuals", outcome.residuals())
            .put("amplitudes", outcome.amplitudes())
            .put("reconstruction_error", outcome.error());
    outcome.extras().forEach(json::put);
    StringBuilder text = new StringBuilder(outcome.text());
    if (!hint.isEmpty()) {
      text.append(System.lineSeparator()).append(hint);
    }
    if (choice != null) {
      json.put("choice", choice.json());
      text.append(System.lineSeparator()).append(choice.text());
    }
    if (holdOut != null) {
      json.put("hold_out", holdOut.json());
      text.append(System.lineSeparator()).append(holdOut.text());
    }
    if (comparison != null) {
      json.put("distance", comparison.json());
      text.append(System.lineSeparator()).append(comparison.text());
    }
    return new Answer(json, text.toString());
  }
}
