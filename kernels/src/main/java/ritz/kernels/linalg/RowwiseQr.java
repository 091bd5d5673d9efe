// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.backend.PanelKernels;

/**
 * Householder QR of a small matrix, with or without column pivoting, by rows: the vectors of the
 * processor go along the rows, so that no sum over their lanes is needed, and short columns cost no
 * remainders. One pass over what is left applies the reflector before and forms the products of the
 * next column with all others, its squared norm among them.
 *
 * <p>The products are those of the column as it is, before it is scaled to v, where the squares
 * stay in range.
 */
final class RowwiseQr {
  private static final PanelKernels KERNELS = PanelKernels.INSTANCE;

  /** The rows and columns up to which this is faster than {@link ColumnwiseQr}. */
  private static final int LARGEST = 64;

  /** Squared norms of columns within these have products that neither overflow nor vanish. */
  private static final double SMALLEST_SQUARE = 0x1p-800;

  private static final double LARGEST_SQUARE = 0x1p1000;

  /** A squared norm, after cancellation, that is still accurate beside the column's first one. */
  private static final double SMALLEST_REST = 0x1p-900;

  private final ColumnNorms norms = new ColumnNorms(this::norm);
  private int rows;
  private int columns;
  private int count;

  /** The rows, at this distance: whole vectors, filled up with zeros. */
  private int ld;

  private double[] x;

  /** The columns v, zero above their one, which is left out. */
  private double[] v;

  private double[] tau;

  /** What the last reflector still has to subtract from each column, as a multiple of v. */
  private double[] factors;

  private double[] sums;

  /** A column whose norm is computed. */
  private double[] column;

  /** Whether a matrix is small enough, and not empty. */
  static boolean suits(Matrix a) {
    return Math.min(a.rows(), a.columns()) > 0 && Math.max(a.rows(), a.columns()) <= LARGEST;
  }

  /**
   * Factors a matrix.
   *
   * @param transposed its transpose: column i is row i; not changed
   * @param pivots receives the number of the column that went to each place; null for no pivoting
   * @param work holds the factorization
   */
  static RowwiseQr factor(Matrix transposed, int[] pivots, Workspace work) {
    RowwiseQr qr = work.object(RowwiseQr.class, RowwiseQr::new);
    qr.rows = transposed.columns();
    qr.columns = transposed.rows();
    qr.count = Math.min(qr.rows, qr.columns);
    qr.take(transposed, work);
    qr.v = work.doubles(qr.rows * qr.count);
    Arrays.fill(qr.v, 0);
    qr.tau = work.doubles(qr.count);
    qr.column = work.doubles(qr.rows);
    boolean safe = qr.squaresStayInRange();
    if (pivots == null) {
      for (int k = 0; k < qr.count; k++) {
        qr.step(k, safe);
      }
    } else {
      qr.factor(pivots, safe, work);
    }
    return qr;
  }

  private void factor(int[] pivots, boolean safe, Workspace work) {
    for (int j = 0; j < columns; j++) {
      pivots[j] = j;
    }
    int pivot = norms.start(columns, work);
    for (int k = 0; k < count; k++) {
      if (pivot != k) {
        swap(k, pivot);
        norms.move(k, pivot);
        int held = pivots[k];
        pivots[k] = pivots[pivot];
        pivots[pivot] = held;
      }
      step(k, safe);
      pivot = norms.downdate(k, x, k * ld, 1);
    }
  }

  /** Takes a matrix given by its transpose, with rows of zeros where it has fewer. */
  private void take(Matrix transposed, Workspace work) {
    int length = transposed.rows();
    int lanes = KERNELS.lanes();
    ld = (length + lanes - 1) / lanes * lanes;
    x = work.doubles(ld * rows);
    factors = work.doubles(ld);
    sums = work.doubles(ld);
    Arrays.fill(factors, 0);
    Arrays.fill(sums, 0);
    for (int i = 0; i < rows; i++) {
      int end = i * ld + length;
      if (i < transposed.columns()) {
        System.arraycopy(transposed.data(), transposed.index(0, i), x, i * ld, length);
      } else {
        Arrays.fill(x, i * ld, end, 0);
      }
      Arrays.fill(x, end, (i + 1) * ld, 0);
    }
  }

  /** Whether the squared norms of all columns are in range. */
  private boolean squaresStayInRange() {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        sums[j] += x[i * ld + j] * x[i * ld + j];
      }
    }
    boolean safe = true;
    for (int j = 0; j < columns; j++) {
      safe &= sums[j] >= SMALLEST_SQUARE && sums[j] <= LARGEST_SQUARE;
    }
    return safe;
  }

  private void swap(int p, int q) {
    for (int i = 0; i < rows; i++) {
      double held = x[i * ld + p];
      x[i * ld + p] = x[i * ld + q];
      x[i * ld + q] = held;
    }
    double held = factors[p];
    factors[p] = factors[q];
    factors[q] = held;
  }

  /** The norm of a column from row k on. */
  private double norm(int k, int j) {
    update(k, j);
    int length = rows - k;
    for (int i = 0, at = k * ld + j; i < length; i++, at += ld) {
      column[i] = x[at];
    }
    return DoubleBlas.nrm2(length, column, 0);
  }

  /** Applies the reflector before to a column from row k on, at once. */
  private void update(int k, int j) {
    double factor = factors[j];
    if (factor != 0) {
      int last = (k - 1) * rows;
      for (int i = k, at = k * ld + j; i < rows; i++, at += ld) {
        x[at] -= factor * v[last + i];
      }
      factors[j] = 0;
    }
  }

  /** Finds reflector k, and row k of R. */
  private void step(int k, boolean safe) {
    int row = k * ld;
    int next = k * rows;
    int last = Math.max(0, k - 1) * rows;
    update(k, k);
    for (int i = k + 1, at = row + ld + k; i < rows; i++, at += ld) {
      v[next + i] = x[at];
    }
    sweepBehind(k, last, next);
    int tail = rows - k - 1;
    double scale = 1;
    if (safe && sums[k] >= SMALLEST_REST) {
      double alpha = x[row + k];
      double beta = -Math.copySign(Math.sqrt(alpha * alpha + sums[k]), alpha);
      x[row + k] = beta;
      scale = 1 / (alpha - beta);
      tau[k] = (beta - alpha) / beta;
      DoubleBlas.scal(tail, scale, v, next + k + 1);
    } else {
      tau[k] = Householder.generate(x, row + k, tail, v, next + k + 1);
      Arrays.fill(factors, 0);
      sweepBehind(k, last, next);
    }
    for (int j = k + 1; j < columns; j++) {
      factors[j] = tau[k] * (x[row + j] + scale * sums[j]);
      x[row + j] -= factors[j];
    }
  }

  /** Applies the reflector before from row and column k on, and forms the products there. */
  private void sweepBehind(int k, int last, int next) {
    int from = k - k % KERNELS.lanes();
    int at = k * ld + from;
    KERNELS.sweepRows(rows - k, ld - from, x, at, ld, v, last + k, next + k, factors, sums, from);
  }

  /** R, as many rows as reflectors. */
  Matrix r(Workspace work) {
    Matrix r = work.matrix(count, columns);
    for (int i = 0; i < count; i++) {
      for (int j = i; j < columns; j++) {
        r.data()[r.index(i, j)] = x[i * ld + j];
      }
    }
    return r;
  }

  /** The transpose of R. */
  Matrix transposedR(Workspace work) {
    Matrix r = work.matrix(columns, count);
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, i * ld + i, r.data(), r.index(i, i), columns - i);
    }
    return r;
  }

  /**
   * The first columns of Q, as many as X has rows, times X: the rows of the product take the place
   * of those of the matrix in a second object with the same reflectors.
   *
   * @param work holds the product and what comes in between
   */
  Matrix times(Matrix x, Workspace work) {
    RowwiseQr product = work.object(RowwiseQr.class, RowwiseQr::new);
    product.rows = rows;
    product.v = v;
    product.take(work.transposed(x), work);
    for (int k = count - 1; k >= 0; k--) {
      product.reflect(k, tau[k], Math.min(k + 1, count - 1) * rows);
    }
    product.sweep(1, 0, 0);
    Matrix result = work.undefined(rows, x.columns());
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < x.columns(); j++) {
        result.data()[result.index(i, j)] = product.x[i * product.ld + j];
      }
    }
    return result;
  }

  /** Applies a reflector to row k, and the one behind it below. */
  private void reflect(int k, double tau, int last) {
    sweep(k + 1, last, k * rows);
    for (int j = 0, at = k * ld; j < ld; j++, at++) {
      factors[j] = tau * (x[at] + sums[j]);
      x[at] -= factors[j];
    }
  }

  /** Applies a reflector from a row on, and forms the products of another there. */
  private void sweep(int row, int last, int next) {
    KERNELS.sweepRows(rows - row, ld, x, row * ld, ld, v, last + row, next + row, factors, sums, 0);
  }
}
