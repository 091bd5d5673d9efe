// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.List;
import java.util.Locale;
import ritz.bench.report.LossPlot;
import ritz.bench.report.ModePlot;
import ritz.bench.report.PruningPlot;
import ritz.bench.report.ReportPage;
import ritz.bench.report.ReportPage.Fact;
import ritz.kernels.Complex;
import ritz.koopman.training.Assessment;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.TrainingResult;

/** The report of a training. */
final class TrainingReport {
  private TrainingReport() {}

  static ReportPage of(TrainingOutcome outcome) {
    TrainingTask task = outcome.task();
    TrainingResult result = outcome.result();
    ReportPage page =
        new ReportPage("Training on " + task.data().name(), lead(outcome))
            .facts(
                new Fact("Epochs", result.epochs() + " of " + task.epochs()),
                new Fact("Stopped by", result.stoppedBy().replace('_', ' ')),
                new Fact("Verdict", TrainingAnswer.words(outcome.verdict())),
                score("on the test samples", outcome, outcome.model()),
                score(
                    "with " + percent(outcome.prunedFraction()) + " pruned",
                    outcome,
                    outcome.pruned()),
                new Fact("Time", String.format(Locale.ROOT, "%.2f s", outcome.seconds())));
    if (!result.history().isEmpty()) {
      page.section(
          "Loss",
          "The training loss is the mean over an epoch, the validation loss that on the test"
              + " samples after it. The monitor sees neither; it looks at the weights alone.",
          LossPlot.of(result.history(), lastEpoch(result)));
    }
    MonitorReport.addHistory(page, outcome.koopman().history());
    MonitorReport.addSpectrum(page, outcome.modes());
    addModes(page, outcome);
    return page.section(
        "What was pruned",
        "The weights with the smallest values in the limit that the training was heading for."
            + " Biases are kept.",
        PruningPlot.of(task.network().parameters(), outcome.mask()));
  }

  private static void addModes(ReportPage page, TrainingOutcome outcome) {
    List<Assessment.Mode> modes = outcome.modes();
    if (modes.isEmpty()) {
      return;
    }
    Network network = outcome.task().network();
    Complex[] eigenvalues = modes.stream().map(Assessment.Mode::eigenvalue).toArray(Complex[]::new);
    page.section(
        "Where the modes are",
        "How large each mode is in the weights of each layer after the last epoch.",
        ModePlot.of(network, eigenvalues, outcome.koopman().monitor().modeMagnitudes(network)));
  }

  private static String lastEpoch(TrainingResult result) {
    boolean planned = result.stoppedBy().equals(TrainingResult.EPOCHS);
    return planned ? "last epoch" : "stopped by " + result.stoppedBy().replace('_', ' ');
  }

  private static String lead(TrainingOutcome outcome) {
    TrainingTask task = outcome.task();
    return String.format(
        "A network %s with %d parameters, trained on %d samples; %d more were held out as test.",
        task.network(),
        outcome.mask().length(),
        task.data().train().size(),
        task.data().test().size());
  }

  private static Fact score(String name, TrainingOutcome outcome, Model model) {
    return outcome.isClassification()
        ? new Fact("Accuracy " + name, percent(outcome.testAccuracy(model)))
        : new Fact("Error " + name, String.format(Locale.ROOT, "%.4g", outcome.testError(model)));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
