// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import ritz.kernels.simd.SimdPanelKernels;

/**
 * The inner loops of the reflections of a panel, on {@link #GROUP} neighboring columns at once.
 * Arguments are not checked here; the callers did.
 */
public interface PanelKernels {
  /** The number of columns taken at once. */
  int GROUP = 4;

  /** SIMD where the vector module is present, scalar otherwise. */
  PanelKernels INSTANCE = Selection.simd() ? Simd.load() : new ScalarPanelKernels();

  /**
   * The workspace that the products need.
   *
   * @return its length
   */
  int scratchSize();

  /**
   * The inner products of a column with each of a group.
   *
   * @param n the length of the columns
   * @param x the array of all columns
   * @param pivot where the column starts
   * @param group where the first of the group starts
   * @param ld the distance between the columns of the group
   * @param products receives the products
   * @param at where they go
   * @param scratch workspace of {@link #scratchSize()}
   */
  void products(
      int n, double[] x, int pivot, int group, int ld, double[] products, int at, double[] scratch);

  /**
   * Subtracts multiples of a column from each of a group, and forms the products of what results.
   * The pivot, too, may be one of the group if nothing is subtracted from it.
   *
   * @param n the length of the columns
   * @param x the array of all columns
   * @param source where the column starts that is subtracted
   * @param factors what it is multiplied by for each of the group, from place {@code at} on
   * @param pivot as for {@link #products}
   * @param group as for {@link #products}
   * @param ld as for {@link #products}
   * @param products as for {@link #products}
   * @param at as for {@link #products}
   * @param scratch as for {@link #products}
   */
  void subtract(
      int n,
      double[] x,
      int source,
      double[] factors,
      int pivot,
      int group,
      int ld,
      double[] products,
      int at,
      double[] scratch);

  /**
   * Whether the machine has registers enough for {@link #products(int, double[], int, int,
   * double[], int, int, double[], int, int, double[])}.
   *
   * @return false if {@link DoubleGemm} is faster
   */
  boolean hasSquareProducts();

  /**
   * X'Y for {@link #GROUP} columns each.
   *
   * @param n the length of the columns
   * @param x the array of X
   * @param xAt where X starts
   * @param ldx the distance between its columns
   * @param y the array of Y
   * @param yAt where Y starts
   * @param ldy the distance between its columns
   * @param products receives the products, column-major
   * @param at where they go
   * @param ld the distance between the columns of the result
   * @param scratch workspace of {@link #scratchSize()}
   */
  void products(
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
      double[] scratch);

  /**
   * The lanes of a vector.
   *
   * @return their number
   */
  int lanes();

  /**
   * Subtracts multiples of one vector from some rows, and adds up multiples of what results:
   *
   * <pre>
   *   row_i := row_i - last_i factors,   sums := sum over i of next_i row_i.
   * </pre>
   *
   * @param rows how many rows
   * @param width the length of each, a multiple of {@link #lanes()}
   * @param x the array of the rows
   * @param at where the first row starts
   * @param ld the distance between the rows
   * @param v the array of what the vectors are multiplied by
   * @param last where the multipliers of the factors start
   * @param next where the multipliers of the rows start
   * @param factors the vector that is subtracted
   * @param sums receives the sums
   * @param column where the factors and the sums start
   */
  void sweepRows(
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
      int column);

  /** Keeps the SIMD class from being linked where the vector module is absent. */
  final class Simd {
    private Simd() {}

    static PanelKernels load() {
      return new SimdPanelKernels();
    }
  }
}
