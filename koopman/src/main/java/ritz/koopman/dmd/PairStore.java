// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.linalg.TallSkinnyQr;

/**
 * Pairs of snapshots that come one by one, real or complex, kept as rows (x', y') of length 2r, in
 * which nothing is conjugate. All that a decomposition needs of them is the triangular factor of
 * these rows: as it is found by orthogonal transformations, no condition is squared, and as rows
 * are only ever added, nothing drifts.
 */
interface PairStore {
  /** Takes a pair, x over y, 2r x 1; it is not kept. */
  void add(Dense pair);

  /** The triangular factor of the rows; a new 2r x 2r matrix. */
  Dense factor();

  /**
   * Changes the coordinates of x and of y: c becomes G c.
   *
   * @param g r' x r
   */
  void transform(Dense g);

  /** Brings the store into the state that {@link #restore} makes of the rows it returns. */
  Dense compact();

  /** Takes the rows of {@link #compact} into an empty store. */
  void restore(Dense rows);

  /** Rows (x', y') with both halves in new coordinates. */
  static Dense transformed(Dense rows, Dense g) {
    int r = g.columns();
    Dense result = g.zeros(rows.rows(), 2 * g.rows());
    Dense transpose = g.transpose();
    result.setBlock(0, 0, rows.columns(0, r).times(transpose));
    result.setBlock(0, g.rows(), rows.columns(r, 2 * r).times(transpose));
    return result;
  }

  /** The triangular factor of blocks of rows on top of each other, as many rows as columns. */
  static Dense merged(Dense... blocks) {
    int columns = blocks[0].columns();
    if (blocks[0].isReal()) {
      TallSkinnyQr qr = new TallSkinnyQr(columns);
      for (Dense block : blocks) {
        qr.add(block.real());
      }
      return Dense.of(qr.r());
    }
    Dense r = Factorizations.r(Dense.stacked(blocks));
    Dense result = r.zeros(columns, columns);
    result.setBlock(0, 0, r);
    return result;
  }
}
