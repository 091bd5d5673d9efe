// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import ritz.nn.Callback;
import ritz.nn.TrainingView;

/**
 * Shows the weights of a training to a {@link TrainingMonitor} after every epoch, the initial ones
 * included, and stops the training with the reason {@link #KOOPMAN} when the verdict is {@link
 * Verdict#CONVERGED}. Each instance serves one training, or the rest of one: resumed from a
 * checkpoint, a training gets the same verdicts and stops at the same epoch as without the
 * interruption. The checkpoint then holds the window of the monitor, whose size does not grow.
 *
 * <p>With {@link #watchLoss} it ends also a training that overfits, or fits no better, long before
 * its weights settle, with the reason {@link #FLAT_LOSS}.
 */
public final class KoopmanStopping implements Callback {
  /** The reason given when the verdict ends the training. */
  public static final String KOOPMAN = "koopman";

  /** The reason given when the loss that is watched no longer falls. */
  public static final String FLAT_LOSS = "flat_loss";

  private final TrainingMonitor monitor;
  private final boolean stopWhenDiverging;
  private final Observable observable;
  private final List<Assessment> history = new ArrayList<>();
  private LossWatch lossWatch;
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

  /**
   * Stops also when the loss no longer falls: that on validation data, or without them the training
   * loss. It counts as flat when the straight line fitted to the last twelve epochs falls by less
   * than half a percent of their mean. The weights with the least loss are kept.
   *
   * @return this
   */
  public KoopmanStopping watchLoss() {
    lossWatch = new LossWatch();
    return this;
  }

  @Override
  public void onStart(TrainingView training) {
    startNanos = System.nanoTime();
    observe(training);
  }

  @Override
  public void onEpoch(TrainingView training) {
    if (lossWatch != null) {
      double validation = training.validationLoss();
      double loss = Double.isNaN(validation) ? training.trainLoss() : validation;
      lossWatch.add(loss, training.parameters());
    }
    observe(training);
    stopIfDue(training);
  }

  private void stopIfDue(TrainingView training) {
    Verdict verdict = monitor.verdict();
    if (verdict == Verdict.CONVERGED || (stopWhenDiverging && verdict == Verdict.DIVERGING)) {
      training.stop(KOOPMAN);
    } else if (lossWatch != null && lossWatch.isFlat()) {
      training.stop(FLAT_LOSS);
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
    DoubleStream own = DoubleStream.of(convergedAt);
    DoubleStream watched = lossWatch == null ? DoubleStream.empty() : lossWatch.state();
    return Stream.of(own, watched, Arrays.stream(monitor.state()))
        .flatMapToDouble(numbers -> numbers)
        .toArray();
  }

  @Override
  public void onResume(TrainingView training, double[] state) {
    startNanos = System.nanoTime();
    endNanos = startNanos;
    StateReader numbers = new StateReader(state);
    convergedAt = numbers.integer(-1, Integer.MAX_VALUE);
    if (lossWatch != null) {
      lossWatch.restore(numbers);
    }
    monitor.restore(numbers.rest());
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
   * The weights with the least loss so far.
   *
   * @return a copy of them; nothing before the first epoch with a finite loss, or without {@link
   *     #watchLoss}
   */
  public Optional<float[]> bestWeights() {
    return bestEpoch().isPresent()
        ? Optional.of(lossWatch.bestWeights().clone())
        : Optional.empty();
  }

  /**
   * The epoch they are of.
   *
   * @return its number; nothing before the first epoch with a finite loss, or without {@link
   *     #watchLoss}
   */
  public OptionalInt bestEpoch() {
    return lossWatch == null || lossWatch.bestEpoch() == 0
        ? OptionalInt.empty()
        : OptionalInt.of(lossWatch.bestEpoch());
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
