// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import ritz.koopman.training.TrainingMonitor;
import ritz.nn.Callback;
import ritz.nn.TrainingView;

/** Shows on a terminal how far a training is: epoch, loss, verdict. */
final class ProgressLine implements Callback, AutoCloseable {
  private static final int UPDATE_MILLIS = 100;

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
            .setInitialMax(epochs)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .clearDisplayOnFinish()
            .build();
    return new ProgressLine(bar, monitor);
  }

  @Override
  public void onEpoch(TrainingView training) {
    if (bar != null) {
      bar.stepTo(training.epoch());
      String verdict = monitor.verdict().label().replace('_', ' ');
      bar.setExtraMessage(
          String.format(Locale.ROOT, " loss %.4g, %s", training.trainLoss(), verdict));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
