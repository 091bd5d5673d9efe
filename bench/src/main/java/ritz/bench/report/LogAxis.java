// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A logarithmic vertical axis over whole decades. Values that it cannot show, zero and what is not
 * finite, are left out.
 *
 * @param low the power of ten at its lower end
 * @param high the power of ten at its upper end
 */
record LogAxis(int low, int high) {
  private static final int MOST_DECADES_WITH_GRID = 4;

  /** The axis for all the given values; one decade around 1 if none can be shown. */
  static LogAxis of(double[]... values) {
    double[] shown =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(LogAxis::fits).toArray();
    double smallest = Arrays.stream(shown).min().orElse(1);
    double largest = Arrays.stream(shown).max().orElse(1);
    int low = (int) Math.floor(Math.log10(smallest));
    int high = (int) Math.ceil(Math.log10(largest));
    return new LogAxis(low, Math.max(high, low + 1));
  }

  static boolean fits(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  double bottom() {
    return Math.pow(10, low);
  }

  double top() {
    return Math.pow(10, high);
  }

  void applyTo(AxesChartStyler styler) {
    styler.setYAxisLogarithmic(true);
    styler.setPlotGridHorizontalLinesVisible(high - low <= MOST_DECADES_WITH_GRID);
    styler.setYAxisMin(bottom());
    styler.setYAxisMax(top());
    styler.setYAxisTickLabelsFormattingFunction(LogAxis::label);
  }

  /** A power of ten with raised digits, other ticks without a label. */
  static String label(double value) {
    double exponent = Math.log10(value);
    int rounded = (int) Math.round(exponent);
    if (Math.abs(exponent - rounded) > 1e-9) {
      return "";
    }
    if (rounded == 0) {
      return "1";
    }
    String raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    StringBuilder text = new StringBuilder("10").append(rounded < 0 ? "⁻" : "");
    String.valueOf(Math.abs(rounded))
        .chars()
        .forEach(digit -> text.append(raised.charAt(digit - '0')));
    return text.toString();
  }

  /** Adds the values that the axis can show, if any. */
  Optional<XYSeries> line(XYChart chart, String name, double[] x, double[] y, Color color) {
    int[] shown = IntStream.range(0, y.length).filter(i -> fits(y[i])).toArray();
    if (shown.length == 0) {
      return Optional.empty();
    }
    double[] someX = Arrays.stream(shown).mapToDouble(i -> x[i]).toArray();
    double[] someY = Arrays.stream(shown).mapToDouble(i -> y[i]).toArray();
    return Optional.of(Charts.line(chart, name, someX, someY, color));
  }

  /** Adds a dashed line from the bottom to the top. */
  void verticalLine(XYChart chart, String name, double x) {
    XYSeries series = chart.addSeries(name, new double[] {x, x}, new double[] {bottom(), top()});
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(Color.DARK_GRAY);
    series.setLineStyle(Charts.DASHED);
  }
}
