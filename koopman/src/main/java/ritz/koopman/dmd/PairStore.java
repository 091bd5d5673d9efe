// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Matrix;
import ritz.kernels.linalg.TallSkinnyQr;

/**
 * Pairs of snapshots that come one by one, kept as rows (x', y') of length 2r. All that a
 * decomposition needs of them is the triangular factor of these rows: as it is found by orthogonal
 * transformations, no condition is squared, and as rows are only ever added, nothing drifts.
 */
interface PairStore {
  /** Takes a row; it is not kept. */
  void add(double[] row);

  /** The triangular factor of the rows; a new 2r x 2r matrix. */
  Matrix factor();

  /**
   * Changes the coordinates of x and of y: c becomes G c.
   *
   * @param g r' x r
   */
  void transform(Matrix g);

  /** Brings the store into the state that {@link #restore} makes of the rows it returns. */
  Matrix compact();

  /** Takes the rows of {@link #compact} into an empty store. */
  void restore(Matrix rows);

  /** Rows (x', y') with both halves in new coordinates. */
  static Matrix transformed(Matrix rows, Matrix g) {
    int r = g.columns();
    Matrix result = new Matrix(rows.rows(), 2 * g.rows());
    Matrix adjoint = g.transpose();
    Dense target = Dense.of(result);
    target.setBlock(0, 0, Dense.of(rows.columns(0, r).times(adjoint)));
    target.setBlock(0, g.rows(), Dense.of(rows.columns(r, 2 * r).times(adjoint)));
    return result;
  }

  /** The triangular factor of blocks of rows on top of each other. */
  static Matrix merged(int columns, Matrix... blocks) {
    TallSkinnyQr qr = new TallSkinnyQr(columns);
    for (Matrix block : blocks) {
      qr.add(block);
    }
    return qr.r();
  }
}
