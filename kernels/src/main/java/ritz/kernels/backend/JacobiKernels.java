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
   * The inner products of every x with every y, each as {@link #lanes()} parts of a sum.
   *
   * @param rows the length of the columns
   * @param g the array of the columns
   * @param x where the columns of the first block start
   * @param y where the columns of the second block start
   * @param parts receives the parts of sixteen products, round by round
   * @param at where the first part goes
   */
  void products(int rows, double[] g, int[] x, int[] y, double[] parts, int at);

  /**
   * Adds up the parts of twice four products.
   *
   * @param parts the parts
   * @param first where those of the first four products start
   * @param second where those of the other four start
   * @param products receives the eight products
   * @param at where they go
   */
  void sum(double[] parts, int first, int second, double[] products, int at);

  /**
   * Shears every x with every y, round by round: something of y_k is added to x_j, then something
   * of x_j to y_k.
   *
   * @param rows the length of the columns
   * @param g the array of the columns
   * @param x where the columns of the first block start
   * @param y where the columns of the second block start
   * @param xShears what of y_k is added to x_j
   * @param yShears what of x_j is then added to y_k
   * @param two which two blocks of {@link BlockRotations} these are, 0 or 1
   */
  void rotate(int rows, double[] g, int[] x, int[] y, double[] xShears, double[] yShears, int two);

  /**
   * Finds the rotations of all pairs and carries the products through them.
   *
   * @param rotations the products, weights and scales, and what receives the rotations
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
