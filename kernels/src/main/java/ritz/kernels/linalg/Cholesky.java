// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Diagonal;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Side;
import ritz.kernels.Threads;
import ritz.kernels.Transpose;
import ritz.kernels.Triangle;

/**
 * The factorization A = L L' of a symmetric positive definite matrix, L lower triangular (LAPACK's
 * dpotrf; Golub and Van Loan, Matrix Computations, section 4.2), by halves, so that most of the
 * work is products.
 *
 * <p>The computed L satisfies |A - L L'| of order n eps |A|. It costs n³/3 operations. Immutable
 * and thread-safe.
 */
public final class Cholesky {
  /** The order up to which a block is factored column by column. */
  private static final int SMALL = 48;

  private final Matrix l;

  private Cholesky(Matrix l) {
    this.l = l;
  }

  /**
   * Factors a matrix.
   *
   * @param a a square matrix with finite entries, of which only the lower triangle is read; not
   *     changed
   * @return the factorization
   * @throws IllegalArgumentException if the matrix is not square or an entry of the lower triangle
   *     is not finite
   * @throws NumericalException if the matrix is not positive definite to working precision; the
   *     message names the first leading minor that is not
   */
  public static Cholesky of(Matrix a) {
    return of(a, new Workspace());
  }

  /**
   * The same in the memory of a workspace.
   *
   * @param a a square matrix with finite entries, of which only the lower triangle is read; not
   *     changed
   * @param work holds the factorization
   * @return the factorization, valid until the next call with the workspace
   * @throws IllegalArgumentException if the matrix is not square or an entry of the lower triangle
   *     is not finite
   * @throws NumericalException if the matrix is not positive definite to working precision
   */
  public static Cholesky of(Matrix a, Workspace work) {
    Matrix l = Triangular.requireLower(a, work.begin());
    factor(l, 0, work, work.doubles(SMALL));
    Cholesky kept = work.kept(Cholesky.class);
    return work.keep(kept != null && kept.l == l ? kept : new Cholesky(l));
  }

  private static void factor(Matrix a, int first, Workspace work, double[] row) {
    int n = a.rows();
    if (n <= SMALL) {
      factorSmall(a, first, row);
      return;
    }
    int half = n / 2;
    int rest = n - half;
    Matrix upper = work.block(a, 0, 0, half, half);
    Matrix corner = work.block(a, half, 0, rest, half);
    Matrix lower = work.block(a, half, half, rest, rest);
    factor(upper, first, work, row);
    DoubleBlas.trsm(
        Side.RIGHT,
        Triangle.LOWER,
        Transpose.YES,
        Diagonal.STORED,
        rest,
        half,
        1,
        upper.data(),
        upper.offset(),
        upper.leadingDimension(),
        corner.data(),
        corner.offset(),
        corner.leadingDimension());
    DoubleBlas.syrk(
        Threads.single(),
        Triangle.LOWER,
        Transpose.NO,
        rest,
        half,
        -1,
        corner.data(),
        corner.offset(),
        corner.leadingDimension(),
        1,
        lower.data(),
        lower.offset(),
        lower.leadingDimension());
    factor(lower, first + half, work, row);
  }

  /** Column by column, each less what the columns before it contribute. */
  private static void factorSmall(Matrix a, int first, double[] row) {
    int n = a.rows();
    double[] data = a.data();
    int stride = a.leadingDimension();
    for (int j = 0; j < n; j++) {
      int left = a.index(j, 0);
      for (int k = 0; k < j; k++) {
        row[k] = data[left + k * stride];
      }
      int at = a.index(j, j);
      DoubleBlas.gemv(Transpose.NO, n - j, j, -1, data, left, stride, row, 0, 1, data, at);
      double pivot = data[at];
      if (!(pivot > 0)) {
        throw new NumericalException(
            "Cholesky: the leading minor of order "
                + (first + j + 1)
                + " is not positive definite; its last pivot is "
                + pivot);
      }
      data[at] = Math.sqrt(pivot);
      DoubleBlas.scal(n - j - 1, 1 / data[at], data, at + 1);
    }
  }

  /**
   * The triangular factor.
   *
   * @return a copy, n x n, lower triangular with a positive diagonal
   */
  public Matrix l() {
    return l.copy();
  }

  /**
   * The solution of A X = B.
   *
   * @param b the right-hand sides, n x k; not changed
   * @return a new n x k matrix
   * @throws IllegalArgumentException if B does not have n rows or an entry of it is not finite
   * @throws NumericalException if an entry of X exceeds the range of {@code double}
   */
  public Matrix solve(Matrix b) {
    return solve(b, new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param b the right-hand sides, n x k; not changed
   * @param work holds the solution
   * @return an n x k matrix, valid until the next call with the workspace
   * @throws IllegalArgumentException if B does not have n rows or an entry of it is not finite
   * @throws NumericalException if an entry of X exceeds the range of {@code double}
   */
  public Matrix solve(Matrix b, Workspace work) {
    if (b.rows() != l.rows()) {
      throw new IllegalArgumentException("b: " + b.shape() + ", expected " + l.rows() + " rows");
    }
    Scale scale = Scale.ofFinite(b, "b");
    Matrix x = scale.apply(b, work.beginBeside(this));
    for (int step = 0; step < 2; step++) {
      DoubleBlas.trsm(
          Side.LEFT,
          Triangle.LOWER,
          step == 0 ? Transpose.NO : Transpose.YES,
          Diagonal.STORED,
          x.rows(),
          x.columns(),
          1,
          l.data(),
          l.offset(),
          l.leadingDimension(),
          x.data(),
          x.offset(),
          x.leadingDimension());
    }
    scale.undo(x.data(), "X");
    return x;
  }

  /**
   * The logarithm of the determinant, which itself may exceed the range of {@code double}.
   *
   * @return log det A; 0 for an empty matrix
   */
  public double logDeterminant() {
    double sum = 0;
    for (int j = 0; j < l.rows(); j++) {
      sum += Math.log(l.get(j, j));
    }
    return 2 * sum;
  }
}
