// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Color;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import ritz.koopman.training.Assessment;
import ritz.koopman.training.Verdict;

/** What a monitor said after each epoch: the movement it saw and foresaw, and its verdict. */
public final class MonitorPlot {
  private static final Map<Verdict, Color> BANDS =
      new EnumMap<>(
          Map.of(
              Verdict.WARMING_UP, new Color(0xec, 0xec, 0xec),
              Verdict.CONVERGING, new Color(0xd3, 0xe5, 0xf5),
              Verdict.CONVERGED, new Color(0xcb, 0xee, 0xd8),
              Verdict.STALLED, new Color(0xfb, 0xe6, 0xb8),
              Verdict.OSCILLATING, new Color(0xea, 0xd8, 0xf0),
              Verdict.DIVERGING, new Color(0xf8, 0xd0, 0xc8)));

  private static final Color TRANSPARENT = new Color(0, true);

  private MonitorPlot() {}

  /**
   * Plots the movement over bands for the verdicts.
   *
   * @param history one assessment for each epoch, in order, at least one
   * @return the plot
   */
  public static Figure of(List<Assessment> history) {
    double[] epochs = history.stream().mapToDouble(Assessment::epoch).toArray();
    double[] remaining = history.stream().mapToDouble(Assessment::remaining).toArray();
    double[] step = history.stream().mapToDouble(Assessment::step).toArray();
    XYChart chart = Charts.xy("epoch", "part of the norm of the weights");
    LogAxis axis = LogAxis.of(remaining, step);
    axis.applyTo(chart.getStyler());
    bands(chart, history, axis);
    axis.line(chart, "remaining movement", epochs, remaining, Charts.color(0));
    axis.line(chart, "step of an epoch", epochs, step, Charts.color(1));
    return new Figure("monitor", "Movement and verdict by epoch", chart, table(history));
  }

  private static Table table(List<Assessment> history) {
    Table table =
        new Table(
            "epoch", "verdict", "tendency", "remaining", "step", "persistence", "epochs left");
    for (Assessment epoch : history) {
      table.add(
          epoch.epoch(),
          epoch.verdict().label(),
          epoch.tendency().label(),
          epoch.remaining(),
          epoch.step(),
          epoch.persistence(),
          epoch.epochsLeft());
    }
    return table;
  }

  private static void bands(XYChart chart, List<Assessment> history, LogAxis axis) {
    int start = 0;
    for (int i = 1; i <= history.size(); i++) {
      Verdict verdict = history.get(start).verdict();
      if (i == history.size() || history.get(i).verdict() != verdict) {
        double from = history.get(start).epoch() - 0.5;
        band(chart, verdict, from, history.get(i - 1).epoch() + 0.5, axis);
        start = i;
      }
    }
  }

  private static void band(XYChart chart, Verdict verdict, double from, double to, LogAxis axis) {
    String label = verdict.label().replace('_', ' ');
    boolean first = chart.getSeries(label) == null;
    String name = first ? label : label + " from " + from;
    double[] x = {from, to, to, from};
    double[] y = {axis.bottom(), axis.bottom(), axis.top(), axis.top()};
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    series.setLabel(label);
    series.setShowInLegend(first);
    series.setFillColor(BANDS.get(verdict));
    series.setLineColor(TRANSPARENT);
    series.setMarker(SeriesMarkers.NONE);
  }
}
