// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/**
 * All pairs so far, the error of each weighed with a factor for every later one: online DMD (Zhang,
 * Rowley, Deem, Cattafesta, SIAM J. Appl. Dyn. Syst. 18, 2019) in the square-root form.
 *
 * <p>A pair that is smaller than rounding in what is stored tells nothing, and nothing is forgotten
 * for it; so a source that falls silent for however long does not wear the memory out.
 */
final class ForgettingPairs implements PairStore {
  /** What has decayed this far is nothing, long before it leaves the range of double. */
  private static final double NOTHING = 1e-250;

  private final double forgetting;
  private Matrix triangle;
  private Matrix buffer;
  private int buffered;

  /** The norm of the triangle. */
  private double norm;

  ForgettingPairs(double forgetting, int coordinates) {
    this.forgetting = forgetting;
    start(new Matrix(2 * coordinates, 2 * coordinates));
  }

  private void start(Matrix rows) {
    triangle = rows;
    norm = triangle.frobeniusNorm();
    buffer = new Matrix(Math.max(32, triangle.columns()), triangle.columns());
    buffered = 0;
  }

  @Override
  public void add(double[] row) {
    if (DoubleBlas.nrm2(row.length, row, 0) <= Math.ulp(1.0) * norm) {
      return;
    }
    for (int j = 0; j < row.length; j++) {
      buffer.set(buffered, j, row[j]);
    }
    buffered++;
    if (buffered == buffer.rows()) {
      start(factor());
    }
  }

  @Override
  public Matrix factor() {
    Matrix old = scaled(triangle, Math.pow(forgetting, buffered));
    Matrix rows = buffer.block(0, 0, buffered, buffer.columns()).copy();
    for (int i = 0; i < buffered; i++) {
      double weight = Math.pow(forgetting, buffered - 1 - i);
      for (int j = 0; j < rows.columns(); j++) {
        rows.set(i, j, weight * rows.get(i, j));
      }
    }
    return PairStore.merged(rows.columns(), old, rows);
  }

  private static Matrix scaled(Matrix a, double factor) {
    Matrix result = a.copy();
    double[] data = result.data();
    for (int i = 0; i < data.length; i++) {
      double value = factor * data[i];
      data[i] = Math.abs(value) < NOTHING ? 0 : value;
    }
    return result;
  }

  @Override
  public void transform(Matrix g) {
    Matrix rows = PairStore.transformed(factor(), g);
    start(PairStore.merged(rows.columns(), rows));
  }

  @Override
  public Matrix compact() {
    start(factor());
    return triangle;
  }

  @Override
  public void restore(Matrix rows) {
    start(rows);
  }

  /** Takes all that another has, which is in the same coordinates. */
  void merge(Matrix otherFactor) {
    start(PairStore.merged(triangle.columns(), factor(), otherFactor));
  }
}
