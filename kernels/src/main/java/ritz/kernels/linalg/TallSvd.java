// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.Matrix;
import ritz.kernels.Threads;
import ritz.kernels.Transpose;

/**
 * The singular value decomposition of a matrix with no more columns than rows, scaled so that its
 * largest entry is near 2^480: QR by row blocks where it is tall, QR with row sorting and column
 * pivoting, and {@link TriangularSvd} of the factor.
 *
 * @param left the left vectors, or null
 * @param right the right vectors, or null
 * @param values the singular values, descending
 * @param sweeps the sweeps of the rotations
 */
record TallSvd(Matrix left, Matrix right, double[] values, int sweeps) {
  /** A column this small is at the end of the range and counts as zero. */
  private static final double NEGLIGIBLE = 0x1p-900;

  /**
   * Decomposes a matrix.
   *
   * @param work the matrix; destroyed
   */
  static TallSvd of(Matrix work, SingularVectors left, SingularVectors right, Threads threads) {
    int m = work.rows();
    int n = work.columns();
    HouseholderProduct tallQ = null;
    if (m >= 2 * n) {
      tallQ = HouseholderProduct.factor(work);
      work = Triangular.upper(work, n);
    }
    int[] rowOrder = Blocks.rowsBySize(work);
    PivotedQr qr = PivotedQr.of(Blocks.gatherRows(work, rowOrder));
    Matrix r = qr.r();
    int rank = 0;
    while (rank < n && Math.abs(r.get(rank, rank)) > NEGLIGIBLE) {
      rank++;
    }
    boolean wantRight = right != SingularVectors.NONE;
    TriangularSvd svd = TriangularSvd.of(r.block(0, 0, rank, n), wantRight, threads);
    Matrix z = wantRight ? Blocks.scatterRows(svd.z(), qr.pivots()) : null;
    Matrix u = null;
    if (left != SingularVectors.NONE) {
      boolean full = left == SingularVectors.FULL;
      Matrix x = Matrix.identity(full && tallQ == null ? m : n);
      Blocks.copy(svd.x(), x.block(0, 0, rank, rank));
      u = Blocks.scatterRows(qr.product().times(x), rowOrder);
      if (tallQ != null) {
        u = full ? extended(tallQ, u) : tallQ.times(u);
      }
    }
    return new TallSvd(u, z, Arrays.copyOf(svd.values(), n), svd.sweeps());
  }

  /** Q times the square matrix with X at the top left and ones behind. */
  private static Matrix extended(HouseholderProduct q, Matrix x) {
    Matrix result = Matrix.identity(q.rows());
    Blocks.copy(x, result.block(0, 0, x.rows(), x.columns()));
    q.apply(Transpose.NO, result);
    return result;
  }
}
