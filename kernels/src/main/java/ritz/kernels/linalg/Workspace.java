// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;

/**
 * Memory for the intermediate matrices of block reflectors, which all reflectors of a product
 * share. It grows to what the largest of them needs.
 */
final class Workspace {
  private double[] products = new double[0];
  private double[] scaled = new double[0];

  /** A matrix for inner products, its entries undefined; valid until the next call. */
  Matrix products(int rows, int columns) {
    if (products.length < rows * columns) {
      products = new double[rows * columns];
    }
    return Matrix.view(products, 0, rows, columns, Math.max(1, rows));
  }

  /** A matrix for scaled products, likewise. */
  Matrix scaled(int rows, int columns) {
    if (scaled.length < rows * columns) {
      scaled = new double[rows * columns];
    }
    return Matrix.view(scaled, 0, rows, columns, Math.max(1, rows));
  }
}
