// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;

/** Square matrices of every order up to a largest, of which one is in use at a time. */
final class SquareViews {
  private final double[] data;
  private final Matrix[] views;

  /**
   * Makes the views.
   *
   * @param data holds the entries of the largest
   */
  SquareViews(double[] data, int largest) {
    this.data = data;
    this.views = new Matrix[largest + 1];
    for (int order = 0; order <= largest; order++) {
      views[order] = Matrix.view(data, 0, order, order, Math.max(1, order));
    }
  }

  /** Whether these are the views on an array up to an order. */
  boolean fit(double[] array, int largest) {
    return data == array && views.length == largest + 1;
  }

  /** A gapless matrix, its entries undefined. */
  Matrix of(int order) {
    return views[order];
  }

  /** A copy of the block of a matrix that starts at a place on its diagonal. */
  Matrix copyOfBlock(Matrix a, int top, int order) {
    Matrix copy = of(order);
    for (int j = 0; j < order; j++) {
      System.arraycopy(a.data(), a.index(top, top + j), copy.data(), copy.index(0, j), order);
    }
    return copy;
  }

  /** A matrix with ones on its diagonal. */
  Matrix identity(int order) {
    Matrix identity = of(order);
    Blocks.setIdentity(identity);
    return identity;
  }
}
