// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A point for every run, by case (one row each) and method (one color each). */
public final class StripPlot {
  private static final int ROW_HEIGHT = 56;
  private static final int FRAME_HEIGHT = 110;

  /** The share of the distance of two rows that the points of a row take. */
  private static final double FILL = 0.6;

  private static final double LARGEST_NAME_SHARE = 0.6;
  private static final double NAME_SHARE_OF_LETTER = 0.0135;

  private final String name;
  private final String description;
  private final String valueTitle;
  private final List<String> cases = new ArrayList<>();
  private final Map<String, List<double[]>> points = new LinkedHashMap<>();
  private final Table numbers;

  /**
   * A plot without points.
   *
   * @param name a short name, that of the CSV file
   * @param description what is shown
   * @param valueTitle the title of the axis of the values
   */
  public StripPlot(String name, String description, String valueTitle) {
    this.name = name;
    this.description = description;
    this.valueTitle = valueTitle;
    this.numbers = new Table("case", "method", valueTitle);
  }

  /**
   * Adds a point; cases and methods keep the order in which they first appear.
   *
   * @param of the case
   * @param method the method
   * @param value the value; left out of the plot if it is not finite
   * @return this plot
   */
  public StripPlot add(String of, String method, double value) {
    if (!cases.contains(of)) {
      cases.add(of);
    }
    numbers.add(of, method, value);
    List<double[]> some = points.computeIfAbsent(method, key -> new ArrayList<>());
    if (Double.isFinite(value)) {
      some.add(new double[] {value, cases.indexOf(of)});
    }
    return this;
  }

  /**
   * Draws.
   *
   * @return the plot
   */
  public Figure figure() {
    XYChart chart = Charts.xy(FRAME_HEIGHT + ROW_HEIGHT * cases.size(), valueTitle, "");
    chart.getStyler().setYAxisMin(-(cases.size() - 0.5)).setYAxisMax(0.5);
    chart.getStyler().setYAxisTicksVisible(false);
    chart.getStyler().setPlotGridHorizontalLinesVisible(false);
    nameRows(chart);
    int method = 0;
    for (Map.Entry<String, List<double[]>> entry : points.entrySet()) {
      double offset = points.size() == 1 ? 0 : FILL * (method / (points.size() - 1.0) - 0.5);
      double[] x = entry.getValue().stream().mapToDouble(point -> point[0]).toArray();
      double[] y = entry.getValue().stream().mapToDouble(point -> -point[1] - offset).toArray();
      if (x.length > 0) {
        Charts.points(chart, entry.getKey(), x, y, Charts.color(method), SeriesMarkers.CIRCLE);
        double[] medians = medians(entry.getValue());
        double[] rows = new double[cases.size()];
        Arrays.setAll(rows, row -> -row - offset);
        mark(chart, medians, rows, method);
      }
      method++;
    }
    return new Figure(name, description, chart, numbers);
  }

  /** A cross at the median of each row. */
  private static void mark(XYChart chart, double[] medians, double[] rows, int method) {
    int[] known =
        java.util.stream.IntStream.range(0, rows.length)
            .filter(row -> Double.isFinite(medians[row]))
            .toArray();
    double[] x = Arrays.stream(known).mapToDouble(row -> medians[row]).toArray();
    double[] y = Arrays.stream(known).mapToDouble(row -> rows[row]).toArray();
    String series = "medians" + (method == 0 ? "" : " " + method);
    Charts.points(chart, series, x, y, java.awt.Color.BLACK, SeriesMarkers.CROSS);
    chart.getSeries(series).setShowInLegend(method == 0);
  }

  private double[] medians(List<double[]> some) {
    double[] medians = new double[cases.size()];
    for (int row = 0; row < medians.length; row++) {
      int of = row;
      double[] values =
          some.stream().filter(p -> p[1] == of).mapToDouble(p -> p[0]).sorted().toArray();
      int n = values.length;
      medians[row] = n == 0 ? Double.NaN : (values[(n - 1) / 2] + values[n / 2]) / 2;
    }
    return medians;
  }

  /** Writes the cases to the left of the points, where the axis is made longer for them. */
  private void nameRows(XYChart chart) {
    double[] values =
        points.values().stream().flatMap(List::stream).mapToDouble(point -> point[0]).toArray();
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    double range = high > low ? high - low : Math.max(1e-9, Math.abs(high));
    int longest = cases.stream().mapToInt(String::length).max().orElse(0);
    double share = Math.min(LARGEST_NAME_SHARE, NAME_SHARE_OF_LETTER * (longest + 3));
    double right = high + 0.03 * range;
    double left = right - 1.06 * range / (1 - share);
    chart.getStyler().setXAxisMin(left).setXAxisMax(right);
    // Below the names there are no values.
    String pattern = range < 0.05 ? "0.####" : range < 5 ? "0.##" : "0.#";
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    double least = low - 0.03 * range;
    chart.setCustomXAxisTickLabelsFormatter(
        value -> value < least ? "" : format.format(Math.abs(value) < 1e-9 * range ? 0 : value));
    chart.getStyler().setAnnotationTextFont(chart.getStyler().getLegendFont());
    for (int row = 0; row < cases.size(); row++) {
      double middle = left + share / 2 * (right - left);
      chart.addAnnotation(new AnnotationText(cases.get(row), middle, -row, false));
    }
  }
}
