// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import ritz.koopman.training.Assessment;
import ritz.koopman.training.TrainingMonitor;
import ritz.nn.Callback;
import ritz.nn.TrainingView;

/** Shows on a terminal how far a training is: epoch, loss, what the monitor says. */
final class ProgressLine implements Callback, AutoCloseable {
  /** The bar moves by such parts of an epoch. */
  private static final int PARTS = 1000;

  private static final int UPDATE_MILLIS = 100;
  private static final int EIGENVALUES_SHOWN = 3;
  private static final double MOST_EPOCHS_SHOWN = 10_000;

  private final ProgressBar bar;
  private final TrainingMonitor monitor;

  private ProgressLine(ProgressBar bar, TrainingMonitor monitor) {
    this.bar = bar;
    this.monitor = monitor;
  }

  /** A line on the standard error if that is a terminal, else one that shows nothing. */
  static ProgressLine of(int epochs, TrainingMonitor monitor) {
    if (!Terminal.showsErrors()) {
      return new ProgressLine(null, monitor);
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("epoch")
            .setUnit("", PARTS)
            .setInitialMax((long) PARTS * epochs)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .clearDisplayOnFinish()
            .build();
    return new ProgressLine(bar, monitor);
  }

  @Override
  public void onStep(TrainingView training) {
    if (bar != null) {
      bar.stepTo(position(training.step(), training.stepsPerEpoch()));
    }
  }

  /** Where the bar is after so many steps over all epochs. */
  static long position(long step, int stepsPerEpoch) {
    return step / stepsPerEpoch * PARTS + step % stepsPerEpoch * PARTS / stepsPerEpoch;
  }

  @Override
  public void onEpoch(TrainingView training) {
    if (bar != null) {
      bar.stepTo(position(training.step(), training.stepsPerEpoch()));
      bar.setExtraMessage(
          String.format(Locale.ROOT, " loss %.4g, ", training.trainLoss())
              + monitor.latest().map(ProgressLine::words).orElse(""));
    }
  }

  /** The verdict, the epochs left as far as they can be told, and the leading eigenvalues. */
  static String words(Assessment assessment) {
    StringBuilder text = new StringBuilder(assessment.verdict().label().replace('_', ' '));
    double left = assessment.epochsLeft();
    if (left > 0 && left < MOST_EPOCHS_SHOWN) {
      text.append(String.format(Locale.ROOT, ", about %.0f epochs left", Math.ceil(left)));
    }
    String eigenvalues = assessment.leadingEigenvalues(EIGENVALUES_SHOWN);
    if (!eigenvalues.isEmpty()) {
      text.append(", eigenvalues ").append(eigenvalues);
    }
    return text.toString();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
