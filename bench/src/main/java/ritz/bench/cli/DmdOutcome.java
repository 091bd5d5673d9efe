// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ritz.bench.data.States;
import ritz.bench.report.Table;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.BaggedDmdResult;
import ritz.koopman.dmd.ControlledDmdResult;
import ritz.koopman.dmd.DmdResult;
import ritz.koopman.dmd.EdmdResult;
import ritz.koopman.dmd.MultiResolutionResult;
import ritz.koopman.dmd.MultiResolutionResult.Window;
import ritz.koopman.dmd.StreamingDmd;

/**
 * What the command says of a decomposition, whichever method made it.
 *
 * @param text for people
 * @param eigenvalues of all modes
 * @param residuals of each
 * @param measure what they are: residuals, or standard errors
 * @param amplitudes of each
 * @param error of the reconstruction, relative
 * @param singularValues all of them, or none
 * @param isReal whether the snapshots are, so that eigenvalues come in conjugate pairs
 * @param modes the modes
 * @param reconstruction of the snapshots that were given, or null if it is not one trajectory
 * @param forecast takes the number of steps after the last snapshot
 * @param forecastErrors the standard errors of the forecast, or null where they are not known
 * @param saving writes the model to a file
 * @param extras members of the JSON object that only this method has
 * @param pseudospectrum takes real and imaginary parts and gives the least residual at each point
 *     of their grid, or null where it is not known
 */
record DmdOutcome(
    String text,
    Complex[] eigenvalues,
    double[] residuals,
    String measure,
    Complex[] amplitudes,
    double error,
    double[] singularValues,
    boolean isReal,
    Supplier<ComplexMatrix> modes,
    Supplier<States> reconstruction,
    IntFunction<States> forecast,
    IntFunction<States> forecastErrors,
    Saving saving,
    Map<String, Object> extras,
    BiFunction<double[], double[], Matrix> pseudospectrum) {
  /** Writes a model. */
  @FunctionalInterface
  interface Saving {
    void to(Path file) throws IOException;
  }

  /** The same of functions of the state, which can tell their pseudospectrum. */
  DmdOutcome ofExtended(EdmdResult extended) {
    return with(forecastErrors, extended::save, extended::leastResiduals);
  }

  /** Of a stream, which has kept its latest snapshots alone. */
  static DmdOutcome ofStream(StreamingDmd stream, DmdResult result) {
    double lost = stream.lostShare();
    String text = String.format(Locale.ROOT, "%s%nlost by the basis: %.2g", result.summary(), lost);
    return of(result, text, null, steps -> forecast(result, 0, steps), Map.of("lost_share", lost))
        .withSaving(stream::save);
  }

  /** Of the last trajectory, that is the last columns of all. */
  private static States reconstruction(DmdResult result, int columns) {
    States all =
        result.isReal() ? States.of(result.reconstruct()) : States.of(result.reconstructComplex());
    return all.columns(all.columns() - columns, all.columns());
  }

  private static States forecast(DmdResult result, int trajectory, int steps) {
    return result.isReal()
        ? States.of(result.forecast(trajectory, steps))
        : States.of(result.forecastComplex(trajectory, steps));
  }

  /**
   * Of trajectories, of which the last one goes on. With delays it does so from as many snapshots,
   * which say where the system is now.
   */
  static DmdOutcome of(DmdResult result, DmdInput input, int delays) {
    return of(result, result.summary(), input, delays, extras(result, input));
  }

  private static DmdOutcome of(
      DmdResult result, String text, DmdInput input, int delays, Map<String, Object> extras) {
    States last = input.last();
    States recent = last.columns(last.columns() - delays, last.columns());
    int trajectory = input.runs().size() - 1;
    IntFunction<States> forecast =
        delays == 1
            ? steps -> forecast(result, trajectory, steps)
            : steps ->
                recent.apply(
                    states -> States.of(result.forecastFrom(states, steps)),
                    states -> States.of(result.forecastFromComplex(states, steps)));
    return of(result, text, () -> reconstruction(result, last.columns()), forecast, extras);
  }

  private static Map<String, Object> extras(DmdResult result, DmdInput input) {
    Map<String, Object> extras = new LinkedHashMap<>();
    if (!input.isSingle()) {
      extras.put(
          "trajectory_amplitudes",
          IntStream.range(0, input.runs().size()).mapToObj(result::amplitudes).toList());
    }
    return extras;
  }

  /** Of pairs; the forecast goes on from the last successor. */
  static DmdOutcome ofPairs(DmdResult result, States y) {
    States last = y.columns(y.columns() - 1, y.columns());
    double dt = result.timeStep();
    IntFunction<States> forecast =
        steps ->
            last.build(
                last.rows(),
                steps,
                step ->
                    last.apply(
                        state -> States.of(result.advance(state, (step + 1) * dt)),
                        state -> States.of(result.advanceComplex(state, (step + 1) * dt))));
    return of(result, result.summary(), null, forecast, Map.of());
  }

  private static DmdOutcome of(
      DmdResult result,
      String text,
      Supplier<States> reconstruction,
      IntFunction<States> forecast,
      Map<String, Object> extras) {
    return new DmdOutcome(
        text,
        result.eigenvalues(),
        result.residuals(),
        result.hasStandardErrors() ? "standard error" : "residual",
        result.amplitudes(),
        result.reconstructionError(),
        result.singularValues(),
        result.isReal(),
        result::modes,
        reconstruction,
        forecast,
        null,
        result::save,
        extras,
        null);
  }

  DmdOutcome withSaving(Saving other) {
    return with(forecastErrors, other, pseudospectrum);
  }

  private DmdOutcome with(
      IntFunction<States> errors, Saving other, BiFunction<double[], double[], Matrix> spectrum) {
    return new DmdOutcome(
        text,
        eigenvalues,
        residuals,
        measure,
        amplitudes,
        error,
        singularValues,
        isReal,
        modes,
        reconstruction,
        forecast,
        errors,
        other,
        extras,
        spectrum);
  }

  static DmdOutcome ofBagged(BaggedDmdResult bagged, DmdInput input) {
    DmdResult result = bagged.result();
    Table table = new Table("growth rate", "+-", "frequency", "+-", "amplitude", "+-");
    for (int j = 0; j < result.rank(); j++) {
      table.add(
          result.growthRates()[j],
          bagged.growthRateErrors()[j],
          result.frequencies()[j],
          bagged.frequencyErrors()[j],
          result.amplitudes()[j].abs(),
          bagged.amplitudeErrors()[j]);
    }
    Map<String, Object> extras = extras(result, input);
    extras.put("growth_rates", result.growthRates());
    extras.put("growth_rate_errors", bagged.growthRateErrors());
    extras.put("frequencies", result.frequencies());
    extras.put("frequency_errors", bagged.frequencyErrors());
    extras.put("amplitude_errors", bagged.amplitudeErrors());
    extras.put("bags", bagged.bags());
    extras.put("discarded_bags", bagged.discarded());
    String text =
        String.format(
            Locale.ROOT,
            "%s%nstandard errors from %d bags, %d discarded%n%s",
            result.summary(),
            bagged.bags(),
            bagged.discarded(),
            table.toText());
    int trajectory = input.runs().size() - 1;
    double[] times = result.times(trajectory);
    double last = times[times.length - 1];
    IntFunction<States> errors =
        steps ->
            States.of(
                bagged.stateErrorsOf(
                    trajectory,
                    IntStream.rangeClosed(1, steps)
                        .mapToDouble(step -> last + step * result.timeStep())
                        .toArray()));
    return of(result, text, input, 1, extras).with(errors, bagged::save, null);
  }

  static DmdOutcome of(ControlledDmdResult controlled, States future) {
    DmdResult result = controlled.unforced();
    ComplexMatrix inputMap = controlled.inputMapComplex();
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < inputMap.rows(); i++) {
      Complex[] row = new Complex[inputMap.columns()];
      for (int j = 0; j < row.length; j++) {
        row[j] = inputMap.get(i, j);
      }
      rows.add(result.isReal() ? Arrays.stream(row).mapToDouble(Complex::re).toArray() : row);
    }
    IntFunction<States> forecast =
        steps -> {
          States inputs = future.columns(0, steps);
          return result.isReal()
              ? States.of(controlled.forecast(inputs.real()))
              : States.of(controlled.forecastComplex(inputs.complex()));
        };
    String text =
        result.summary()
            + System.lineSeparator()
            + "eigenvalues of the unforced system; inputs act through "
            + (result.isReal() ? controlled.inputMap() : "a complex " + inputMap.shape());
    return of(result, text, null, forecast, Map.of("input_map", rows)).withSaving(controlled::save);
  }

  static DmdOutcome of(MultiResolutionResult result, boolean isReal) {
    Table table = new Table("level", "first", "length", "modes", "frequency", "contribution");
    for (Window window : result.windows()) {
      DmdResult modes = window.result();
      table.add(
          window.level(),
          window.first(),
          window.length(),
          modes.rank(),
          modes.modeList().get(0).frequency(),
          modes.contributions()[0]);
    }
    List<DmdResult> results = result.windows().stream().map(Window::result).toList();
    List<Json> windows =
        result.windows().stream()
            .map(
                window ->
                    new Json()
                        .put("level", window.level())
                        .put("first", window.first())
                        .put("length", window.length())
                        .put("modes", window.result().rank()))
            .toList();
    return new DmdOutcome(
        "the strongest slow mode of each window" + System.lineSeparator() + table.toText(),
        results.stream().flatMap(r -> Stream.of(r.eigenvalues())).toArray(Complex[]::new),
        results.stream().flatMapToDouble(r -> Arrays.stream(r.residuals())).toArray(),
        "residual",
        results.stream().flatMap(r -> Stream.of(r.amplitudes())).toArray(Complex[]::new),
        Double.NaN,
        new double[0],
        isReal,
        () -> sideBySide(results.stream().map(DmdResult::modes).toList()),
        () ->
            isReal
                ? States.of(result.reconstruct())
                : States.of(result.reconstructComplex(Integer.MAX_VALUE)),
        steps ->
            isReal
                ? States.of(result.forecast(steps))
                : States.of(result.forecastComplex(Integer.MAX_VALUE, steps)),
        null,
        result::save,
        Map.of("windows", windows),
        null);
  }

  private static ComplexMatrix sideBySide(List<ComplexMatrix> parts) {
    int rows = parts.isEmpty() ? 0 : parts.get(0).rows();
    ComplexMatrix result =
        new ComplexMatrix(rows, parts.stream().mapToInt(ComplexMatrix::columns).sum());
    int next = 0;
    for (ComplexMatrix part : parts) {
      for (int j = 0; j < part.columns(); j++, next++) {
        for (int i = 0; i < rows; i++) {
          result.set(i, next, part.get(i, j));
        }
      }
    }
    return result;
  }

  /** The outcome with the error, for methods that do not tell it. */
  DmdOutcome withError(States snapshots) {
    double relative = snapshots.minus(reconstruction.get()).norm() / snapshots.norm();
    String said = String.format(Locale.ROOT, "reconstruction error %.3g%n%s", relative, text);
    return new DmdOutcome(
        said,
        eigenvalues,
        residuals,
        measure,
        amplitudes,
        relative,
        singularValues,
        isReal,
        modes,
        reconstruction,
        forecast,
        forecastErrors,
        saving,
        extras,
        pseudospectrum);
  }
}
