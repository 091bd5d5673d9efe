// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.Threads;

/**
 * The singular value decomposition R = X diag(sigma) Z' of the factor of a QR factorization with
 * column pivoting, by the preconditioning of Drmač and Veselić (SIAM J. Matrix Anal. Appl. 29,
 * 2008; LAPACK's dgejsv).
 *
 * <p>A second factorization R' = Q2 R2 brings the matrix nearer to a diagonal one; rotations make
 * the columns of G = R2' orthogonal, G W = X diag(sigma). The right vectors Z = Q2 W need not be
 * built rotation by rotation: they solve R Z = X diag(sigma), to working precision where the rows
 * of R, scaled to unit norm, are well conditioned. That is the rule after pivoting; else the
 * rotations are accumulated.
 */
final class TriangularSvd {
  /**
   * The error of Z is about the norm of the inverse of R, with its rows scaled, times eps sqrt(n);
   * for random matrices of order n the norm is near 2.5 sqrt(n).
   */
  private static final double WELL_CONDITIONED = 5;

  /** Rows smaller by more lose digits, or all of them, beside the first row in columns of X. */
  private static final double SMALLEST_RATIO = 0x1p-940;

  /** The columns of the inverse that are found at once, without the zeros below them. */
  private static final int STRIP = 64;

  private Matrix x;
  private Matrix z;
  private double[] values;
  private int sweeps;

  /**
   * Decomposes a factor.
   *
   * @param r upper trapezoidal, k x n with k at most n, no zero on the diagonal
   * @param vectors whether Z is wanted
   * @param threads how many threads may work
   * @param work holds the result and what comes in between
   */
  static TriangularSvd of(Matrix r, boolean vectors, Threads threads, Workspace work) {
    TriangularSvd result = work.object(TriangularSvd.class, TriangularSvd::new);
    SvdQr qr = SvdQr.ofTranspose(r, work);
    Matrix g = qr.transposedR(work);
    result.x = g;
    result.z = null;
    result.values = work.doubles(r.rows());
    boolean solve = vectors && keepsRows(r) && isWellConditioned(r, work);
    Workspace solving = work.part();
    Workspace accumulating = work.part();
    if (vectors && !solve) {
      Matrix w = result.accumulate(g, r.columns(), threads, accumulating);
      result.z = qr.times(w, accumulating);
    } else {
      result.sweeps = OneSidedJacobi.orthogonalize(g, null, result.values, threads, solving);
      result.z = vectors ? solved(r, g, result.values, solving) : null;
    }
    return result;
  }

  /** Z = R^-1 X diag(sigma), its columns of unit norm. */
  private static Matrix solved(Matrix r, Matrix x, double[] values, Workspace work) {
    Matrix z = work.copy(x);
    for (int j = 0; j < z.columns(); j++) {
      DoubleBlas.scal(z.rows(), values[j], z.data(), z.index(0, j));
    }
    Triangular.solveUpper(r, z);
    for (int j = 0; j < z.columns(); j++) {
      DoubleBlas.scal(z.rows(), 1 / Blocks.columnNorm(z, j), z.data(), z.index(0, j));
    }
    return z;
  }

  /** Makes the columns of G orthogonal; returns the product W of the rotations and ones behind. */
  private Matrix accumulate(Matrix g, int order, Threads threads, Workspace work) {
    int k = g.columns();
    Matrix w = work.undefined(k, k);
    sweeps = OneSidedJacobi.orthogonalize(g, w, values, threads, work);
    Matrix extended = work.identity(order);
    Blocks.copy(w, work.block(extended, 0, 0, k, k));
    return extended;
  }

  /** Whether the rows of X, in proportion to those of R, stay in range: Z is found from them. */
  private static boolean keepsRows(Matrix r) {
    int last = r.rows() - 1;
    return last < 0 || Math.abs(r.get(last, last)) > SMALLEST_RATIO * Math.abs(r.get(0, 0));
  }

  /** Whether the rows, scaled to unit norm, have an inverse that is not larger than usual. */
  static boolean isWellConditioned(Matrix r, Workspace work) {
    int n = r.rows();
    if (n < r.columns()) {
      return false;
    }
    double[] squares = work.doubles(n);
    Arrays.fill(squares, 0);
    Matrix scaled = work.copy(r);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i <= j; i++) {
        double part = r.get(i, j) / r.get(i, i);
        scaled.set(i, j, part);
        squares[i] += part * part;
      }
    }
    // The inverse with rows of unit norm is this one with its columns scaled.
    Matrix inverse = work.identity(n);
    for (int j = 0; j < n; j += STRIP) {
      int end = Math.min(j + STRIP, n);
      Matrix leading = work.block(scaled, 0, 0, end, end);
      Triangular.solveUpper(leading, work.block(inverse, 0, j, end, end - j));
    }
    double sum = 0;
    for (int j = 0; j < n; j++) {
      double norm = Blocks.columnNorm(inverse, j);
      sum += norm * norm * squares[j];
    }
    return sum <= WELL_CONDITIONED * WELL_CONDITIONED * n;
  }

  /** The left vectors, k x k. */
  Matrix x() {
    return x;
  }

  /** The right vectors, n x n, or null; those from k on span the kernel. */
  Matrix z() {
    return z;
  }

  /** The k singular values, descending. */
  double[] values() {
    return values;
  }

  int sweeps() {
    return sweeps;
  }
}
