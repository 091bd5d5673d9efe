// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a monitor said after each epoch: the movement it still predicted, and its verdict. */
public final class MonitorPlot {
  private static final Map<String, Color> BANDS =
      Map.of(
          "warming_up", new Color(0xec, 0xec, 0xec),
          "converging", new Color(0xd3, 0xe5, 0xf5),
          "converged", new Color(0xcb, 0xee, 0xd8),
          "stalled", new Color(0xfb, 0xe6, 0xb8),
          "oscillating", new Color(0xea, 0xd8, 0xf0),
          "diverging", new Color(0xf8, 0xd0, 0xc8));

  private static final Color TRANSPARENT = new Color(0, true);

  private MonitorPlot() {}

  /**
   * What the monitor said after one epoch.
   *
   * @param epoch the epoch
   * @param movement the movement still predicted, relative to the weights; NaN if none was
   * @param verdict the verdict
   */
  public record Point(int epoch, double movement, String verdict) {}

  /**
   * Plots the predicted movement over bands for the verdicts.
   *
   * @param points one for each epoch, in order, at least one
   * @return the plot
   */
  public static Figure of(List<Point> points) {
    double[] epochs = points.stream().mapToDouble(Point::epoch).toArray();
    double[] movement = points.stream().mapToDouble(Point::movement).toArray();
    XYChart chart = Charts.xy("epoch", "predicted relative movement");
    LogAxis axis = LogAxis.of(movement);
    axis.applyTo(chart);
    bands(chart, points, axis);
    axis.line(chart, "predicted movement", epochs, movement, Charts.color(0));
    Table numbers = new Table("epoch", "predicted movement", "verdict");
    points.forEach(point -> numbers.add(point.epoch, point.movement, point.verdict));
    return new Figure("monitor", "Predicted movement and verdict by epoch", chart, numbers);
  }

  private static void bands(XYChart chart, List<Point> points, LogAxis axis) {
    int start = 0;
    for (int i = 1; i <= points.size(); i++) {
      String verdict = points.get(start).verdict;
      if (i == points.size() || !points.get(i).verdict.equals(verdict)) {
        band(chart, verdict, points.get(start).epoch - 0.5, points.get(i - 1).epoch + 0.5, axis);
        start = i;
      }
    }
  }

  private static void band(XYChart chart, String verdict, double from, double to, LogAxis axis) {
    boolean first = chart.getSeries(verdict) == null;
    String name = first ? verdict : verdict + " from " + from;
    double[] x = {from, to, to, from};
    double[] y = {axis.bottom(), axis.bottom(), axis.top(), axis.top()};
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    series.setLabel(verdict.replace('_', ' '));
    series.setShowInLegend(first);
    series.setFillColor(BANDS.getOrDefault(verdict, Color.WHITE));
    series.setLineColor(TRANSPARENT);
    series.setMarker(SeriesMarkers.NONE);
  }
}
