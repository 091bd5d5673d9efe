// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/** A QR factorization on the way to the SVD: by rows, by columns or in blocks, as is fastest. */
final class SvdQr {
  /** The order up to which a factorization without pivoting is faster by columns than in blocks. */
  private static final int COLUMNWISE = 128;

  /** By rows, or null. */
  private RowwiseQr rowwise;

  /** Else R and the reflectors, which are in tau if they were found by columns. */
  private Matrix factored;

  private double[] tau;
  private HouseholderProduct blocked;

  private static SvdQr of(RowwiseQr rowwise, Matrix factored, Workspace work) {
    SvdQr qr = work.object(SvdQr.class, SvdQr::new);
    qr.rowwise = rowwise;
    qr.factored = factored;
    qr.tau = null;
    qr.blocked = null;
    return qr;
  }

  /**
   * Factors a matrix with column pivoting.
   *
   * @param a no fewer rows than columns; destroyed
   * @param pivots receives the number of the column that went to each place
   * @param work holds the factorization
   */
  static SvdQr pivoted(Matrix a, int[] pivots, Workspace work) {
    if (RowwiseQr.suits(a)) {
      return of(RowwiseQr.factor(work.transposed(a), pivots, work), null, work);
    }
    SvdQr qr = of(null, a, work);
    qr.tau = ColumnwiseQr.factor(a, pivots, work);
    return qr;
  }

  /**
   * Factors the transpose of a matrix, without pivoting.
   *
   * @param a no more rows than columns; not changed
   * @param work holds the factorization
   */
  static SvdQr ofTranspose(Matrix a, Workspace work) {
    if (RowwiseQr.suits(a)) {
      return of(RowwiseQr.factor(a, null, work), null, work);
    }
    SvdQr qr = of(null, work.transposed(a), work);
    if (a.rows() <= COLUMNWISE) {
      qr.tau = ColumnwiseQr.factor(qr.factored, work);
    } else {
      qr.blocked = HouseholderProduct.factor(qr.factored, work);
    }
    return qr;
  }

  /** R, square. */
  Matrix r(Workspace work) {
    return rowwise == null ? Triangular.upper(factored, factored.columns(), work) : rowwise.r(work);
  }

  /** The transpose of R. */
  Matrix transposedR(Workspace work) {
    return rowwise == null ? work.transposed(r(work)) : rowwise.transposedR(work);
  }

  /**
   * The first columns of Q, as many as X has rows, times X.
   *
   * @param work holds the product and what comes in between
   */
  Matrix times(Matrix x, Workspace work) {
    if (rowwise != null) {
      return rowwise.times(x, work);
    }
    HouseholderProduct q = blocked == null ? HouseholderProduct.of(factored, tau, work) : blocked;
    Matrix product = work.matrix(q.rows(), x.columns());
    Blocks.copy(x, work.block(product, 0, 0, x.rows(), x.columns()));
    q.apply(Transpose.NO, product, work);
    return product;
  }
}
