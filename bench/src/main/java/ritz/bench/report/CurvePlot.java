// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines with the spread of several runs behind them. */
public final class CurvePlot {
  private static final Color TRANSPARENT = new Color(0, true);
  private static final int BAND_ALPHA = 40;
  private static final int MOST_POINTS_WITH_MARKERS = 20;

  private final String name;
  private final String description;
  private final String xTitle;
  private final String yTitle;
  private boolean logarithmicX;
  private boolean logarithmicY;
  private double[] rangeX;

  /**
   * A plot in the making.
   *
   * @param name a short name, that of the CSV file
   * @param description what is shown
   * @param xTitle the title of the horizontal axis
   * @param yTitle the title of the vertical axis
   */
  public CurvePlot(String name, String description, String xTitle, String yTitle) {
    this.name = name;
    this.description = description;
    this.xTitle = xTitle;
    this.yTitle = yTitle;
  }

  /**
   * Makes the horizontal axis logarithmic.
   *
   * @return this plot
   */
  public CurvePlot logarithmicX() {
    logarithmicX = true;
    return this;
  }

  /**
   * Makes the vertical axis logarithmic; values that are not positive and finite are left out.
   *
   * @return this plot
   */
  public CurvePlot logarithmicY() {
    logarithmicY = true;
    return this;
  }

  /**
   * Sets the range of the horizontal axis, which is else that of the curves.
   *
   * @param least the left end
   * @param most the right end
   * @return this plot
   */
  public CurvePlot rangeX(double least, double most) {
    rangeX = new double[] {least, most};
    return this;
  }

  /**
   * Draws.
   *
   * @param curves the lines, at least one
   * @return the plot
   */
  public Figure of(List<Curve> curves) {
    XYChart chart = Charts.xy(xTitle, yTitle);
    chart.getStyler().setXAxisLogarithmic(logarithmicX);
    chart.getStyler().setXAxisDecimalPattern("0.###");
    boundX(chart, curves);
    plainNumbers(chart, curves);
    if (logarithmicY) {
      LogAxis.of(
              curves.stream()
                  .flatMap(c -> java.util.stream.Stream.of(c.middle(), c.low(), c.high()))
                  .toArray(double[][]::new))
          .applyTo(chart.getStyler());
    }
    Table numbers = new Table("curve", xTitle, "median", "lowest", "highest");
    for (int i = 0; i < curves.size(); i++) {
      draw(chart, shown(curves.get(i)), Charts.color(i));
      Curve curve = curves.get(i);
      for (int k = 0; k < curve.x().length; k++) {
        numbers.add(curve.name(), curve.x()[k], curve.middle()[k], curve.low()[k], curve.high()[k]);
      }
    }
    return new Figure(name, description, chart, numbers);
  }

  /** Gives the axis of long curves its range. */
  private void boundX(XYChart chart, List<Curve> curves) {
    if (rangeX != null) {
      chart.getStyler().setXAxisMin(rangeX[0]);
      chart.getStyler().setXAxisMax(rangeX[1]);
      return;
    }
    if (logarithmicX || curves.stream().allMatch(c -> c.x().length <= MOST_POINTS_WITH_MARKERS)) {
      return;
    }
    java.util.DoubleSummaryStatistics range =
        curves.stream().flatMapToDouble(c -> java.util.Arrays.stream(c.x())).summaryStatistics();
    boolean nearZero = range.getMin() > 0 && range.getMin() < 0.05 * range.getMax();
    Charts.boundX(chart, nearZero ? 0 : range.getMin(), range.getMax());
  }

  /** Numbers of usual size are written with the zero before the point. */
  private void plainNumbers(XYChart chart, List<Curve> curves) {
    double largest =
        curves.stream()
            .flatMapToDouble(c -> java.util.Arrays.stream(c.middle()))
            .filter(Double::isFinite)
            .map(Math::abs)
            .max()
            .orElse(0);
    if (!logarithmicY && largest >= 1e-2 && largest < 1e5) {
      chart.getStyler().setYAxisDecimalPattern("0.####");
    }
  }

  /** The part of a curve that the axes can show. */
  private Curve shown(Curve curve) {
    int[] some =
        java.util.stream.IntStream.range(0, curve.x().length)
            .filter(k -> fits(curve.middle()[k]) && fits(curve.low()[k]) && fits(curve.high()[k]))
            .toArray();
    return new Curve(
        curve.name(),
        take(curve.x(), some),
        take(curve.middle(), some),
        take(curve.low(), some),
        take(curve.high(), some));
  }

  private boolean fits(double value) {
    return logarithmicY ? LogAxis.fits(value) : Double.isFinite(value);
  }

  private static double[] take(double[] values, int[] some) {
    return java.util.Arrays.stream(some).mapToDouble(k -> values[k]).toArray();
  }

  private static void draw(XYChart chart, Curve curve, Color color) {
    int count = curve.x().length;
    if (count == 0) {
      return;
    }
    if (!java.util.Arrays.equals(curve.low(), curve.high())) {
      double[] x = new double[2 * count];
      double[] y = new double[2 * count];
      for (int k = 0; k < count; k++) {
        x[k] = curve.x()[k];
        y[k] = curve.low()[k];
        x[2 * count - 1 - k] = curve.x()[k];
        y[2 * count - 1 - k] = curve.high()[k];
      }
      XYSeries band = chart.addSeries("range of " + curve.name(), x, y);
      band.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
      band.setShowInLegend(false);
      band.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA));
      band.setLineColor(TRANSPARENT);
      band.setMarker(SeriesMarkers.NONE);
    }
    XYSeries line = Charts.line(chart, curve.name(), curve.x(), curve.middle(), color);
    if (count <= MOST_POINTS_WITH_MARKERS) {
      line.setMarker(SeriesMarkers.CIRCLE);
      line.setMarkerColor(color);
    }
  }
}
