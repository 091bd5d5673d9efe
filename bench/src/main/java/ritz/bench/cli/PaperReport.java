// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.List;
import ritz.bench.paper.Finding;
import ritz.bench.paper.Results;
import ritz.bench.report.ReportPage;
import ritz.bench.report.ReportPage.Fact;

/** The report of the experiments: a part for each. */
final class PaperReport {
  private PaperReport() {}

  static ReportPage of(List<Results> all, boolean quick) {
    List<Finding> findings = all.stream().flatMap(results -> results.findings().stream()).toList();
    long holding = findings.stream().filter(Finding::holds).count();
    double seconds = all.stream().mapToDouble(Results::seconds).sum();
    ReportPage page =
        new ReportPage(
                "Koopman analysis of training",
                "Every claim was stated before the runs; the figures are medians over the seeds,"
                    + " with the lowest and the highest value."
                    + (quick ? " This was a quick look with few seeds." : ""))
            .facts(
                new Fact("Experiments", String.valueOf(all.size())),
                new Fact("Claims that hold", holding + " of " + findings.size()),
                new Fact("Time", Math.round(seconds) + " s"));
    for (Results results : all) {
      page.part(results.experiment().title(), results.experiment().setUp());
      page.section("Claims", "Stated before the runs.", PaperCommand.table(results));
      for (Results.Section section : results.sections()) {
        section
            .figure()
            .ifPresentOrElse(
                figure -> page.section(section.heading(), section.text(), figure),
                () -> page.section(section.heading(), section.text(), section.table()));
      }
    }
    return page;
  }
}
