// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.util.ArrayList;
import java.util.List;
import ritz.koopman.training.Assessment;
import ritz.koopman.training.TrainingMonitor;
import ritz.nn.Callback;
import ritz.nn.TrainingView;

/**
 * Watches a training by every rule at once and stops it by none, so that each rule can be judged on
 * the same run: what it cost until its epoch, and how good the weights were there.
 */
final class Recording implements Callback {
  private final Task task;
  private final TrainingMonitor monitor = TrainingMonitor.builder().build();
  private final List<Epoch> epochs = new ArrayList<>();
  private Assessment first;
  private long resumed;

  Recording(Task task) {
    this.task = task;
  }

  /**
   * One epoch.
   *
   * @param assessment what the monitor said
   * @param validationLoss the validation loss
   * @param testScore how good the weights are
   * @param seconds the time of the epoch with its validation
   * @param monitorSeconds the time of the monitor
   */
  record Epoch(
      Assessment assessment,
      double validationLoss,
      double testScore,
      double seconds,
      double monitorSeconds) {}

  @Override
  public void onStart(TrainingView training) {
    first = monitor.observe(training.parameters());
    resumed = System.nanoTime();
  }

  @Override
  public void onEpoch(TrainingView training) {
    long trained = System.nanoTime();
    Assessment assessment = monitor.observe(training.parameters());
    long watched = System.nanoTime();
    epochs.add(
        new Epoch(
            assessment,
            training.validationLoss(),
            task.testScore(training.parameters()),
            (trained - resumed) * 1e-9,
            (watched - trained) * 1e-9));
    resumed = System.nanoTime();
  }

  /** The finished epochs; number k is at k - 1. */
  List<Epoch> epochs() {
    return epochs;
  }

  /** What the monitor said, the initial weights first. */
  List<Assessment> history() {
    List<Assessment> history = new ArrayList<>(List.of(first));
    epochs.forEach(epoch -> history.add(epoch.assessment()));
    return history;
  }

  /** The epoch in which a patience rule on the validation loss stops; the last if it does not. */
  int patienceEpoch(int patience) {
    double best = Double.POSITIVE_INFINITY;
    int bestEpoch = 0;
    for (int k = 1; k <= epochs.size(); k++) {
      double loss = epochs.get(k - 1).validationLoss();
      if (loss < best) {
        best = loss;
        bestEpoch = k;
      } else if (k - bestEpoch >= patience) {
        return k;
      }
    }
    return epochs.size();
  }

  /** The epoch up to a given one with the best validation loss. */
  int bestEpoch(int last) {
    int best = 1;
    for (int k = 2; k <= last; k++) {
      if (epochs.get(k - 1).validationLoss() < epochs.get(best - 1).validationLoss()) {
        best = k;
      }
    }
    return best;
  }

  double testScore(int epoch) {
    return epochs.get(epoch - 1).testScore();
  }

  /** The time to the end of an epoch, without that of the monitor. */
  double seconds(int epoch) {
    return epochs.subList(0, epoch).stream().mapToDouble(Epoch::seconds).sum();
  }

  /** The time of the monitor to the end of an epoch. */
  double monitorSeconds(int epoch) {
    return epochs.subList(0, epoch).stream().mapToDouble(Epoch::monitorSeconds).sum();
  }
}
