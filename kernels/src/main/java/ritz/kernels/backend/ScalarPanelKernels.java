// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.Arrays;

/** The inner loops of the reflections of a panel in plain Java. */
final class ScalarPanelKernels implements PanelKernels {
  @Override
  public int scratchSize() {
    return 0;
  }

  @Override
  public void products(
      int n,
      double[] x,
      int pivot,
      int group,
      int ld,
      double[] products,
      int at,
      double[] scratch) {
    for (int k = 0; k < GROUP; k++) {
      products[at + k] = DoubleKernels.INSTANCE.dot(n, x, pivot, x, group + k * ld);
    }
  }

  @Override
  public void subtract(
      int n,
      double[] x,
      int source,
      double[] factors,
      int pivot,
      int group,
      int ld,
      double[] products,
      int at,
      double[] scratch) {
    for (int k = 0; k < GROUP; k++) {
      DoubleKernels.INSTANCE.axpy(n, -factors[at + k], x, source, x, group + k * ld);
    }
    products(n, x, pivot, group, ld, products, at, scratch);
  }

  @Override
  public boolean hasSquareProducts() {
    return false;
  }

  @Override
  public void products(
      int n,
      double[] x,
      int xAt,
      int ldx,
      double[] y,
      int yAt,
      int ldy,
      double[] products,
      int at,
      int ld,
      double[] scratch) {
    for (int j = 0; j < GROUP; j++) {
      for (int i = 0; i < GROUP; i++) {
        products[at + i + j * ld] =
            DoubleKernels.INSTANCE.dot(n, x, xAt + i * ldx, y, yAt + j * ldy);
      }
    }
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void sweepRows(
      int rows,
      int width,
      double[] x,
      int at,
      int ld,
      double[] v,
      int last,
      int next,
      double[] factors,
      double[] sums,
      int column) {
    Arrays.fill(sums, column, column + width, 0);
    for (int i = 0; i < rows; i++) {
      int row = at + i * ld;
      DoubleKernels.INSTANCE.axpy(width, -v[last + i], factors, column, x, row);
      DoubleKernels.INSTANCE.axpy(width, v[next + i], x, row, sums, column);
    }
  }
}
