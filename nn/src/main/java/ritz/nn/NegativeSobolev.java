// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;

/**
 * The squared norm H^-s of the residual on a uniform grid in one or two dimensions, periodic or
 * reflected at its borders: the sum over the frequencies f of (1 + |2 pi f|^2)^-s |e_f|^2, averaged
 * over the signals. On a periodic grid e_f is the discrete Fourier transform of the residual
 * divided by the number of points, at f = k / L in each direction; a reflected grid is the first
 * half of a periodic one of twice the length whose second half is its mirror image, so that f = k /
 * (2 L), which suits signals that do not close.
 *
 * <p>Positive orders weigh slow variations more than fast ones, and so let noise through less;
 * negative orders emphasize detail; order 0 is the mean square, by Parseval. A step costs two
 * transforms for two signals. See Yu, Yang and Townsend, arXiv 2205.14300, and Zhu and others,
 * arXiv 2109.06255. {@link ScatteredSobolev} is for other points.
 *
 * @param order s, any finite number
 * @param shape the rows and columns of a grid in two dimensions, whose points follow each other row
 *     after row; empty in one dimension, where there are as many points as values
 * @param lengths L in each direction, positive
 * @param reflected whether the grid is reflected rather than periodic
 * @param alongBatch whether the samples are the points of the grid, in their order, and each output
 *     a signal; otherwise the outputs are the points and each sample a signal
 */
public record NegativeSobolev(
    double order, List<Integer> shape, List<Double> lengths, boolean reflected, boolean alongBatch)
    implements Loss {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the order is not finite, a length or size not positive, or
   *     the numbers of sizes and lengths do not fit
   */
  public NegativeSobolev {
    Settings.requireFinite("order", order);
    shape = List.copyOf(shape);
    lengths = List.copyOf(lengths);
    boolean flat = shape.isEmpty() && lengths.size() == 1;
    if (!flat && !(shape.size() == 2 && lengths.size() == 2)) {
      throw new IllegalArgumentException(
          "shape: " + shape + " with lengths " + lengths + ", expected one or two dimensions");
    }
    lengths.forEach(length -> Settings.requirePositive("length", length));
    shape.forEach(size -> Settings.requirePositive("shape", size));
  }

  /**
   * The same with another length in every direction.
   *
   * @param value the period of the grid or, if it is reflected, its width: the number of points
   *     times the distance between them; positive
   * @return a new loss
   * @throws IllegalArgumentException if the length is not positive
   */
  public NegativeSobolev withLength(double value) {
    List<Double> all = lengths.stream().map(length -> value).toList();
    return new NegativeSobolev(order, shape, all, reflected, alongBatch);
  }

  /**
   * The same on a grid in two dimensions, of the same length in both directions, whose points
   * follow each other row after row, as the pixels of an image do.
   *
   * @param rows the number of rows, at least 1
   * @param columns the number of columns, at least 1
   * @return a new loss
   * @throws IllegalArgumentException if a number is less than 1
   */
  public NegativeSobolev onGrid(int rows, int columns) {
    List<Double> both = List.of(lengths.get(0), lengths.get(0));
    return new NegativeSobolev(order, List.of(rows, columns), both, reflected, alongBatch);
  }

  /**
   * The same on a grid in two dimensions of other lengths.
   *
   * @param height the length across the rows, positive
   * @param width the length along the rows, positive
   * @return a new loss
   * @throws IllegalArgumentException if a length is not positive or this grid has one dimension
   */
  public NegativeSobolev withLengths(double height, double width) {
    return new NegativeSobolev(order, shape, List.of(height, width), reflected, alongBatch);
  }

  /**
   * The same on a grid that is reflected at its borders, for signals that are not periodic.
   *
   * @return a new loss
   */
  public NegativeSobolev withReflection() {
    return new NegativeSobolev(order, shape, lengths, true, alongBatch);
  }

  /**
   * The same with the samples as the points of the grid. A training then takes all samples in one
   * batch and does not shuffle them.
   *
   * @return a new loss
   */
  public NegativeSobolev alongTheBatch() {
    return new NegativeSobolev(order, shape, lengths, reflected, true);
  }
}
