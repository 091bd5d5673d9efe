// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ritz.bench.paper.Experiment;
import ritz.bench.paper.Finding;
import ritz.bench.paper.Paper;
import ritz.bench.paper.Results;
import ritz.bench.paper.Setting;
import ritz.bench.report.Table;

/** {@code ritz paper}. */
@Command(
    name = "paper",
    description =
        "Reproduce an experiment on the Koopman analysis of training: every claim is stated before"
            + " the run, measured over several seeds, and said to hold or not.")
final class PaperCommand extends AnsweringCommand {
  private static final String ALL = "all";

  @Parameters(paramLabel = "NAME|all", description = "The experiment; a wrong name lists them.")
  private String name;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write DIR/index.html with the findings, the plots and their numbers.")
  private Path report;

  @Option(names = "--quick", description = "Three seeds and less data: a look, not a result.")
  private boolean quick;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Use further data: DIR/mnist and DIR/fashion-mnist with their IDX files and"
              + " DIR/diabetes.csv, those of them that are there.")
  private Path data;

  @Override
  Answer answer() throws IOException {
    List<Experiment> chosen = name.equals(ALL) ? Paper.experiments() : List.of(experiment());
    if (data != null && !Files.isDirectory(data)) {
      throw new IOException(data + ": no such folder");
    }
    if (report != null) {
      Files.createDirectories(report);
    }
    Setting setting = new Setting(quick, Optional.ofNullable(data), progress());
    List<Results> results = new ArrayList<>();
    for (Experiment experiment : chosen) {
      results.add(Paper.run(experiment, setting));
      if (report != null) {
        PaperReport.of(results, quick).write(report);
      }
    }
    List<Json> objects = results.stream().map(PaperCommand::json).toList();
    return new Answer(
        name.equals(ALL) ? Json.array(objects) : objects.get(0),
        results.stream()
            .map(PaperCommand::text)
            .collect(Collectors.joining(System.lineSeparator())));
  }

  private Experiment experiment() {
    return Paper.named(name)
        .orElseThrow(
            () ->
                misuse(
                    "no experiment '"
                        + name
                        + "', expected all or one of "
                        + Paper.experiments().stream()
                            .map(Experiment::name)
                            .collect(Collectors.joining(", "))));
  }

  private static Consumer<String> progress() {
    return Terminal.showsErrors() ? message -> System.err.println("  " + message) : message -> {};
  }

  static Json json(Results results) {
    return new Json()
        .put("name", results.experiment().name())
        .put("claims", results.findings().stream().map(PaperCommand::json).toList())
        .put("title", results.experiment().title())
        .put("seconds", results.seconds());
  }

  private static Json json(Finding finding) {
    return new Json()
        .put("claim", finding.claim().text())
        .put("measured", finding.measured())
        .put("expected", finding.claim().expected())
        .put("holds", finding.holds())
        .put("unit", finding.claim().unit())
        .put("low", finding.low())
        .put("high", finding.high())
        .put("runs", finding.runs())
        .put("beside", finding.beside());
  }

  static String text(Results results) {
    Experiment experiment = results.experiment();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s (%s, %.1f s)%n",
            experiment.title(),
            experiment.name(),
            results.seconds()));
    for (Finding finding : results.findings()) {
      text.append(
          String.format(
              "%n  %s: %s.%n    Measured %s in %d runs, expected %s.%n    Beside: %s.%n",
              finding.holds() ? "Holds" : "DOES NOT HOLD",
              finding.claim().text(),
              finding.inWords(),
              finding.runs(),
              finding.claim().expected(),
              finding.beside()));
    }
    return text.toString();
  }

  /** The findings of an experiment. */
  static Table table(Results results) {
    Table table = new Table("claim", "expected", "measured", "runs", "holds", "beside");
    for (Finding finding : results.findings()) {
      table.add(
          finding.claim().text(),
          finding.claim().expected(),
          finding.inWords(),
          finding.runs(),
          finding.holds() ? "yes" : "NO",
          finding.beside());
    }
    return table;
  }
}
