// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.nio.file.Path;
import java.util.List;
import ritz.bench.report.EigenvalueHistoryPlot;
import ritz.bench.report.MonitorPlot;
import ritz.bench.report.ReportPage;
import ritz.bench.report.ReportPage.Fact;
import ritz.bench.report.SpectrumPlot;
import ritz.kernels.Complex;
import ritz.koopman.training.Assessment;

/** What a monitor saw, on a page of its own and in the report of a training. */
final class MonitorReport {
  private MonitorReport() {}

  static ReportPage of(Path input, List<Assessment> history) {
    Assessment last = history.get(history.size() - 1);
    ReportPage page =
        new ReportPage("Koopman monitor", "Weights from " + input + ".")
            .facts(
                new Fact("Verdict", TrainingAnswer.words(last.verdict())),
                new Fact("Epochs", String.valueOf(last.epoch())));
    addHistory(page, history);
    addSpectrum(page, last.modes());
    return page;
  }

  static void addHistory(ReportPage page, List<Assessment> history) {
    page.section(
        "What the monitor saw",
        "The movement that the weights still have ahead of them by the monitor's prediction, and"
            + " how far they went in an epoch. The bands are the verdicts in force.",
        MonitorPlot.of(history));
    EigenvalueHistoryPlot.of(history)
        .ifPresent(
            figure ->
                page.section(
                    "Koopman eigenvalues by epoch",
                    "The moduli of the significant modes of each window. A training that settles"
                        + " ends with those that count as 1.",
                    figure));
    SpectrumPlot.overTime(history)
        .ifPresent(
            figure ->
                page.section(
                    "The spectrum over time",
                    "The modes of all windows beside the unit circle, those of early epochs dark,"
                        + " of late ones bright. Inside are what decays and, in every window, noise.",
                    figure));
    SpectrumPlot.overTimeNearOne(history)
        .ifPresent(
            figure ->
                page.section(
                    "The spectrum over time near 1",
                    "The significant modes alone, on a larger scale.",
                    figure));
  }

  /** Adds the spectrum of the last window, if there is one. */
  static void addSpectrum(ReportPage page, List<Assessment.Mode> modes) {
    if (modes.isEmpty()) {
      return;
    }
    Complex[] eigenvalues = modes.stream().map(Assessment.Mode::eigenvalue).toArray(Complex[]::new);
    double[] residuals = modes.stream().mapToDouble(Assessment.Mode::residual).toArray();
    page.section(
        "Koopman eigenvalues",
        "Of the weights in the last epochs. The one at 1 carries the limit; those within the"
            + " circle decay from epoch to epoch, those outside grow. The color is the residual:"
            + " trust the dark ones.",
        SpectrumPlot.of(eigenvalues, residuals));
    SpectrumPlot.nearOne(eigenvalues, residuals)
        .ifPresent(
            figure ->
                page.section(
                    "Koopman eigenvalues near 1",
                    "The same on a larger scale. The closer to 1, the slower a mode decays.",
                    figure));
  }
}
