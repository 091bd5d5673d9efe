// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import ritz.kernels.simd.SimdJacobiKernels;

/**
 * The inner loops of the one-sided Jacobi method on two blocks of four columns, x and y, all in one
 * array. The number of rows is a multiple of {@link #lanes()}. Arguments are not checked here; the
 * callers did.
 */
public interface JacobiKernels {
  /** SIMD where the vector module is present, scalar otherwise. */
  JacobiKernels INSTANCE = Selection.simd() ? Simd.load() : new ScalarJacobiKernels();

  /**
   * What the number of rows must be a multiple of.
   *
   * @return at least 1
   */
  int lanes();

  /**
   * The inner products of every x with every y.
   *
   * @param rows the length of the columns
   * @param g the array of the columns
   * @param x where the columns of the first block start
   * @param y where the columns of the second block start
   * @param products receives the products, see {@link BlockRotations#index}
   * @param scratch workspace of 8 · {@link #lanes()}
   */
  void products(int rows, double[] g, int[] x, int[] y, double[] products, double[] scratch);

  /**
   * Rotates every x with every y, round by round. A rotation by an angle a is done as three shears,
   * x -= tan(a/2) y, y += sin(a) x, x -= tan(a/2) y: one multiply-add each, and stable up to a
   * right angle.
   *
   * @param rows the length of the columns
   * @param g the array of the columns
   * @param x where the columns of the first block start
   * @param y where the columns of the second block start
   * @param xShears what of y_k is added to x_j, twice
   * @param yShears what of x_j is added to y_k in between
   */
  void rotate(int rows, double[] g, int[] x, int[] y, double[] xShears, double[] yShears);

  /**
   * Finds the rotations of all pairs whose cosine exceeds the tolerance, and the identity for the
   * others, and carries the products through them.
   *
   * @param rotations the products and scales, and what receives the rotations
   */
  void find(BlockRotations rotations);

  /** Keeps the SIMD class from being linked where the vector module is absent. */
  final class Simd {
    private Simd() {}

    static JacobiKernels load() {
      return new SimdJacobiKernels();
    }
  }
}
