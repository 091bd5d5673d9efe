// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import ritz.koopman.training.Assessment;

/** The moduli of the eigenvalues of a monitor's windows, epoch by epoch. */
public final class EigenvalueHistoryPlot {
  private EigenvalueHistoryPlot() {}

  /**
   * Plots the significant modes: those that count as 1, other real ones, and pairs that swing.
   *
   * @param history one assessment for each epoch, in order
   * @return the plot, or nothing if no epoch has a significant mode
   */
  public static Optional<Figure> of(List<Assessment> history) {
    XYChart chart = Charts.xy("epoch", "modulus of the eigenvalue");
    Table numbers = new Table("epoch", "real part", "imaginary part", "modulus", "kind");
    String[] kinds = {"counts as 1", "real", "swings"};
    List<List<double[]>> points = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Assessment epoch : history) {
      for (Assessment.Mode mode : epoch.modes()) {
        if (mode.significant() && mode.eigenvalue().im() >= 0) {
          int kind = mode.unit() ? 0 : mode.eigenvalue().im() == 0 ? 1 : 2;
          double modulus = mode.eigenvalue().abs();
          points.get(kind).add(new double[] {epoch.epoch(), modulus});
          numbers.add(
              epoch.epoch(), mode.eigenvalue().re(), mode.eigenvalue().im(), modulus, kinds[kind]);
        }
      }
    }
    boolean any = false;
    for (int kind = 0; kind < kinds.length; kind++) {
      List<double[]> some = points.get(kind);
      if (!some.isEmpty()) {
        any = true;
        Charts.points(
            chart,
            kinds[kind],
            some.stream().mapToDouble(point -> point[0]).toArray(),
            some.stream().mapToDouble(point -> point[1]).toArray(),
            Charts.color(kind),
            SeriesMarkers.CIRCLE);
      }
    }
    if (any) {
      Charts.boundX(chart, 0, history.get(history.size() - 1).epoch());
    }
    return any
        ? Optional.of(
            new Figure("eigenvalue-history", "Eigenvalue moduli by epoch", chart, numbers))
        : Optional.empty();
  }
}
