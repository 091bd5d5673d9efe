// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.style.markers.SeriesMarkers;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/** Least residuals over the complex plane as colors, with the eigenvalues on top. */
public final class PseudospectrumPlot {
  private static final int SIZE = 560;
  private static final int TILE = 13;

  /** The residuals at which the color changes. */
  private static final double[] BOUNDS = {0.01, 0.03, 0.1, 0.3};

  private PseudospectrumPlot() {}

  /**
   * Plots a pseudospectrum.
   *
   * @param parts the real parts of the grid, and its imaginary parts; rising and even
   * @param residuals the least residual, imaginary x real part
   * @param eigenvalues the eigenvalues
   * @return the plot
   */
  public static Figure of(double[] parts, Matrix residuals, Complex[] eigenvalues) {
    int count = parts.length;
    SquareChart chart = new SquareChart(SIZE, 0, parts[count - 1] * (1 + 1.0 / count));
    chart.setXAxisTitle("real part");
    chart.setYAxisTitle("imaginary part");
    Table numbers = new Table("real part", "imaginary part", "least residual");
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < count; i++) {
        numbers.add(parts[j], parts[i], residuals.get(i, j));
      }
    }
    for (int level = 0; level <= BOUNDS.length; level++) {
      int wanted = level;
      int[] some =
          IntStream.range(0, count * count)
              .filter(k -> level(residuals.get(k % count, k / count)) == wanted)
              .toArray();
      if (some.length > 0) {
        double[] re = IntStream.of(some).mapToDouble(k -> parts[k / count]).toArray();
        double[] im = IntStream.of(some).mapToDouble(k -> parts[k % count]).toArray();
        Color color = SpectrumPlot.COLORS[level];
        Charts.points(chart, name(level), re, im, color, SeriesMarkers.SQUARE);
      }
    }
    chart.getStyler().setMarkerSize(TILE);
    SpectrumPlot.unitCircle(chart);
    double[] re = Arrays.stream(eigenvalues).mapToDouble(Complex::re).toArray();
    double[] im = Arrays.stream(eigenvalues).mapToDouble(Complex::im).toArray();
    Charts.points(chart, "eigenvalues", re, im, Color.RED, SeriesMarkers.CROSS);
    return new Figure(
        "pseudospectrum",
        "Least residuals over the complex plane, with the eigenvalues",
        chart,
        numbers);
  }

  private static int level(double residual) {
    int level = 0;
    while (level < BOUNDS.length && !(residual < BOUNDS[level])) {
      level++;
    }
    return level;
  }

  private static String name(int level) {
    return level < BOUNDS.length
        ? String.format(Locale.ROOT, "residual below %s", BOUNDS[level])
        : String.format(Locale.ROOT, "residual %s or more", BOUNDS[level - 1]);
  }
}
