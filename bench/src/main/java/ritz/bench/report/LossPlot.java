// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.util.List;
import org.knowm.xchart.XYChart;
import ritz.nn.EpochSummary;

/** The losses over the epochs of a training. */
public final class LossPlot {
  private LossPlot() {}

  /**
   * Plots the training loss and, where there is one, the validation loss; a dashed line marks the
   * last epoch.
   *
   * @param history the epochs, at least one
   * @param stop why the training ended after the last of them, as the legend is to say it
   * @return the plot
   */
  public static Figure of(List<EpochSummary> history, String stop) {
    double[] epochs = history.stream().mapToDouble(EpochSummary::epoch).toArray();
    double[] train = history.stream().mapToDouble(EpochSummary::trainLoss).toArray();
    double[] validation = history.stream().mapToDouble(EpochSummary::validationLoss).toArray();
    Table numbers = new Table("epoch", "training loss", "validation loss", "validation accuracy");
    for (EpochSummary epoch : history) {
      numbers.add(
          epoch.epoch(), epoch.trainLoss(), epoch.validationLoss(), epoch.validationAccuracy());
    }
    XYChart chart = Charts.xy("epoch", "loss");
    chart.getStyler().setXAxisMin(0.5);
    LogAxis axis = LogAxis.of(train, validation);
    axis.applyTo(chart.getStyler());
    axis.line(chart, "training loss", epochs, train, Charts.color(0));
    axis.line(chart, "validation loss", epochs, validation, Charts.color(1));
    axis.verticalLine(chart, stop, epochs[epochs.length - 1]);
    return new Figure("losses", "Training and validation loss by epoch", chart, numbers);
  }
}
