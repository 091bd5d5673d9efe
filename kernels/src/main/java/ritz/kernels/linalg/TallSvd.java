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
 */
final class TallSvd {
  /** A column this small is at the end of the range and counts as zero. */
  private static final double NEGLIGIBLE = 0x1p-900;

  private Matrix left;
  private Matrix right;
  private double[] values;
  private int sweeps;

  /**
   * Decomposes a matrix.
   *
   * @param a the matrix; destroyed
   * @param work holds the result and what comes in between
   */
  static TallSvd of(
      Matrix a, SingularVectors left, SingularVectors right, Threads threads, Workspace work) {
    int m = a.rows();
    int n = a.columns();
    TallSvd result = work.object(TallSvd.class, TallSvd::new);
    Matrix core = a;
    HouseholderProduct tallQ = null;
    if (m >= 2 * n) {
      tallQ = HouseholderProduct.factor(a, work);
      core = Triangular.upper(a, n, work);
    }
    int[] rowOrder = Blocks.rowsBySize(core, work);
    Matrix sorted = Blocks.gatherRows(core, rowOrder, work);
    int[] pivots = work.ints(n);
    SvdQr qr = SvdQr.pivoted(sorted, pivots, work);
    Matrix r = qr.r(work);
    int rank = 0;
    while (rank < n && Math.abs(r.get(rank, rank)) > NEGLIGIBLE) {
      rank++;
    }
    boolean wantRight = right != SingularVectors.NONE;
    Matrix factor = work.block(r, 0, 0, rank, n);
    TriangularSvd svd = TriangularSvd.of(factor, wantRight, threads, work);
    result.right = wantRight ? Blocks.scatterRows(svd.z(), pivots, work) : null;
    Matrix u = null;
    if (left != SingularVectors.NONE) {
      boolean full = left == SingularVectors.FULL;
      Matrix x = work.identity(full && tallQ == null ? m : n);
      Blocks.copy(svd.x(), work.block(x, 0, 0, rank, rank));
      u = Blocks.scatterRows(qr.times(x, work), rowOrder, work);
      if (tallQ != null) {
        u = full ? extended(tallQ, u, work) : tallQ.times(u, work);
      }
    }
    result.left = u;
    result.values = work.doubles(n);
    Arrays.fill(result.values, 0);
    System.arraycopy(svd.values(), 0, result.values, 0, rank);
    result.sweeps = svd.sweeps();
    return result;
  }

  /** Q times the square matrix with X at the top left and ones behind. */
  private static Matrix extended(HouseholderProduct q, Matrix x, Workspace work) {
    Matrix result = work.identity(q.rows());
    Blocks.copy(x, work.block(result, 0, 0, x.rows(), x.columns()));
    q.apply(Transpose.NO, result, work);
    return result;
  }

  /** One that shares no memory with a workspace. */
  TallSvd copy() {
    TallSvd copy = new TallSvd();
    copy.left = left == null ? null : left.copy();
    copy.right = right == null ? null : right.copy();
    copy.values = values.clone();
    copy.sweeps = sweeps;
    return copy;
  }

  /** The left vectors, or null. */
  Matrix left() {
    return left;
  }

  /** The right vectors, or null. */
  Matrix right() {
    return right;
  }

  /** The singular values, descending. */
  double[] values() {
    return values;
  }

  /** The sweeps of the rotations. */
  int sweeps() {
    return sweeps;
  }
}
