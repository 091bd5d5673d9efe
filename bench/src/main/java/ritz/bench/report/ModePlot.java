// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import ritz.kernels.Complex;

/** How large each mode is in each layer. */
public final class ModePlot {
  private ModePlot() {}

  /**
   * Plots one line for each layer over the modes.
   *
   * @param eigenvalues the eigenvalue of each mode
   * @param layers the names of the layers
   * @param magnitudes for each layer the magnitude of each mode in it
   * @return the plot
   */
  public static Figure of(Complex[] eigenvalues, List<String> layers, double[][] magnitudes) {
    XYChart chart = Charts.xy("mode, by its number in the table", "root mean square in the layer");
    LogAxis axis = LogAxis.of(magnitudes);
    axis.applyTo(chart);
    double[] numbers = IntStream.rangeClosed(1, eigenvalues.length).asDoubleStream().toArray();
    for (int layer = 0; layer < layers.size(); layer++) {
      Color color = Charts.color(layer);
      axis.line(chart, layers.get(layer), numbers, magnitudes[layer], color)
          .ifPresent(series -> series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color));
    }
    chart.getStyler().setXAxisMin(0.5).setXAxisMax(eigenvalues.length + 0.5);
    return new Figure(
        "modes", "Magnitude of each mode by layer", chart, table(eigenvalues, layers, magnitudes));
  }

  private static Table table(Complex[] eigenvalues, List<String> layers, double[][] magnitudes) {
    Table table = new Table("mode", "real part", "imaginary part", "layer", "magnitude");
    for (int mode = 0; mode < eigenvalues.length; mode++) {
      for (int layer = 0; layer < layers.size(); layer++) {
        table.add(
            mode + 1,
            eigenvalues[mode].re(),
            eigenvalues[mode].im(),
            layers.get(layer),
            magnitudes[layer][mode]);
      }
    }
    return table;
  }
}
