// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.nio.file.Path;
import java.util.Locale;
import ritz.bench.report.ReportPage;
import ritz.bench.report.ReportPage.Fact;
import ritz.bench.report.SingularValuePlot;
import ritz.bench.report.SpectrumPlot;
import ritz.koopman.dmd.DmdResult;

/** The report of a decomposition. */
final class DmdReport {
  private DmdReport() {}

  static ReportPage of(Path input, DmdResult result) {
    return new ReportPage("Dynamic mode decomposition", "Snapshots from " + input + ".")
        .facts(
            new Fact("Modes", String.valueOf(result.rank())),
            new Fact(
                "Reconstruction error",
                String.format(Locale.ROOT, "%.3g", result.reconstructionError())))
        .section(
            "Eigenvalues",
            "Modes on the unit circle persist, those within decay, those outside grow; the angle is"
                + " the frequency. The color is the residual: trust the dark ones.",
            SpectrumPlot.of(result.eigenvalues(), result.residuals()))
        .section(
            "Singular values",
            "Of the snapshots that have a successor, as scaled. Those right of the dashed line were"
                + " cut off.",
            SingularValuePlot.of(result.singularValues(), result.rank()));
  }
}
