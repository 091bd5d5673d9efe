// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import ritz.bench.data.States;
import ritz.bench.report.Curve;
import ritz.bench.report.CurvePlot;
import ritz.bench.report.Figure;
import ritz.bench.report.ReportPage;
import ritz.bench.report.ReportPage.Fact;
import ritz.bench.report.SingularValuePlot;
import ritz.bench.report.SpectrumPlot;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/** The report of a decomposition. */
final class DmdReport {
  private static final int MOST_MODES = 4;
  private static final int MOST_STEMS = 12;

  private DmdReport() {}

  /**
   * The page.
   *
   * @param seen the trajectory that is forecast, or null if it was not kept
   * @param pseudospectrum null if it was not asked for
   */
  static ReportPage of(
      String input,
      DmdOutcome outcome,
      Centering centering,
      States seen,
      HoldOut holdOut,
      Pseudospectrum pseudospectrum) {
    ReportPage page =
        new ReportPage(
            "Dynamic mode decomposition",
            "Snapshots from "
                + input
                + "."
                + (outcome.isReal() ? "" : " They are complex; plots show their real parts."));
    page.facts(facts(outcome, holdOut));
    page.section(
        "Eigenvalues",
        "Modes on the unit circle persist, those within decay, those outside grow; the angle is"
            + " the frequency. The color is the "
            + outcome.measure()
            + ": trust the dark ones.",
        SpectrumPlot.of(outcome.eigenvalues(), outcome.residuals(), outcome.measure()));
    if (pseudospectrum != null) {
      page.section(
          "Pseudospectrum",
          "How nearly each number of the plane is an eigenvalue: the least residual that any function"
              + " in the span has there. Around a true eigenvalue it is small; eigenvalues, the"
              + " crosses, on a light ground are made by the truncation.",
          pseudospectrum.figure(outcome.eigenvalues()));
    }
    page.section(
        "Amplitudes",
        "The size of each mode in the first snapshot, over the angle of its eigenvalue in turns for"
            + " each time step.",
        amplitudes(outcome));
    if (outcome.modes().get().rows() > 1) {
      page.section(
          "Modes",
          "The real parts of the modes of largest amplitude, over the rows of the state.",
          modes(outcome));
    }
    if (outcome.reconstruction() != null && seen != null) {
      page.section(
          "Reconstruction",
          "The snapshots, and the model running freely from its amplitudes at the first one, in the"
              + " row that varies most and in one that varies in another way.",
          reconstruction(outcome, centering, seen));
    }
    if (holdOut != null) {
      page.section(
          "Forecast",
          "The snapshots that were held out, the forecast, and naive ones: the last snapshot, and"
              + " the last season where one was given."
              + (holdOut.errors() == null
                  ? ""
                  : " The band of 1.96 standard errors covers 95 of 100 true states where what the"
                      + " model misses is white noise; that noise comes on top."),
          forecast(holdOut));
    }
    if (outcome.singularValues().length > 0) {
      page.section(
          "Singular values",
          "Of the snapshots that have a successor, as scaled. Those right of the dashed line were"
              + " cut off.",
          SingularValuePlot.of(
              outcome.singularValues(),
              Math.min(outcome.eigenvalues().length, outcome.singularValues().length)));
    }
    return page;
  }

  private static Fact[] facts(DmdOutcome outcome, HoldOut holdOut) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Modes", String.valueOf(outcome.eigenvalues().length)));
    facts.add(new Fact("Reconstruction error", brief(outcome.error())));
    if (holdOut != null) {
      facts.add(new Fact("Forecast error", brief(holdOut.error())));
      facts.add(new Fact("Error of persistence", brief(holdOut.persistenceError())));
      if (holdOut.season() > 0) {
        facts.add(new Fact("Error of the last season", brief(holdOut.seasonalError())));
      }
    }
    return facts.toArray(Fact[]::new);
  }

  private static String brief(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** The modes that are not the second one of a conjugate pair, the largest first. */
  private static int[] leading(DmdOutcome outcome) {
    return IntStream.range(0, outcome.eigenvalues().length)
        .filter(j -> !outcome.isReal() || outcome.eigenvalues()[j].im() >= 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer j) -> -outcome.amplitudes()[j].abs()))
        .mapToInt(j -> j)
        .toArray();
  }

  private static Figure amplitudes(DmdOutcome outcome) {
    List<Curve> stems = new ArrayList<>();
    for (int j : leading(outcome)) {
      Complex lambda = outcome.eigenvalues()[j];
      double turns = lambda.arg() / (2 * Math.PI);
      double size = outcome.amplitudes()[j].abs();
      if (stems.size() < MOST_STEMS && Double.isFinite(size)) {
        String name = String.format(Locale.ROOT, "%.4f%+.4fi", lambda.re(), lambda.im());
        stems.add(
            Curve.of(
                (stems.size() + 1) + ": " + name,
                new double[] {turns, turns},
                new double[] {0, size}));
      }
    }
    return new CurvePlot(
            "amplitudes", "Amplitude of each mode by frequency", "turns per step", "amplitude")
        .rangeX(outcome.isReal() ? 0 : -0.5, 0.5)
        .of(stems);
  }

  private static Figure modes(DmdOutcome outcome) {
    ComplexMatrix modes = outcome.modes().get();
    double[] rows = IntStream.range(0, modes.rows()).asDoubleStream().toArray();
    List<Curve> curves = new ArrayList<>();
    for (int j : Arrays.copyOf(leading(outcome), Math.min(MOST_MODES, leading(outcome).length))) {
      Complex lambda = outcome.eigenvalues()[j];
      String name =
          String.format(Locale.ROOT, "%d: %.4f%+.4fi", curves.size() + 1, lambda.re(), lambda.im());
      curves.add(Curve.of(name, rows, modes.real().column(j)));
    }
    return new CurvePlot("modes", "Real parts of the largest modes", "row of the state", "mode")
        .of(curves);
  }

  private static Figure reconstruction(DmdOutcome outcome, Centering centering, States seen) {
    Matrix model = centering.restore(outcome.reconstruction().get()).real();
    double[] steps = IntStream.range(0, seen.columns()).asDoubleStream().toArray();
    List<Curve> curves = new ArrayList<>();
    for (int row : variable(seen)) {
      curves.add(Curve.of("row " + row, steps, seen.real().transpose().column(row)));
      curves.add(Curve.of("model of row " + row, steps, model.transpose().column(row)));
    }
    return new CurvePlot("reconstruction", "Snapshots and model", "snapshot", "value").of(curves);
  }

  private static Figure forecast(HoldOut holdOut) {
    int past = Math.min(holdOut.seen().columns(), 3 * holdOut.truth().columns());
    int start = holdOut.seen().columns() - past;
    int row = variable(holdOut.seen())[0];
    double[] before = IntStream.range(start, holdOut.seen().columns()).asDoubleStream().toArray();
    double[] all = holdOut.seen().real().transpose().column(row);
    double last = all[all.length - 1];
    double[] after =
        IntStream.rangeClosed(0, holdOut.truth().columns())
            .mapToDouble(i -> all.length - 1 + i)
            .toArray();
    double[] still = new double[after.length];
    Arrays.fill(still, last);
    List<Curve> curves =
        new ArrayList<>(
            List.of(
                Curve.of("seen, row " + row, before, Arrays.copyOfRange(all, start, all.length)),
                Curve.of("held out", after, continued(last, holdOut.truth(), row)),
                banded("forecast", after, continued(last, holdOut.forecast(), row), holdOut, row),
                Curve.of("persistence", after, still)));
    if (holdOut.season() > 0) {
      States again = holdOut.naive(holdOut.season());
      curves.add(Curve.of("last season again", after, continued(last, again, row)));
    }
    return new CurvePlot("forecast", "Forecast beside what was held out", "snapshot", "value")
        .of(curves);
  }

  /** A forecast with 1.96 standard errors to both sides, where they are known. */
  private static Curve banded(String name, double[] x, double[] middle, HoldOut holdOut, int row) {
    if (holdOut.errors() == null) {
      return Curve.of(name, x, middle);
    }
    double[] errors = continued(0, holdOut.errors(), row);
    double[] low = new double[errors.length];
    double[] high = new double[errors.length];
    for (int i = 0; i < errors.length; i++) {
      low[i] = middle[i] - 1.96 * errors[i];
      high[i] = middle[i] + 1.96 * errors[i];
    }
    return new Curve(name, x, middle, low, high);
  }

  /** A row of later states, after the last value before them. */
  private static double[] continued(double last, States states, int row) {
    return DoubleStream.concat(
            DoubleStream.of(last), Arrays.stream(states.real().transpose().column(row)))
        .toArray();
  }

  /** The row that varies most, and the one that varies most in another way. */
  private static int[] variable(States snapshots) {
    Matrix rows = Centering.of(snapshots).remove(snapshots).real().transpose();
    int first = largest(rows);
    double norm = rows.columns(first, first + 1).frobeniusNorm();
    if (rows.columns() == 1 || norm == 0) {
      return new int[] {first};
    }
    Matrix leading = rows.columns(first, first + 1);
    Matrix shares = leading.transposeTimes(rows);
    for (int j = 0; j < shares.columns(); j++) {
      shares.set(0, j, shares.get(0, j) / norm / norm);
    }
    Matrix rest = rows.minus(leading.times(shares));
    int second = largest(rest);
    return rest.columns(second, second + 1).frobeniusNorm() > 1e-6 * norm
        ? new int[] {first, second}
        : new int[] {first};
  }

  private static int largest(Matrix rows) {
    return IntStream.range(0, rows.columns())
        .boxed()
        .max(Comparator.comparingDouble(i -> rows.columns(i, i + 1).frobeniusNorm()))
        .orElseThrow();
  }
}
