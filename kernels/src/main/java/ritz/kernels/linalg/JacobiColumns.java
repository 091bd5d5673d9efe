// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.backend.BlockRotations;
import ritz.kernels.backend.JacobiKernels;

/**
 * The columns that {@link OneSidedJacobi} rotates, of G and, where it is wanted, of the product W
 * of the rotations: filled up with zero rows and columns to what the kernels take, each column with
 * a scale and a weight of its own.
 *
 * <p>Column j of G is scales[j] sqrt(weights[j]) times what is stored, and column j of W is
 * sqrt(weights[j]) times what is stored. Scales are powers of two.
 */
final class JacobiColumns {
  /** Norms beyond this or its reciprocal are moved into the scale of the column. */
  private static final double LARGEST_NORM = 0x1p30;

  /** Columns at a distance that is a multiple of this share the lines of the cache. */
  private static final int ALIASING = 512;

  final int rows;
  final int columns;
  final int stride;
  final double[] g;

  final int wRows;
  final int wStride;

  /** W, or null. */
  final double[] w;

  final double[] scales;
  final double[] inverseScales;
  final double[] weights;

  /** Whether two scales differ by so much that it counts. */
  private boolean scaled;

  private final double[] norms;

  /** The numbers of the columns by descending norm, as {@link #sort} found them. */
  final int[] order;

  /** The size of the matrix, without what fills its columns and rows up. */
  private final int sourceRows;

  private final int sourceColumns;

  JacobiColumns(int sourceRows, int sourceColumns, boolean accumulate) {
    int lanes = JacobiKernels.INSTANCE.lanes();
    this.sourceRows = sourceRows;
    this.sourceColumns = sourceColumns;
    rows = roundUp(sourceRows, lanes);
    columns = roundUp(sourceColumns, 2 * BlockRotations.BLOCK);
    stride = stride(rows);
    g = new double[stride * columns];
    wRows = accumulate ? roundUp(sourceColumns, lanes) : 0;
    wStride = stride(wRows);
    w = accumulate ? new double[wStride * columns] : null;
    scales = new double[columns];
    inverseScales = new double[columns];
    weights = new double[columns];
    norms = new double[columns];
    order = new int[columns];
  }

  private static int roundUp(int size, int multiple) {
    return (size + multiple - 1) / multiple * multiple;
  }

  private static int stride(int rows) {
    return rows % ALIASING == 0 ? rows + 8 : rows;
  }

  /** Whether this is for a matrix of such a size. */
  boolean fits(Matrix source, boolean accumulate) {
    return sourceRows == source.rows()
        && sourceColumns == source.columns()
        && (w != null) == accumulate;
  }

  /** Takes the columns of a matrix, and the identity for W. */
  void start(Matrix source) {
    Arrays.fill(g, 0);
    Arrays.fill(scales, 1);
    Arrays.fill(inverseScales, 1);
    Arrays.fill(weights, 1);
    scaled = false;
    for (int j = 0; j < columns; j++) {
      order[j] = j;
    }
    for (int j = 0; j < sourceColumns; j++) {
      System.arraycopy(source.data(), source.index(0, j), g, j * stride, sourceRows);
    }
    shareScale();
    if (w != null) {
      Arrays.fill(w, 0);
      for (int j = 0; j < sourceColumns; j++) {
        w[j * wStride + j] = 1;
      }
    }
  }

  /** Gives all columns but those that are far smaller than the largest one scale. */
  private void shareScale() {
    double largest = 0;
    for (int j = 0; j < columns; j++) {
      norms[j] = DoubleBlas.nrm2(rows, g, j * stride);
      largest = Math.max(largest, norms[j]);
    }
    double scale = Math.scalb(1.0, Math.getExponent(largest));
    for (int j = 0; j < columns; j++) {
      if (norms[j] / scale > 1 / LARGEST_NORM) {
        scales[j] = scale;
        inverseScales[j] = 1 / scale;
        DoubleBlas.scal(rows, inverseScales[j], g, j * stride);
      }
    }
  }

  /** Whether the scales are not all alike. */
  boolean scaled() {
    return scaled;
  }

  /** Moves the weight of a column into it. */
  void settle(int column) {
    double weight = weights[column];
    if (weight != 1) {
      DoubleBlas.scal(rows, Math.sqrt(weight), g, column * stride);
      if (w != null) {
        DoubleBlas.scal(wRows, Math.sqrt(weight), w, column * wStride);
      }
      weights[column] = 1;
    }
  }

  /**
   * Moves all weights into their columns, computes the norms afresh, brings the stored columns near
   * unit norm, and sorts the order.
   */
  void sort() {
    for (int j = 0; j < columns; j++) {
      settle(j);
      double norm = DoubleBlas.nrm2(rows, g, j * stride);
      if (norm > LARGEST_NORM || (norm < 1 / LARGEST_NORM && norm > 0)) {
        int exponent = Math.getExponent(norm);
        DoubleBlas.scal(rows, Math.scalb(1.0, -exponent), g, j * stride);
        scales[j] = Math.scalb(scales[j], exponent);
        inverseScales[j] = 1 / scales[j];
        scaled = true;
        norm = Math.scalb(norm, -exponent);
      }
      norms[j] = norm * scales[j];
    }
    for (int i = 1; i < columns; i++) {
      int column = order[i];
      int at = i;
      for (; at > 0 && norms[order[at - 1]] < norms[column]; at--) {
        order[at] = order[at - 1];
      }
      order[at] = column;
    }
  }

  /** Writes the columns by descending norm, those of G with unit norm. */
  void write(Matrix x, Matrix rightVectors, double[] values) {
    sort();
    for (int j = 0; j < x.columns(); j++) {
      int column = order[j];
      values[j] = norms[column];
      System.arraycopy(g, column * stride, x.data(), x.index(0, j), x.rows());
      if (values[j] > 0) {
        DoubleBlas.scal(
            x.rows(), 1 / (norms[column] * inverseScales[column]), x.data(), x.index(0, j));
      }
      if (rightVectors != null) {
        System.arraycopy(
            w, column * wStride, rightVectors.data(), rightVectors.index(0, j), x.columns());
      }
    }
  }
}
