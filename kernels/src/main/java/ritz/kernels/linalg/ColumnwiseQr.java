// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.backend.PanelKernels;

/**
 * Householder QR column by column, with or without column pivoting, in one pass a column over what
 * is left: it applies the reflector before and forms the inner products with the next one. Only row
 * k is needed to choose the pivot after reflector k, and one column to find the next reflector.
 */
final class ColumnwiseQr {
  private static final PanelKernels KERNELS = PanelKernels.INSTANCE;
  private static final int GROUP = PanelKernels.GROUP;

  private final double[] scratch = new double[KERNELS.scratchSize()];
  private Matrix a;
  private double[] data;
  private int rows;
  private int columns;
  private double[] tau;

  /** What the last reflector still has to subtract from each column, as a multiple of its own. */
  private double[] factors;

  /** The products of the next reflector with each column, without its leading one. */
  private double[] products;

  private final ColumnNorms norms = new ColumnNorms(this::norm);

  private static ColumnwiseQr of(Matrix a, Workspace work) {
    ColumnwiseQr qr = work.object(ColumnwiseQr.class, ColumnwiseQr::new);
    qr.a = a;
    qr.data = a.data();
    qr.rows = a.rows();
    qr.columns = a.columns();
    qr.tau = work.doubles(Math.min(a.rows(), a.columns()));
    qr.factors = work.doubles(a.columns());
    qr.products = work.doubles(a.columns());
    Arrays.fill(qr.factors, 0);
    Arrays.fill(qr.products, 0);
    return qr;
  }

  /**
   * Factors a matrix in place: its upper trapezoid becomes R, what is below holds the reflectors.
   *
   * @param work holds the result and what comes in between
   * @return tau of each reflector
   */
  static double[] factor(Matrix a, Workspace work) {
    ColumnwiseQr qr = of(a, work);
    for (int k = 0; k < qr.tau.length; k++) {
      qr.step(k);
    }
    return qr.tau;
  }

  /**
   * The same with pivoting.
   *
   * @param pivots receives the number of the column that went to each place
   * @param work holds the result and what comes in between
   * @return tau of each reflector
   */
  static double[] factor(Matrix a, int[] pivots, Workspace work) {
    ColumnwiseQr qr = of(a, work);
    ColumnNorms norms = qr.norms;
    for (int j = 0; j < qr.columns; j++) {
      pivots[j] = j;
    }
    int pivot = norms.start(qr.columns, work);
    for (int k = 0; k < qr.tau.length; k++) {
      if (pivot != k) {
        Blocks.swapColumns(a, k, pivot);
        norms.move(k, pivot);
        double factor = qr.factors[k];
        qr.factors[k] = qr.factors[pivot];
        qr.factors[pivot] = factor;
        int held = pivots[k];
        pivots[k] = pivots[pivot];
        pivots[pivot] = held;
      }
      qr.step(k);
      pivot = norms.downdate(k, qr.data, a.index(k, 0), a.leadingDimension());
    }
    return qr.tau;
  }

  /** The norm of a column from row k on. */
  private double norm(int k, int j) {
    if (k == rows) {
      return 0;
    }
    update(k, j);
    return DoubleBlas.nrm2(rows - k, data, a.index(k, j));
  }

  /** Finds reflector k, and row k of R. */
  private void step(int k) {
    update(k, k);
    tau[k] = Householder.generate(rows - k, data, a.index(k, k));
    int tail = rows - k - 1;
    if (tail > 0) {
      advance(k, tail);
    }
    for (int j = k + 1; j < columns; j++) {
      int at = a.index(k, j);
      if (k > 0) {
        data[at] -= factors[j] * data[a.index(k, k - 1)];
      }
      factors[j] = tau[k] * (data[at] + products[j]);
      data[at] -= factors[j];
    }
  }

  /** Applies the reflector before to a column from row k on, at once. */
  private void update(int k, int j) {
    if (factors[j] != 0) {
      int source = a.index(k, k - 1);
      DoubleBlas.axpy(rows - k, -factors[j], data, source, data, a.index(k, j));
      factors[j] = 0;
    }
  }

  /** Applies the reflector before below row k, and forms the products of reflector k there. */
  private void advance(int k, int tail) {
    int ld = a.leadingDimension();
    int pivot = a.index(k + 1, k);
    int source = k == 0 ? pivot : pivot - ld;
    int j = (k + 1) / GROUP * GROUP;
    for (; j + GROUP <= columns; j += GROUP) {
      int group = a.index(k + 1, j);
      if (k == 0) {
        KERNELS.products(tail, data, pivot, group, ld, products, j, scratch);
      } else {
        KERNELS.subtract(tail, data, source, factors, pivot, group, ld, products, j, scratch);
      }
    }
    for (j = Math.max(j, k + 1); j < columns; j++) {
      int column = a.index(k + 1, j);
      if (k > 0) {
        DoubleBlas.axpy(tail, -factors[j], data, source, data, column);
      }
      products[j] = DoubleBlas.dot(tail, data, pivot, data, column);
    }
  }
}
