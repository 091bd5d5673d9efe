// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import ritz.nn.Callback;
import ritz.nn.TrainingView;

/**
 * Shows the weights of a training to a {@link TrainingMonitor} after every epoch, the initial ones
 * included, and stops the training with the reason {@link #KOOPMAN} when the verdict is {@link
 * Verdict#CONVERGED}. Each instance serves one training, or the rest of one: resumed from a
 * checkpoint, a training gets the same verdicts and stops at the same epoch as without the
 * interruption. The checkpoint then holds the window of the monitor, whose size does not grow.
 */
public final class KoopmanStopping implements Callback {
  /** The reason given. */
  public static final String KOOPMAN = "koopman";

  private final TrainingMonitor monitor;
  private final boolean stopWhenDiverging;
  private final Observable observable;
  private final List<Assessment> history = new ArrayList<>();
  private int convergedAt = -1;
  private long startNanos;
  private long endNanos;
  private long monitorNanos;

  /** With a monitor of default options, for trainings that converge. */
  public KoopmanStopping() {
    this(TrainingMonitor.builder().build(), false);
  }

  /**
   * With a monitor of one's own.
   *
   * @param monitor a monitor that has not seen anything
   * @param stopWhenDiverging whether to stop also when the verdict is {@link Verdict#DIVERGING}
   */
  public KoopmanStopping(TrainingMonitor monitor, boolean stopWhenDiverging) {
    this(monitor, stopWhenDiverging, Observable.weights());
  }

  /**
   * With a monitor of one's own that is shown something else than all weights.
   *
   * @param monitor a monitor that has not seen anything
   * @param stopWhenDiverging whether to stop also when the verdict is {@link Verdict#DIVERGING}
   * @param observable what is shown to it
   */
  public KoopmanStopping(
      TrainingMonitor monitor, boolean stopWhenDiverging, Observable observable) {
    this.monitor = Objects.requireNonNull(monitor, "monitor");
    this.stopWhenDiverging = stopWhenDiverging;
    this.observable = Objects.requireNonNull(observable, "observable");
  }

  @Override
  public void onStart(TrainingView training) {
    startNanos = System.nanoTime();
    observe(training);
  }

  @Override
  public void onEpoch(TrainingView training) {
    observe(training);
    stopIfDue(training);
  }

  private void stopIfDue(TrainingView training) {
    Verdict verdict = monitor.verdict();
    if (verdict == Verdict.CONVERGED || (stopWhenDiverging && verdict == Verdict.DIVERGING)) {
      training.stop(KOOPMAN);
    }
  }

  private void observe(TrainingView training) {
    long start = System.nanoTime();
    record(monitor.observe(observable.of(training)));
    endNanos = System.nanoTime();
    monitorNanos += endNanos - start;
  }

  private void record(Assessment assessment) {
    history.add(assessment);
    if (convergedAt < 0 && assessment.verdict() == Verdict.CONVERGED) {
      convergedAt = assessment.epoch();
    }
  }

  @Override
  public double[] state() {
    double[] numbers = monitor.state();
    double[] state = new double[numbers.length + 1];
    state[0] = convergedAt;
    System.arraycopy(numbers, 0, state, 1, numbers.length);
    return state;
  }

  @Override
  public void onResume(TrainingView training, double[] state) {
    startNanos = System.nanoTime();
    endNanos = startNanos;
    convergedAt = new StateReader(state).integer(-1, Integer.MAX_VALUE);
    monitor.restore(Arrays.copyOfRange(state, 1, state.length));
    record(monitor.latest().orElseThrow());
    stopIfDue(training);
  }

  /**
   * The monitor.
   *
   * @return the monitor given
   */
  public TrainingMonitor monitor() {
    return monitor;
  }

  /**
   * All assessments so far, the one of the initial weights first; of a training that was resumed,
   * those from the last one before the interruption on.
   *
   * @return an immutable copy
   */
  public List<Assessment> history() {
    return List.copyOf(history);
  }

  /**
   * The first epoch with the verdict {@link Verdict#CONVERGED}.
   *
   * @return its number, or nothing if there was none
   */
  public OptionalInt convergedAt() {
    return convergedAt < 0 ? OptionalInt.empty() : OptionalInt.of(convergedAt);
  }

  /**
   * The share of the time of the training, since it was started or resumed, that the monitor took.
   *
   * @return a number from 0 to 1; 0 before the training
   */
  public double overhead() {
    long total = endNanos - startNanos;
    return total > 0 ? (double) monitorNanos / total : 0;
  }
}
