// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;
import ritz.kernels.fft.Fft;

/**
 * The form of {@link NegativeSobolev}. With E the transform of a residual of n points and w the
 * weights, its value is the sum of w |E|^2 / n^2, and A e is 1/n times the inverse transform of w
 * E. A reflected grid is taken with its mirror images.
 *
 * <p>Two real signals travel as the real and the imaginary part of one: since the weights of k and
 * -k are equal, the filter keeps them apart, and what mixes in |E_k|^2 cancels with |E_-k|^2.
 */
final class GridForm implements QuadraticForm {
  private final int rows;
  private final int columns;
  private final Axis down;
  private final Axis along;
  private final double[] weights;
  private final double[] real;
  private final double[] imaginary;

  private GridForm(int rows, int columns, NegativeSobolev loss) {
    List<Double> lengths = loss.lengths();
    this.rows = rows;
    this.columns = columns;
    this.down = new Axis(rows, lengths.get(0), loss.reflected() && rows > 1);
    this.along = new Axis(columns, lengths.get(lengths.size() - 1), loss.reflected());
    this.weights = weights(loss.order());
    this.real = new double[weights.length];
    this.imaginary = new double[weights.length];
  }

  static GridForm of(NegativeSobolev loss, int points) {
    if (loss.shape().isEmpty()) {
      return new GridForm(1, points, loss);
    }
    int rows = loss.shape().get(0);
    int columns = loss.shape().get(1);
    NegativeSobolevPass.requirePoints(Math.multiplyExact(rows, columns), points);
    return new GridForm(rows, columns, loss);
  }

  /** One direction of the grid, with its mirror image if it is reflected. */
  private static final class Axis {
    private final int points;
    private final boolean mirrored;
    private final double period;
    private final Fft transform;
    private final double[] lineReal;
    private final double[] lineImaginary;

    Axis(int points, double length, boolean mirrored) {
      this.points = points;
      this.mirrored = mirrored;
      this.period = mirrored ? 2 * length : length;
      int size = mirrored ? Math.multiplyExact(2, points) : points;
      this.transform = Fft.of(size);
      this.lineReal = new double[size];
      this.lineImaginary = new double[size];
    }

    int size() {
      return lineReal.length;
    }

    double frequency(int k) {
      return 2 * Math.PI * Math.min(k, size() - k) / period;
    }

    /** The point whose value an index, perhaps into the mirror image, has. */
    int source(int index) {
      return mirrored && index >= points ? size() - 1 - index : index;
    }

    void transform(double[] re, double[] im, int start, int stride, boolean forward) {
      if (size() == 1) {
        return;
      }
      for (int i = 0; i < size(); i++) {
        lineReal[i] = re[start + i * stride];
        lineImaginary[i] = im[start + i * stride];
      }
      if (forward) {
        transform.forward(lineReal, lineImaginary);
      } else {
        transform.inverse(lineReal, lineImaginary);
      }
      for (int i = 0; i < size(); i++) {
        re[start + i * stride] = lineReal[i];
        im[start + i * stride] = lineImaginary[i];
      }
    }
  }

  private double[] weights(double order) {
    double[] result = new double[Math.multiplyExact(down.size(), along.size())];
    for (int at = 0; at < result.length; at++) {
      double first = down.frequency(at / along.size());
      double second = along.frequency(at % along.size());
      double frequency = Math.hypot(first, second);
      result[at] = Math.pow(1 + frequency * frequency, -order);
      if (!Double.isFinite(result[at])) {
        throw new IllegalArgumentException(
            "order: " + order + " overflows at frequency " + frequency);
      }
    }
    return result;
  }

  @Override
  public int points() {
    return rows * columns;
  }

  @Override
  public double apply(double[] first, double[] second) {
    load(first, real);
    load(second, imaginary);
    transform(true);
    double sum = 0;
    for (int at = 0; at < weights.length; at++) {
      sum += weights[at] * (real[at] * real[at] + imaginary[at] * imaginary[at]);
      real[at] *= weights[at];
      imaginary[at] *= weights[at];
    }
    transform(false);
    store(real, first);
    store(imaginary, second);
    return sum / weights.length / weights.length;
  }

  private void load(double[] signal, double[] grid) {
    int at = 0;
    for (int i = 0; i < down.size(); i++) {
      int row = down.source(i) * columns;
      for (int j = 0; j < along.size(); j++) {
        grid[at++] = signal[row + along.source(j)];
      }
    }
  }

  private void transform(boolean forward) {
    for (int i = 0; i < down.size(); i++) {
      along.transform(real, imaginary, i * along.size(), 1, forward);
    }
    for (int j = 0; j < along.size(); j++) {
      down.transform(real, imaginary, j, along.size(), forward);
    }
  }

  /** The mirror images carry as much each, so that the number of points alone counts. */
  private void store(double[] grid, double[] product) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        product[i * columns + j] = grid[i * along.size() + j] / product.length;
      }
    }
  }
}
