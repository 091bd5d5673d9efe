// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.backend.PanelKernels;

/**
 * The reflectors of a few columns that annihilate rows B below a triangle R, found one by one. One
 * pass over B a column: it applies the reflector before to the columns that are left, and forms the
 * inner products of the next column with all others, which give its norm, the effect of its
 * reflector, and its column of T.
 *
 * <p>The columns stay unscaled until the end, v_j = s_j b_j. Columns whose squares could leave the
 * range of {@code double} are scaled at once instead, at one more pass each.
 */
final class StackedPanel {
  private static final PanelKernels KERNELS = PanelKernels.INSTANCE;
  private static final int GROUP = PanelKernels.GROUP;

  /** Squared norms of columns within these have products that neither overflow nor vanish. */
  private static final double SMALLEST = 0x1p-800;

  private static final double LARGEST = 0x1p800;

  /** A squared norm, after cancellation, that is still exact beside the column's first one. */
  private static final double SMALLEST_REST = 0x1p-900;

  private Matrix r;
  private Matrix b;
  private Matrix t;
  private int columns;
  private double[] data;

  /** What the last reflector subtracts from each column, as a multiple of its own. */
  private final double[] factors = new double[BlockReflector.SMALL];

  /** The products of the next column with each. */
  private final double[] products = new double[BlockReflector.SMALL];

  /** What the reflectors are multiplied by at the end. */
  private final double[] scales = new double[BlockReflector.SMALL];

  private final double[] scratch = new double[KERNELS.scratchSize()];

  /**
   * Annihilates the rows of B.
   *
   * @param r upper triangular, of order k up to SMALL; becomes the new triangle
   * @param b at least one row, k columns; becomes the reflectors without their ones
   * @param t receives T above and on its diagonal
   * @param work holds what comes in between
   */
  static void factor(Matrix r, Matrix b, Matrix t, Workspace work) {
    StackedPanel panel = work.object(StackedPanel.class, StackedPanel::new);
    panel.r = r;
    panel.b = b;
    panel.t = t;
    panel.columns = r.columns();
    panel.data = b.data();
    Arrays.fill(panel.factors, 0);
    panel.factor();
  }

  private void factor() {
    boolean safe = true;
    for (int j = 0; j < columns; j++) {
      double square = DoubleBlas.dot(b.rows(), data, b.index(0, j), data, b.index(0, j));
      safe &= square >= SMALLEST && square <= LARGEST;
    }
    for (int j = 0; j < columns; j++) {
      advance(j);
      boolean plain = safe && products[j] >= SMALLEST_REST;
      double tau = plain ? reflectorOf(j) : scaledReflectorOf(j);
      t.set(j, j, tau);
      join(j, tau);
      double scale = scales[j];
      for (int k = j + 1; k < columns; k++) {
        int at = r.index(j, k);
        double factor = tau * (r.data()[at] + scale * products[k]);
        r.data()[at] -= factor;
        factors[k] = factor * scale;
      }
    }
    for (int j = 0; j < columns; j++) {
      if (scales[j] != 1) {
        DoubleBlas.scal(b.rows(), scales[j], data, b.index(0, j));
      }
    }
  }

  /** Applies reflector j - 1 to column j and those behind, and forms the products of column j. */
  private void advance(int j) {
    int rows = b.rows();
    int pivot = b.index(0, j);
    int source = j == 0 ? pivot : b.index(0, j - 1);
    if (j > 0) {
      DoubleBlas.axpy(rows, -factors[j], data, source, data, pivot);
      factors[j] = 0;
    }
    int k = 0;
    for (; k + GROUP <= columns; k += GROUP) {
      int group = b.index(0, k);
      int ld = b.leadingDimension();
      if (j == 0 || k + GROUP <= j) {
        KERNELS.products(rows, data, pivot, group, ld, products, k, scratch);
      } else {
        KERNELS.subtract(rows, data, source, factors, pivot, group, ld, products, k, scratch);
      }
    }
    for (; k < columns; k++) {
      int column = b.index(0, k);
      if (j > 0 && k > j) {
        DoubleBlas.axpy(rows, -factors[k], data, source, data, column);
      }
      products[k] = DoubleBlas.dot(rows, data, pivot, data, column);
    }
  }

  private double reflectorOf(int j) {
    double alpha = r.get(j, j);
    double beta = -Math.copySign(Math.hypot(alpha, Math.sqrt(products[j])), alpha);
    r.set(j, j, beta);
    scales[j] = 1 / (alpha - beta);
    return (beta - alpha) / beta;
  }

  private double scaledReflectorOf(int j) {
    int at = b.index(0, j);
    double tau = Householder.generate(r.data(), r.index(j, j), b.rows(), data, at);
    scales[j] = 1;
    for (int k = 0; k < columns; k++) {
      products[k] = DoubleBlas.dot(b.rows(), data, at, data, b.index(0, k));
    }
    return tau;
  }

  /** Column j of T above the diagonal, as {@link BlockReflector#join(Matrix, Matrix)}. */
  private void join(int j, double tau) {
    double[] entries = t.data();
    int column = t.index(0, j);
    for (int i = 0; i < j; i++) {
      double factor = -tau * scales[i] * scales[j] * products[i];
      int other = t.index(0, i);
      for (int k = 0; k <= i; k++) {
        entries[column + k] += factor * entries[other + k];
      }
    }
  }
}
