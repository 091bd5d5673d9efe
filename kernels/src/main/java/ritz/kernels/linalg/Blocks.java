// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/** Operations on the rows and columns of matrices and views, in place. */
final class Blocks {
  private Blocks() {}

  /** Copies entries into a matrix or view of the same size. */
  static void copy(Matrix from, Matrix to) {
    copyInto(from, to, 0, 0);
  }

  /** Copies a matrix into the block of another that starts at a place. */
  static void copyInto(Matrix from, Matrix to, int row, int column) {
    for (int j = 0; j < from.columns() && from.rows() > 0; j++) {
      int at = to.index(row, column + j);
      System.arraycopy(from.data(), from.index(0, j), to.data(), at, from.rows());
    }
  }

  /** Makes a gapless square matrix the identity. */
  static void setIdentity(Matrix a) {
    int n = a.rows();
    Arrays.fill(a.data(), 0, n * n, 0);
    for (int i = 0; i < n; i++) {
      a.set(i, i, 1);
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
  static int[] rowsBySize(Matrix a, Workspace work) {
    double[] sizes = work.doubles(a.rows());
    Arrays.fill(sizes, 0);
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        sizes[i] = Math.max(sizes[i], Math.abs(a.data()[a.index(i, j)]));
      }
    }
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = -sizes[i];
    }
    return ascending(sizes, work);
  }

  /** The indices of numbers in ascending order, equal ones in their own. */
  static int[] ascending(double[] keys, Workspace work) {
    int[] order = work.ints(keys.length);
    for (int i = 0; i < keys.length; i++) {
      int at = i;
      for (; at > 0 && keys[order[at - 1]] > keys[i]; at--) {
        order[at] = order[at - 1];
      }
      order[at] = i;
    }
    return order;
  }

  /** The matrix whose row i is row order[i] of A. */
  static Matrix gatherRows(Matrix a, int[] order, Workspace work) {
    Matrix result = work.undefined(a.rows(), a.columns());
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        result.data()[result.index(i, j)] = a.data()[a.index(order[i], j)];
      }
    }
    return result;
  }

  /** The matrix whose row order[i] is row i of A. */
  static Matrix scatterRows(Matrix a, int[] order, Workspace work) {
    Matrix result = work.undefined(a.rows(), a.columns());
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
    rotateColumns(a, 0, a.rows(), p, q, c, s);
  }

  /** The same in some of the rows alone. */
  static void rotateColumns(Matrix a, int from, int to, int p, int q, double c, double s) {
    if (to > from) {
      DoubleBlas.rot(to - from, a.data(), a.index(from, p), a.data(), a.index(from, q), c, s);
    }
  }

  /** Rows (p, q) become (c p + s q, c q - s p) in some of the columns. */
  static void rotateRows(Matrix a, int from, int to, int p, int q, double c, double s) {
    double[] data = a.data();
    for (int j = from; j < to; j++) {
      double x = data[a.index(p, j)];
      double y = data[a.index(q, j)];
      data[a.index(p, j)] = c * x + s * y;
      data[a.index(q, j)] = c * y - s * x;
    }
  }
}
