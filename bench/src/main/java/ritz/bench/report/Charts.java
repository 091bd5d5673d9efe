// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look that all plots share. */
final class Charts {
  static final int WIDTH = 880;
  static final int HEIGHT = 400;
  static final BasicStroke DASHED =
      new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6}, 0);

  private static final Color INK = new Color(0x30, 0x36, 0x3d);
  private static final Color GRID = new Color(0xe6, 0xe8, 0xeb);

  /** Okabe and Ito's colors, which the color-blind can tell apart, the dark ones first. */
  private static final Color[] SERIES = {
    new Color(0x00, 0x72, 0xb2),
    new Color(0xd5, 0x5e, 0x00),
    new Color(0x00, 0x9e, 0x73),
    new Color(0xcc, 0x79, 0xa7),
    new Color(0x56, 0xb4, 0xe9),
    new Color(0xe6, 0x9f, 0x00),
  };

  private Charts() {}

  /** The color of the i-th series of a plot. */
  static Color color(int i) {
    return SERIES[i % SERIES.length];
  }

  static XYChart xy(String xTitle, String yTitle) {
    return xy(HEIGHT, xTitle, yTitle);
  }

  static XYChart xy(int height, String xTitle, String yTitle) {
    XYChart chart = new XYChart(WIDTH, height);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    style(chart.getStyler());
    return chart;
  }

  static void style(AxesChartStyler styler) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    styler.setLocale(Locale.ROOT);
    styler.setBaseFont(font);
    styler.setLegendFont(font);
    styler.setAxisTitleFont(font.deriveFont(14f));
    styler.setAxisTickLabelsFont(font);
    styler.setAxisTickLabelsColor(INK);
    styler.setAxisTickMarksColor(GRID);
    styler.setChartFontColor(INK);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderColor(GRID);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendLayout(LegendLayout.Vertical);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPadding(10);
    styler.setChartPadding(12);
    styler.setMarkerSize(7);
    styler.setAntiAlias(true);
  }

  /** Turns the labels of the horizontal axis if they are too many to stand side by side. */
  static void turnLabels(AxesChartStyler styler, boolean tooMany) {
    styler.setXAxisLabelRotation(tooMany ? 60 : 0);
  }

  /**
   * Gives the horizontal axis a range: without one, XChart labels every so many of the points, too
   * many for numbers of three digits.
   */
  static void boundX(XYChart chart, double from, double to) {
    // just past the first and the last point, at which the points would again be the labels
    double margin = 1e-3 * (to - from);
    chart.getStyler().setXAxisMin(from - margin);
    chart.getStyler().setXAxisMax(to + margin);
  }

  static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(color);
    series.setLineWidth(2);
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }

  /** Adds points without a line between them. */
  static void points(
      XYChart chart, String name, double[] x, double[] y, Color color, Marker marker) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(marker);
    series.setMarkerColor(color);
  }
}
