// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.List;
import java.util.Locale;
import ritz.kernels.Complex;
import ritz.koopman.training.Assessment;
import ritz.koopman.training.KoopmanStopping;
import ritz.koopman.training.Verdict;
import ritz.nn.EarlyStopping;
import ritz.nn.Model;
import ritz.nn.TrainingResult;

/** The answer of {@code ritz train}. */
final class TrainingAnswer {
  private TrainingAnswer() {}

  static Json json(TrainingOutcome outcome) {
    List<Assessment.Mode> modes = outcome.modes();
    Json json =
        new Json()
            .put("epochs", outcome.result().epochs())
            .put("stopped_by", outcome.result().stoppedBy())
            .put("train_loss", outcome.result().trainLoss())
            .put("test_accuracy", outcome.testAccuracy(outcome.model()))
            .put("parameters", outcome.mask().length())
            .put("pruned_fraction", outcome.prunedFraction())
            .put("pruned_test_accuracy", outcome.testAccuracy(outcome.pruned()))
            .put("verdict", outcome.verdict().label())
            .put("eigenvalues", modes.stream().map(Assessment.Mode::eigenvalue).toList())
            .put("residuals", modes.stream().map(Assessment.Mode::residual).toList())
            .put("monitor_overhead", outcome.koopman().overhead())
            .put("seconds", outcome.seconds());
    if (!outcome.isClassification()) {
      json.put("test_rmse", outcome.testError(outcome.model()));
      json.put("pruned_test_rmse", outcome.testError(outcome.pruned()));
    }
    return json;
  }

  static String text(TrainingOutcome outcome) {
    return String.join(
        System.lineSeparator(),
        data(outcome),
        end(outcome),
        quality(outcome),
        modes(outcome),
        pruning(outcome),
        time(outcome));
  }

  private static String data(TrainingOutcome outcome) {
    TrainingTask task = outcome.task();
    return format(
        "Trained %s (%d parameters) on %s: %d samples, %d more held out as test.",
        task.network(),
        outcome.mask().length(),
        task.data().name(),
        task.data().train().size(),
        task.data().test().size());
  }

  private static String end(TrainingOutcome outcome) {
    TrainingResult result = outcome.result();
    String reason =
        switch (result.stoppedBy()) {
          case KoopmanStopping.KOOPMAN -> "the weights have converged";
          case EarlyStopping.PATIENCE -> "the loss on the held-out samples no longer fell";
          case TrainingResult.EPOCHS -> "no epochs were left";
          default -> result.detail().isEmpty() ? result.stoppedBy() : result.detail();
        };
    return format(
        "Stopped after %d of %d epochs: %s. Verdict: %s.",
        result.epochs(), outcome.task().epochs(), reason, words(outcome.verdict()));
  }

  private static String quality(TrainingOutcome outcome) {
    return format(
        "Training loss %.4g, %s.", outcome.result().trainLoss(), score(outcome, outcome.model()));
  }

  private static String score(TrainingOutcome outcome, Model model) {
    return outcome.isClassification()
        ? format("test accuracy %.2f %%", 100 * outcome.testAccuracy(model))
        : format("root mean square error on the test samples %.4g", outcome.testError(model));
  }

  private static String modes(TrainingOutcome outcome) {
    List<Assessment.Mode> modes = outcome.modes();
    if (modes.isEmpty()) {
      return "Too few epochs for a look at the modes of the weights.";
    }
    long atOne = modes.stream().filter(Assessment.Mode::unit).count();
    Complex largest = modes.get(0).eigenvalue();
    return format(
        "The weights of the last epochs have %d modes, %d of them at eigenvalue 1; the largest has"
            + " eigenvalue %.4f%+.4fi.",
        modes.size(), atOne, largest.re(), largest.im());
  }

  private static String pruning(TrainingOutcome outcome) {
    return format(
        "Pruned %.1f %% of the parameters by their value in the limit of the weights: then %s.",
        100 * outcome.prunedFraction(), score(outcome, outcome.pruned()));
  }

  private static String time(TrainingOutcome outcome) {
    return format(
        "It took %.2f s; the monitor took %.1f %% of the training.",
        outcome.seconds(), 100 * outcome.koopman().overhead());
  }

  static String words(Verdict verdict) {
    return verdict.label().replace('_', ' ');
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
