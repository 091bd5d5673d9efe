// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.nn.Layer;
import ritz.nn.Network;

/** How large each mode is in each layer. */
public final class ModePlot {
  private ModePlot() {}

  /**
   * Plots one line for each layer over the modes.
   *
   * @param network the network
   * @param eigenvalues the eigenvalue of each mode
   * @param norms the norm of each mode in each tensor of the network, tensors x modes
   * @return the plot
   */
  public static Figure of(Network network, Complex[] eigenvalues, Matrix norms) {
    List<double[]> magnitudes = new ArrayList<>();
    int[] trained =
        IntStream.range(0, network.layers().size())
            .filter(layer -> network.layers().get(layer).parameterCount() > 0)
            .toArray();
    for (int layer : trained) {
      magnitudes.add(magnitudes(network, layer, norms));
    }
    CategoryChart chart = new CategoryChart(Charts.WIDTH, Charts.HEIGHT);
    chart.setXAxisTitle("mode, with the modulus of its eigenvalue");
    chart.setYAxisTitle("root mean square in the layer");
    Charts.style(chart.getStyler());
    chart.getStyler().setOverlapped(true);
    Charts.turnLabels(chart.getStyler(), eigenvalues.length > 8);
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
    LogAxis axis = LogAxis.of(magnitudes.toArray(double[][]::new));
    axis.applyTo(chart.getStyler());
    List<String> modes = new ArrayList<>();
    for (Complex eigenvalue : eigenvalues) {
      modes.add(String.format(Locale.ROOT, "%d: %.3f", modes.size() + 1, eigenvalue.abs()));
    }
    for (int layer = 0; layer < magnitudes.size(); layer++) {
      List<Double> shown =
          Arrays.stream(magnitudes.get(layer))
              .mapToObj(value -> LogAxis.fits(value) ? Double.valueOf(value) : null)
              .toList();
      CategorySeries series = chart.addSeries(name(network, trained[layer]), modes, shown);
      series.setLineColor(Charts.color(layer)).setLineWidth(2);
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Charts.color(layer));
    }
    Table table = new Table("mode", "real part", "imaginary part", "layer", "root mean square");
    for (int mode = 0; mode < eigenvalues.length; mode++) {
      for (int layer = 0; layer < magnitudes.size(); layer++) {
        table.add(
            mode + 1,
            eigenvalues[mode].re(),
            eigenvalues[mode].im(),
            name(network, trained[layer]),
            magnitudes.get(layer)[mode]);
      }
    }
    return new Figure("modes", "Magnitude of each mode by layer", chart, table);
  }

  private static String name(Network network, int layer) {
    Layer shape = network.layers().get(layer);
    return "layer " + (layer + 1) + ", " + shape.inputs() + " to " + shape.outputs();
  }

  private static double[] magnitudes(Network network, int layer, Matrix norms) {
    double[] magnitudes = new double[norms.columns()];
    for (int tensor = 0; tensor < norms.rows(); tensor++) {
      if (network.parameters().get(tensor).layer() == layer) {
        for (int mode = 0; mode < magnitudes.length; mode++) {
          magnitudes[mode] = Math.hypot(magnitudes[mode], norms.get(tensor, mode));
        }
      }
    }
    double size = Math.sqrt(network.layers().get(layer).parameterCount());
    return Arrays.stream(magnitudes).map(norm -> norm / size).toArray();
  }
}
