// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Singular values and how many of them were kept. */
public final class SingularValuePlot {
  private SingularValuePlot() {}

  /**
   * Plots the singular values; a dashed line follows the last one that was kept.
   *
   * @param values the singular values, falling
   * @param rank how many were kept
   * @return the plot
   */
  public static Figure of(double[] values, int rank) {
    XYChart chart = Charts.xy("number", "singular value");
    chart.getStyler().setXAxisMin(0.5).setXAxisMax(values.length + 0.5);
    LogAxis axis = LogAxis.of(values);
    axis.applyTo(chart.getStyler());
    double[] numbers = IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
    axis.line(chart, "singular values", numbers, values, Charts.color(0))
        .ifPresent(
            series -> series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Charts.color(0)));
    axis.verticalLine(chart, "rank " + rank, rank + 0.5);
    Table table = new Table("number", "singular value", "kept");
    for (int i = 0; i < values.length; i++) {
      table.add(i + 1, values[i], i < rank);
    }
    return new Figure("singular-values", "Singular values and the rank", chart, table);
  }
}
