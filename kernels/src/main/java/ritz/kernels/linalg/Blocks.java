// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Comparator;
import java.util.stream.IntStream;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/** Operations on the rows and columns of matrices and views, in place. */
final class Blocks {
  private Blocks() {}

  /** Copies entries into a matrix or view of the same size. */
  static void copy(Matrix from, Matrix to) {
    for (int j = 0; j < from.columns() && from.rows() > 0; j++) {
      System.arraycopy(from.data(), from.index(0, j), to.data(), to.index(0, j), from.rows());
    }
  }

  /** The largest absolute value of an entry; 0 if there is none. */
  static double largest(Matrix a) {
    double largest = 0;
    for (int j = 0; j < a.columns() && a.rows() > 0; j++) {
      largest = Math.max(largest, DoubleBlas.amax(a.rows(), a.data(), a.index(0, j)));
    }
    return largest;
  }

  /** The norm of a column. */
  static double columnNorm(Matrix a, int j) {
    return a.rows() == 0 ? 0 : DoubleBlas.nrm2(a.rows(), a.data(), a.index(0, j));
  }

  /** The numbers of the rows, those with the largest entries first. */
  static int[] rowsBySize(Matrix a) {
    double[] sizes = new double[a.rows()];
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        sizes[i] = Math.max(sizes[i], Math.abs(a.data()[a.index(i, j)]));
      }
    }
    return IntStream.range(0, sizes.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -sizes[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The matrix whose row i is row order[i] of A. */
  static Matrix gatherRows(Matrix a, int[] order) {
    Matrix result = new Matrix(a.rows(), a.columns());
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        result.data()[result.index(i, j)] = a.data()[a.index(order[i], j)];
      }
    }
    return result;
  }

  /** The matrix whose row order[i] is row i of A. */
  static Matrix scatterRows(Matrix a, int[] order) {
    Matrix result = new Matrix(a.rows(), a.columns());
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        result.data()[result.index(order[i], j)] = a.data()[a.index(i, j)];
      }
    }
    return result;
  }

  /** Exchanges two columns. */
  static void swapColumns(Matrix a, int p, int q) {
    swap(a.data(), a.index(0, p), a.index(0, q), 1, a.rows());
  }

  /** Exchanges two rows. */
  static void swapRows(Matrix a, int p, int q) {
    swap(a.data(), a.index(p, 0), a.index(q, 0), a.leadingDimension(), a.columns());
  }

  private static void swap(double[] data, int first, int second, int step, int count) {
    for (int k = 0; k < count; k++) {
      double held = data[first + k * step];
      data[first + k * step] = data[second + k * step];
      data[second + k * step] = held;
    }
  }

  /** Columns (p, q) become (c p + s q, c q - s p). */
  static void rotateColumns(Matrix a, int p, int q, double c, double s) {
    DoubleBlas.rot(a.rows(), a.data(), a.index(0, p), a.data(), a.index(0, q), c, s);
  }

  /** Rows (p, q) become (c p + s q, c q - s p). */
  static void rotateRows(Matrix a, int p, int q, double c, double s) {
    double[] data = a.data();
    for (int j = 0; j < a.columns(); j++) {
      double x = data[a.index(p, j)];
      double y = data[a.index(q, j)];
      data[a.index(p, j)] = c * x + s * y;
      data[a.index(q, j)] = c * y - s * x;
    }
  }
}
