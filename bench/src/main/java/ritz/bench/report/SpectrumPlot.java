// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import ritz.kernels.Complex;
import ritz.koopman.training.Assessment;

/** Eigenvalues in the complex plane, beside the unit circle. */
public final class SpectrumPlot {
  private static final int SIZE = 560;
  private static final double NEAR = 0.25;
  private static final double CLOSEST_REACH = 1e-3;

  /** The residuals at which the color changes; below the first the darkest. */
  private static final double[] BOUNDS = {1e-6, 1e-4, 1e-2, 1e-1};

  /** From viridis: even steps of lightness, also in gray. */
  static final Color[] COLORS = {
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
        byResidual(eigenvalues, residuals, measure, 0, reach),
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
            byResidual(some, theirs, "residual", 1, Math.max(1.25 * farthest, CLOSEST_REACH)),
            numbers(some, theirs, "residual")));
  }

  /**
   * Plots how the spectrum of a monitor's windows moved: the modes of all epochs, with the time as
   * color.
   *
   * @param history one assessment for each epoch, in order
   * @return the plot, or nothing if no epoch has a mode
   */
  public static Optional<Figure> overTime(List<Assessment> history) {
    return overTime(history, false);
  }

  /**
   * Plots how the significant modes near 1 moved, on a larger scale.
   *
   * @param history one assessment for each epoch, in order
   * @return the plot, or nothing if no epoch has such a mode
   */
  public static Optional<Figure> overTimeNearOne(List<Assessment> history) {
    return overTime(history, true);
  }

  private static Optional<Figure> overTime(List<Assessment> history, boolean near) {
    List<Complex> values = new ArrayList<>();
    List<Integer> epochs = new ArrayList<>();
    Table numbers = new Table("epoch", "real part", "imaginary part", "modulus", "residual");
    for (Assessment epoch : history) {
      for (Assessment.Mode mode : epoch.modes()) {
        Complex value = mode.eigenvalue();
        if (!near || (mode.significant() && value.minus(Complex.ONE).abs() < NEAR)) {
          values.add(value);
          epochs.add(epoch.epoch());
          numbers.add(epoch.epoch(), value.re(), value.im(), value.abs(), mode.residual());
        }
      }
    }
    if (values.isEmpty()) {
      return Optional.empty();
    }
    int first = epochs.get(0);
    int count = epochs.get(epochs.size() - 1) - first + 1;
    int[] levels = epochs.stream().mapToInt(e -> (e - first) * COLORS.length / count).toArray();
    String[] names = new String[COLORS.length];
    for (int level = 0; level < names.length; level++) {
      int from = first + (level * count + COLORS.length - 1) / COLORS.length;
      int to = first + ((level + 1) * count - 1) / COLORS.length;
      names[level] = from == to ? "epoch " + from : "epochs " + from + " to " + to;
    }
    Complex center = near ? Complex.ONE : Complex.ZERO;
    double farthest =
        values.stream()
            .mapToDouble(z -> z.minus(center).abs())
            .reduce(near ? CLOSEST_REACH : 1, Math::max);
    Complex[] all = values.toArray(Complex[]::new);
    return Optional.of(
        new Figure(
            near ? "eigenvalues-over-time-near-1" : "eigenvalues-over-time",
            "Eigenvalues" + (near ? " near 1" : "") + ", colored by epoch",
            chart(all, levels, names, center.re(), 1.05 * farthest),
            numbers));
  }

  private static SquareChart byResidual(
      Complex[] eigenvalues, double[] residuals, String measure, double center, double reach) {
    int[] levels = Arrays.stream(residuals).mapToInt(SpectrumPlot::level).toArray();
    String[] names =
        IntStream.range(0, COLORS.length)
            .mapToObj(level -> name(measure, level))
            .toArray(String[]::new);
    return chart(eigenvalues, levels, names, center, reach);
  }

  /** Points colored by the level of each. */
  private static SquareChart chart(
      Complex[] eigenvalues, int[] levels, String[] names, double center, double reach) {
    SquareChart chart = new SquareChart(SIZE, center, reach);
    chart.setXAxisTitle("real part");
    chart.setYAxisTitle("imaginary part");
    unitCircle(chart);
    for (int level = 0; level < COLORS.length; level++) {
      int wanted = level;
      Complex[] some =
          IntStream.range(0, eigenvalues.length)
              .filter(i -> levels[i] == wanted)
              .mapToObj(i -> eigenvalues[i])
              .toArray(Complex[]::new);
      if (some.length > 0) {
        double[] re = Arrays.stream(some).mapToDouble(Complex::re).toArray();
        double[] im = Arrays.stream(some).mapToDouble(Complex::im).toArray();
        Charts.points(chart, names[level], re, im, COLORS[level], SeriesMarkers.CIRCLE);
      }
    }
    return chart;
  }

  static void unitCircle(SquareChart chart) {
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
