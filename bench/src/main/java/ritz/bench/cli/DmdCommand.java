// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ritz.bench.data.MatrixFile;
import ritz.bench.data.States;
import ritz.nn.io.Npy;

/** {@code ritz dmd}. */
@Command(
    name = "dmd",
    description = "Dynamic mode decomposition of snapshots, or of pairs of snapshots.")
final class DmdCommand extends AnsweringCommand {
  @Mixin private DmdFiles files;

  @Mixin private DmdOptions options;

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

  @Option(
      names = "--pseudospectrum",
      paramLabel = "FILE",
      description =
          "Write how nearly each point of a grid in the complex plane is an eigenvalue, imaginary x"
              + " real part, .npy; the report draws it.")
  private Path pseudospectrumFile;

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
        description = "Write the standard errors of the forecast, .npy.")
    private Path errorsFile;
  }

  @Override
  Answer answer() throws IOException {
    requireFittingOptions();
    fromOptions(options::composed);
    if (streamsFromFiles()) {
      return told(options.fitStream(files.inputs), null, null, null, null);
    }
    DmdInput whole = files.read(takesSeries());
    requireHoldOut(whole.last());
    if (forecast != null) {
      files.requireFuture(whole.future(), forecast.steps);
    }
    DmdInput seen = whole.upTo(whole.last().columns() - heldOut);
    DmdChoice choice =
        choose ? DmdChoice.of(seen, heldOut, season, options, this::forecastOf) : null;
    Centering centering = centering(seen);
    DmdInput centered = seen.without(centering);
    DmdOutcome outcome = MatrixFile.naming(files.name(), () -> options.fit(centered));
    if (Double.isNaN(outcome.error())) {
      outcome = outcome.withError(centered.last());
    }
    return told(outcome, seen.last(), centering, choice, whole);
  }

  /** Writes what was asked for, and answers. */
  private Answer told(
      DmdOutcome outcome, States seen, Centering centering, DmdChoice choice, DmdInput whole)
      throws IOException {
    UnaryOperator<States> restored = centering == null ? states -> states : centering::restore;
    HoldOut holdOut = heldOut == 0 ? null : holdOut(outcome, seen, restored, whole.last());
    Pseudospectrum pseudospectrum =
        pseudospectrumFile == null
            ? null
            : Pseudospectrum.of(outcome.eigenvalues(), outcome.pseudospectrum());
    if (pseudospectrum != null) {
      Npy.write(pseudospectrumFile, pseudospectrum.residuals());
    }
    if (modesFile != null) {
      Npy.write(modesFile, outcome.modes().get());
    }
    if (forecast != null) {
      restored.apply(outcome.forecast().apply(forecast.steps)).write(forecast.file);
      if (forecast.errorsFile != null) {
        outcome.forecastErrors().apply(forecast.steps).write(forecast.errorsFile);
      }
    }
    if (report != null) {
      DmdReport.of(files.name(), outcome, centering, seen, holdOut, pseudospectrum).write(report);
    }
    if (saved != null) {
      outcome.saving().to(saved);
    }
    Extras extras =
        new Extras(choice, holdOut, comparison(outcome), rolling(whole, holdOut), pseudospectrum);
    return answer(outcome, extras, hint(seen));
  }

  private HoldOut holdOut(
      DmdOutcome outcome, States seen, UnaryOperator<States> restored, States whole) {
    IntFunction<States> errors = outcome.forecastErrors();
    return new HoldOut(
        seen,
        whole.columns(seen.columns(), whole.columns()),
        restored.apply(outcome.forecast().apply(heldOut)),
        errors == null ? null : errors.apply(heldOut),
        season);
  }

  /** What a newcomer should know of data that the method sees next to nothing in, or nothing. */
  private String hint(States seen) {
    boolean takesDelays = DmdTable.takes(options.method, "--delays");
    return seen != null && seen.rows() == 1 && options.delays == 1 && takesDelays
        ? "note: a snapshot is a single number, which shows one mode; --delays D makes states of D"
        : "";
  }

  /**
   * The last forecast and those from earlier points, or null for a single one. Leaves the options
   * at what was chosen for the earliest.
   */
  private RollingScore rolling(DmdInput whole, HoldOut last) {
    if (forecasts == 1) {
      return null;
    }
    List<HoldOut> parts = new ArrayList<>(List.of(last));
    for (int part = 2; part <= forecasts; part++) {
      int end = whole.last().columns() - part * heldOut;
      DmdInput before = whole.upTo(end);
      if (choose) {
        DmdChoice.of(before, heldOut, season, options, this::forecastOf);
      }
      States forecast = forecastOf(before, heldOut);
      States truth = whole.last().columns(end, end + heldOut);
      parts.add(new HoldOut(before.last(), truth, forecast, null, season));
    }
    return new RollingScore(parts);
  }

  private SpectrumComparison comparison(DmdOutcome outcome) throws IOException {
    if (other == null) {
      return null;
    }
    DmdInput theirs =
        new DmdInput(List.of(DmdFiles.snapshots(other, takesSeries())), null, null, null, null);
    DmdOutcome second =
        MatrixFile.naming(other, () -> options.fit(theirs.without(centering(theirs))));
    return SpectrumComparison.of(other, outcome.eigenvalues(), second.eigenvalues());
  }

  private Centering centering(DmdInput seen) {
    return center ? Centering.of(seen.runs()) : Centering.none(seen.last());
  }

  private States forecastOf(DmdInput seen, int steps) {
    Centering centering = centering(seen);
    DmdOutcome outcome =
        MatrixFile.naming(files.name(), () -> options.fit(seen.without(centering)));
    return centering.restore(outcome.forecast().apply(steps));
  }

  private void requireFittingOptions() {
    fromOptions(
        () -> {
          options.require(
              option ->
                  option.equals(DmdTable.SEVERAL) ? files.inputs.size() > 1 : isGiven(option));
          files.require();
          return null;
        });
    if (forecast != null && forecast.steps < 1) {
      throw misuse("--forecast: " + forecast.steps + ", expected at least 1");
    }
    if (heldOut < 0 || season < 0) {
      throw misuse("--hold-out, --season: " + heldOut + ", " + season + ", expected at least 0");
    }
    if (season > 0 && heldOut == 0) {
      throw misuse("--season: needs --hold-out, whose forecast it is compared with");
    }
    if (forecasts < 1 || (forecasts > 1 && heldOut == 0)) {
      throw misuse("--forecasts: " + forecasts + ", expected at least 1, and --hold-out");
    }
    if (files.next != null && options.delays > 1) {
      throw misuse("--delays: not with --next, whose pairs have no history");
    }
    if (files.control != null && (options.delays > 1 || isGiven("--sparse") || choose)) {
      throw misuse("--control: not with --delays, --sparse or --choose");
    }
    if (heldOut > 0 && (files.next != null || forecast != null || files.times != null)) {
      throw misuse("--hold-out: not with --next, --times or --forecast");
    }
    if (other != null && (files.next != null || files.control != null || files.times != null)) {
      throw misuse("--compare: not with --next, --control or --times");
    }
    if (choose && heldOut == 0) {
      throw misuse("--choose: needs --hold-out");
    }
    if (choose && (files.next != null || options.delays > 1 || options.rank.most != null)) {
      throw misuse("--choose: not with --next, nor with --delays or --rank, which it chooses");
    }
    if ((forecast != null && files.control != null) != (files.futureControl != null)) {
      throw misuse("--future-control: the inputs of a --forecast go with --control");
    }
  }

  private void requireHoldOut(States snapshots) {
    long held = (long) forecasts * heldOut;
    if (heldOut > 0 && Math.max(2, season) > snapshots.columns() - held) {
      throw new IllegalArgumentException(
          files.name()
              + ": "
              + snapshots.columns()
              + " snapshots, too few to hold "
              + held
              + " out");
    }
  }

  /** Whether nothing asks for the snapshots but the stream, which may be larger than memory. */
  private boolean streamsFromFiles() throws IOException {
    boolean whole = options.method != DmdMethod.STREAMING || center || heldOut > 0 || other != null;
    return !whole && files.areStreamable();
  }

  private boolean takesSeries() {
    return choose || options.takesSeries();
  }

  /** What is said beside the decomposition itself; null for what was not asked for. */
  private record Extras(
      DmdChoice choice,
      HoldOut holdOut,
      SpectrumComparison comparison,
      RollingScore rolling,
      Pseudospectrum pseudospectrum) {}

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
    if (extras.pseudospectrum != null) {
      json.put("pseudospectrum", extras.pseudospectrum.json());
      lines.add(extras.pseudospectrum.text());
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
