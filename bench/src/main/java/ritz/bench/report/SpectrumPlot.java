// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import ritz.kernels.Complex;

/** Eigenvalues in the complex plane, beside the unit circle. */
public final class SpectrumPlot {
  private static final int SIZE = 560;
  private static final double NEAR = 0.25;
  private static final double CLOSEST_REACH = 1e-3;

  /** The residuals at which the color changes; below the first the darkest. */
  private static final double[] BOUNDS = {1e-6, 1e-4, 1e-2, 1e-1};

  /** From viridis: even steps of lightness, also in gray. */
  private static final Color[] COLORS = {
    new Color(0x44, 0x01, 0x54),
    new Color(0x3b, 0x52, 0x8b),
    new Color(0x21, 0x91, 0x8c),
    new Color(0x5e, 0xc9, 0x62),
    new Color(0xfd, 0xe7, 0x25),
  };

  private SpectrumPlot() {}

  /**
   * Plots eigenvalues with their residuals as color.
   *
   * @param eigenvalues the eigenvalues
   * @param residuals the residual of each
   * @return the plot
   */
  public static Figure of(Complex[] eigenvalues, double[] residuals) {
    return of(eigenvalues, residuals, "residual");
  }

  /**
   * Plots eigenvalues with what is known of their accuracy as color.
   *
   * @param eigenvalues the eigenvalues
   * @param residuals the residual, or standard error, of each
   * @param measure which of the two it is, for the legend
   * @return the plot
   */
  public static Figure of(Complex[] eigenvalues, double[] residuals, String measure) {
    double reach = 1.05 * Arrays.stream(eigenvalues).mapToDouble(Complex::abs).reduce(1, Math::max);
    return new Figure(
        "eigenvalues",
        "Eigenvalues beside the unit circle, colored by " + measure,
        chart(eigenvalues, residuals, measure, 0, reach),
        numbers(eigenvalues, residuals, measure));
  }

  /**
   * Plots the eigenvalues near 1 alone, on a larger scale.
   *
   * @param eigenvalues all eigenvalues
   * @param residuals the residual of each
   * @return the plot, or nothing if fewer than two eigenvalues are near 1
   */
  public static Optional<Figure> nearOne(Complex[] eigenvalues, double[] residuals) {
    int[] near =
        IntStream.range(0, eigenvalues.length)
            .filter(i -> eigenvalues[i].minus(Complex.ONE).abs() < NEAR)
            .toArray();
    if (near.length < 2) {
      return Optional.empty();
    }
    Complex[] some = Arrays.stream(near).mapToObj(i -> eigenvalues[i]).toArray(Complex[]::new);
    double[] theirs = Arrays.stream(near).mapToDouble(i -> residuals[i]).toArray();
    double farthest =
        Arrays.stream(some).mapToDouble(z -> z.minus(Complex.ONE).abs()).max().orElseThrow();
    return Optional.of(
        new Figure(
            "eigenvalues-near-1",
            "Eigenvalues near 1, colored by residual",
            chart(some, theirs, "residual", 1, Math.max(1.25 * farthest, CLOSEST_REACH)),
            numbers(some, theirs, "residual")));
  }

  private static SquareChart chart(
      Complex[] eigenvalues, double[] residuals, String measure, double center, double reach) {
    SquareChart chart = new SquareChart(SIZE, center, reach);
    chart.setXAxisTitle("real part");
    chart.setYAxisTitle("imaginary part");
    unitCircle(chart);
    for (int level = 0; level < COLORS.length; level++) {
      addPoints(chart, eigenvalues, residuals, measure, level);
    }
    return chart;
  }

  private static void addPoints(
      SquareChart chart, Complex[] eigenvalues, double[] residuals, String measure, int level) {
    Complex[] some =
        IntStream.range(0, eigenvalues.length)
            .filter(i -> level(residuals[i]) == level)
            .mapToObj(i -> eigenvalues[i])
            .toArray(Complex[]::new);
    if (some.length > 0) {
      double[] re = Arrays.stream(some).mapToDouble(Complex::re).toArray();
      double[] im = Arrays.stream(some).mapToDouble(Complex::im).toArray();
      Charts.points(chart, name(measure, level), re, im, COLORS[level], SeriesMarkers.CIRCLE);
    }
  }

  private static void unitCircle(SquareChart chart) {
    double[] angles =
        IntStream.rangeClosed(0, 3600).mapToDouble(i -> Math.toRadians(i / 10.0)).toArray();
    XYSeries circle =
        Charts.line(
            chart,
            "unit circle",
            Arrays.stream(angles).map(Math::cos).toArray(),
            Arrays.stream(angles).map(Math::sin).toArray(),
            Color.GRAY);
    circle.setLineWidth(1);
  }

  private static int level(double residual) {
    int level = 0;
    while (level < BOUNDS.length && !(residual < BOUNDS[level])) {
      level++;
    }
    return level;
  }

  private static String name(String measure, int level) {
    return level < BOUNDS.length
        ? measure + " below " + LogAxis.label(BOUNDS[level])
        : measure + " " + LogAxis.label(BOUNDS[level - 1]) + " or more";
  }

  private static Table numbers(Complex[] eigenvalues, double[] residuals, String measure) {
    Table table = new Table("real part", "imaginary part", "modulus", measure);
    for (int i = 0; i < eigenvalues.length; i++) {
      Complex value = eigenvalues[i];
      table.add(value.re(), value.im(), value.abs(), residuals[i]);
    }
    return table;
  }
}
