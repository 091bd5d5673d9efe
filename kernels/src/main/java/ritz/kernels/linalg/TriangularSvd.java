// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.function.IntToDoubleFunction;
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

  /** The columns of the inverse that are found at once, without the zeros below them. */
  private static final int STRIP = 64;

  private final Matrix x;
  private final Matrix z;
  private final double[] values;
  private final int sweeps;

  private TriangularSvd(Matrix x, Matrix z, double[] values, int sweeps) {
    this.x = x;
    this.z = z;
    this.values = values;
    this.sweeps = sweeps;
  }

  /**
   * Decomposes a factor.
   *
   * @param r upper trapezoidal, k x n with k at most n, no zero on the diagonal
   * @param vectors whether Z is wanted
   * @param threads how many threads may work
   */
  static TriangularSvd of(Matrix r, boolean vectors, Threads threads) {
    int k = r.rows();
    Qr second = Qr.of(r.transpose());
    Matrix g = second.r().transpose();
    boolean solve = vectors && isWellConditioned(r);
    Matrix w = vectors && !solve ? new Matrix(k, k) : null;
    double[] norms = new double[k];
    int sweeps = OneSidedJacobi.orthogonalize(g, w, norms, threads);
    if (!vectors) {
      return new TriangularSvd(g, null, norms, sweeps);
    }
    Matrix z;
    if (solve) {
      Matrix solved = g.copy();
      scaleColumns(solved, j -> norms[j]);
      Triangular.solveUpper(r, solved);
      scaleColumns(solved, j -> 1 / Blocks.columnNorm(solved, j));
      z = solved;
    } else {
      z = Matrix.identity(r.columns());
      Blocks.copy(w, z.block(0, 0, k, k));
      z = second.applyQ(z);
    }
    return new TriangularSvd(g, z, norms, sweeps);
  }

  private static void scaleColumns(Matrix a, IntToDoubleFunction factor) {
    for (int j = 0; j < a.columns(); j++) {
      DoubleBlas.scal(a.rows(), factor.applyAsDouble(j), a.data(), a.index(0, j));
    }
  }

  private static boolean isWellConditioned(Matrix r) {
    int n = r.rows();
    if (n < r.columns()) {
      return false;
    }
    double[] squares = new double[n];
    Matrix scaled = r.copy();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i <= j; i++) {
        double part = r.get(i, j) / r.get(i, i);
        scaled.set(i, j, part);
        squares[i] += part * part;
      }
    }
    // The inverse with rows of unit norm is this one with its columns scaled.
    Matrix inverse = Matrix.identity(n);
    for (int j = 0; j < n; j += STRIP) {
      int end = Math.min(j + STRIP, n);
      Triangular.solveUpper(scaled.block(0, 0, end, end), inverse.block(0, j, end, end - j));
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
