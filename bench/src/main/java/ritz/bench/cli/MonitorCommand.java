// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ritz.bench.data.MatrixFile;
import ritz.bench.report.Table;
import ritz.kernels.Matrix;
import ritz.koopman.training.Assessment;
import ritz.koopman.training.TrainingMonitor;
import ritz.koopman.training.Verdict;

/** {@code ritz monitor}. */
@Command(
    name = "monitor",
    description = "What the Koopman monitor says to the weights of a training, of any framework.")
final class MonitorCommand extends AnsweringCommand {
  @Parameters(
      paramLabel = "W",
      description =
          "The weights, parameters x epochs, .npy or .csv; best with the initial ones first, which"
              + " count as epoch 0.")
  private Path input;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "How many epochs to look at together (default: that of the library, 12).")
  private Integer window;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write DIR/index.html with the plots and their numbers.")
  private Path report;

  @Override
  Answer answer() throws IOException {
    TrainingMonitor monitor = fromOptions(this::monitor);
    MatrixFile file = MatrixFile.read(input);
    List<Assessment> history = file.apply(weights -> observe(monitor, weights));
    if (report != null) {
      MonitorReport.of(input, history).write(report);
    }
    return new Answer(json(history), text(history));
  }

  private TrainingMonitor monitor() {
    TrainingMonitor.Builder builder = TrainingMonitor.builder();
    return window == null
        ? builder.build()
        : OptionValue.of("--window", () -> builder.window(window).build());
  }

  private static List<Assessment> observe(TrainingMonitor monitor, Matrix weights) {
    List<Assessment> history = new ArrayList<>();
    for (int epoch = 0; epoch < weights.columns(); epoch++) {
      history.add(monitor.observe(weights.column(epoch)));
    }
    return history;
  }

  private static Json json(List<Assessment> history) {
    Assessment last = history.get(history.size() - 1);
    return new Json()
        .put("verdict", last.verdict().label())
        .put("eigenvalues", last.modes().stream().map(Assessment.Mode::eigenvalue).toList())
        .put("residuals", last.modes().stream().map(Assessment.Mode::residual).toList())
        .put("converged_at", convergedAt(history))
        .put("history", history.stream().map(MonitorCommand::json).toList());
  }

  private static Json json(Assessment epoch) {
    return new Json()
        .put("epoch", epoch.epoch())
        .put("verdict", epoch.verdict().label())
        .put("remaining", epoch.remaining())
        .put("step", epoch.step())
        .put("persistence", epoch.persistence())
        .put("epochs_left", epoch.epochsLeft());
  }

  /** The first epoch with the verdict, or null. */
  private static Integer convergedAt(List<Assessment> history) {
    return history.stream()
        .filter(epoch -> epoch.verdict() == Verdict.CONVERGED)
        .map(Assessment::epoch)
        .findFirst()
        .orElse(null);
  }

  private static String text(List<Assessment> history) {
    Table table = new Table("epoch", "verdict", "remaining", "step", "persistence", "epochs left");
    for (Assessment epoch : history) {
      table.add(
          epoch.epoch(),
          TrainingAnswer.words(epoch.verdict()),
          epoch.remaining(),
          epoch.step(),
          epoch.persistence(),
          epoch.epochsLeft());
    }
    Integer convergedAt = convergedAt(history);
    return String.format(
        Locale.ROOT,
        "Verdict after %d epochs: %s%s.%n%n%s",
        history.size() - 1,
        TrainingAnswer.words(history.get(history.size() - 1).verdict()),
        convergedAt == null ? "" : "; converged at epoch " + convergedAt,
        table.toText());
  }
}
