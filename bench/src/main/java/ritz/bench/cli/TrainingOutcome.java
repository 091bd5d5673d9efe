// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.List;
import ritz.koopman.training.Assessment;
import ritz.koopman.training.KoopmanStopping;
import ritz.koopman.training.Verdict;
import ritz.nn.Metrics;
import ritz.nn.Model;
import ritz.nn.PruningMask;
import ritz.nn.TrainingResult;

/**
 * What came of a training.
 *
 * @param task what was to be done
 * @param result how the training went
 * @param koopman the monitor and its history
 * @param model the trained model
 * @param mask what was pruned
 * @param pruned the pruned and retrained model
 * @param seconds the time of all of it
 */
record TrainingOutcome(
    TrainingTask task,
    TrainingResult result,
    KoopmanStopping koopman,
    Model model,
    PruningMask mask,
    Model pruned,
    double seconds) {
  boolean isClassification() {
    return task.data().test().isClassification();
  }

  /** The share of the test samples that a model classifies correctly; NaN for a regression. */
  double testAccuracy(Model tested) {
    return isClassification() ? Metrics.accuracy(tested, task.data().test()) : Double.NaN;
  }

  /** The root of the mean square error of a model on the test samples. */
  double testError(Model tested) {
    return Math.sqrt(Metrics.meanSquareError(tested, task.data().test()));
  }

  double prunedFraction() {
    return (double) mask.prunedCount() / mask.length();
  }

  Verdict verdict() {
    return koopman.monitor().verdict();
  }

  /** The modes at the last epoch that was watched. */
  List<Assessment.Mode> modes() {
    List<Assessment> history = koopman.history();
    return history.get(history.size() - 1).modes();
  }
}
