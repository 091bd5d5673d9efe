// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.style.CategoryStyler;
import ritz.nn.ParameterView;
import ritz.nn.PruningMask;

/** How much of each tensor of a network was pruned. */
public final class PruningPlot {
  private static final Color PRUNED = new Color(0xd0, 0xd7, 0xde);

  private PruningPlot() {}

  /**
   * Plots the shares kept and pruned.
   *
   * @param tensors where the tensors lie
   * @param mask what was pruned
   * @return the plot
   */
  public static Figure of(List<ParameterView> tensors, PruningMask mask) {
    Table numbers = new Table("tensor", "entries", "kept", "pruned");
    List<String> names = new ArrayList<>();
    List<Double> kept = new ArrayList<>();
    List<Double> pruned = new ArrayList<>();
    for (ParameterView tensor : tensors) {
      int zeros = prunedIn(tensor, mask);
      numbers.add(tensor.name(), tensor.length(), tensor.length() - zeros, zeros);
      names.add(tensor.name() + " (" + tensor.length() + ")");
      pruned.add(100.0 * zeros / tensor.length());
      kept.add(100.0 - 100.0 * zeros / tensor.length());
    }
    CategoryChart chart = new CategoryChart(Charts.WIDTH, Charts.HEIGHT);
    chart.setXAxisTitle("tensor (entries)");
    chart.setYAxisTitle("share of the entries, %");
    Charts.style(chart.getStyler());
    CategoryStyler styler = chart.getStyler();
    styler.setStacked(true);
    Charts.turnLabels(styler, names.size() > 6);
    styler.setAvailableSpaceFill(0.6);
    styler.setYAxisMin(0.0).setYAxisMax(100.0);
    chart.addSeries("kept", names, kept).setFillColor(Charts.color(0));
    chart.addSeries("pruned", names, pruned).setFillColor(PRUNED);
    return new Figure("pruning", "Share of entries kept and pruned by tensor", chart, numbers);
  }

  private static int prunedIn(ParameterView tensor, PruningMask mask) {
    int count = 0;
    for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
      count += mask.isPruned(i) ? 1 : 0;
    }
    return count;
  }
}
