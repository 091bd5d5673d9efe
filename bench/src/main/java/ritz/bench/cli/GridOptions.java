// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import picocli.CommandLine.Option;
import ritz.nn.Loss;
import ritz.nn.NegativeSobolev;

/** The options of the negative Sobolev norm, whose samples are the points of a grid. */
final class GridOptions {
  private static final double DEFAULT_ORDER = 0.5;

  @Option(
      names = "--order",
      paramLabel = "S",
      description =
          "The order s of the norm H^-s of --loss sobolev: above 0 noise counts less than slow"
              + " variations, 0 is the mean square (default: 0.5).")
  private Double order;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description =
          "With --loss sobolev: the grid has two dimensions, its points are the samples row after"
              + " row, so many in each.")
  private Integer columns;

  @Option(
      names = "--periodic",
      description =
          "With --loss sobolev: the grid goes on at its other end; without, it is reflected.")
  private boolean periodic;

  /**
   * Refuses options that only a Sobolev norm has a use for.
   *
   * @throws IllegalArgumentException if there is one
   */
  void refuse() {
    String given =
        order != null ? "--order" : columns != null ? "--columns" : periodic ? "--periodic" : null;
    if (given != null) {
      throw new IllegalArgumentException(given + ": only for --loss sobolev");
    }
  }

  /**
   * The points of a row; 1 in one dimension.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  int columns() {
    if (columns != null && columns < 1) {
      throw new IllegalArgumentException("--columns: " + columns + ", expected at least 1");
    }
    return columns == null ? 1 : columns;
  }

  /**
   * The loss.
   *
   * @param points the number of points, whole rows
   */
  Loss loss(int points) {
    NegativeSobolev loss =
        OptionValue.of(
            "--order",
            () -> Loss.negativeSobolev(order == null ? DEFAULT_ORDER : order).alongTheBatch());
    NegativeSobolev shaped = columns() == 1 ? loss : loss.onGrid(points / columns, columns);
    return periodic ? shaped : shaped.withReflection();
  }
}
