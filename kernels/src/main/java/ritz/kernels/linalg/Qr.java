// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Transpose;

/**
 * The factorization A = Q R of an m x n matrix, Q orthogonal and R upper trapezoidal, by blocked
 * Householder reflections (LAPACK's dgeqrf; Golub and Van Loan, Matrix Computations, section 5.2).
 *
 * <p>The computed R and Q satisfy |A - Q R| and |I - Q'Q| of order n eps, relative to |A|, column
 * by column. It costs about 2 n² (m - n/3) operations for m at least n. Immutable and thread-safe.
 */
public final class Qr {
  private final int rows;
  private final HouseholderProduct q;
  private final Matrix r;

  private Qr(int rows, HouseholderProduct q, Matrix r) {
    this.rows = rows;
    this.q = q;
    this.r = r;
  }

  /**
   * Factors a matrix.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @return the factorization
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if an entry of R exceeds the range of {@code double}
   */
  public static Qr of(Matrix a) {
    return of(a, new Workspace());
  }

  /**
   * The same in the memory of a workspace.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @param work holds the factorization and what comes in between
   * @return the factorization, valid until the next call with the workspace
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if an entry of R exceeds the range of {@code double}
   */
  public static Qr of(Matrix a, Workspace work) {
    Scale scale = Scale.ofFinite(a, "a");
    work.begin();
    return factor(scale.apply(a, work), scale, work);
  }

  /**
   * Factors a matrix in its own memory, for matrices of which there is no room for a second copy.
   *
   * @param a any m x n matrix with finite entries, its columns adjacent in memory; overwritten, and
   *     from then on part of the factorization: it must not be changed
   * @return the factorization
   * @throws IllegalArgumentException if an entry is not finite or the matrix is a view that leaves
   *     gaps; then nothing is changed
   * @throws NumericalException if an entry of R exceeds the range of {@code double}
   */
  public static Qr inPlace(Matrix a) {
    if (a.data().length != a.rows() * a.columns()) {
      throw new IllegalArgumentException("a: a view of a larger array, expected a whole matrix");
    }
    Scale scale = Scale.ofFinite(a, "a");
    scale.apply(a.data());
    return factor(a, scale, new Workspace());
  }

  /** Factors a matrix in its own memory, where its scale was applied to it. */
  static Qr factor(Matrix a, Scale scale, Workspace work) {
    HouseholderProduct q = HouseholderProduct.factor(a, work);
    Matrix r = Triangular.upper(a, Math.min(a.rows(), a.columns()), work);
    scale.undo(r.data(), "R");
    Qr kept = work.kept(Qr.class);
    boolean fits = kept != null && kept.rows == a.rows() && kept.q == q && kept.r == r;
    return work.keep(fits ? kept : new Qr(a.rows(), q, r));
  }

  /** The orthogonal factor as it is kept. */
  HouseholderProduct product() {
    return q;
  }

  /** The triangular factor itself. */
  Matrix sharedR() {
    return r;
  }

  /**
   * The triangular factor.
   *
   * @return a copy, min(m, n) x n, upper trapezoidal
   */
  public Matrix r() {
    return r.copy();
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param work holds the matrix
   * @return a copy, min(m, n) x n, valid until the next call with the workspace
   */
  public Matrix r(Workspace work) {
    return work.beginBeside(this).copy(r);
  }

  /**
   * The orthonormal factor in economy size.
   *
   * @return a new m x min(m, n) matrix
   */
  public Matrix q() {
    return q(new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param work holds the matrix and what comes in between
   * @return an m x min(m, n) matrix, valid until the next call with the workspace
   */
  public Matrix q(Workspace work) {
    return q.columns(r.rows(), work.beginBeside(this));
  }

  /**
   * The product Q B with the economy-size factor.
   *
   * @param b a matrix with min(m, n) rows
   * @return a new matrix with m rows
   * @throws IllegalArgumentException if B has another number of rows
   */
  public Matrix times(Matrix b) {
    if (b.rows() != r.rows()) {
      throw new IllegalArgumentException("b: " + b.shape() + ", expected " + r.rows() + " rows");
    }
    return q.times(b, new Workspace());
  }

  /**
   * The product Q B with the whole orthogonal factor, m x m.
   *
   * @param b a matrix with m rows
   * @return a new matrix of the size of B
   * @throws IllegalArgumentException if B has another number of rows
   */
  public Matrix applyQ(Matrix b) {
    return applied(Transpose.NO, b, new Workspace());
  }

  /**
   * The product Q' B with the whole orthogonal factor, m x m.
   *
   * @param b a matrix with m rows
   * @return a new matrix of the size of B
   * @throws IllegalArgumentException if B has another number of rows
   */
  public Matrix applyQTransposed(Matrix b) {
    return applied(Transpose.YES, b, new Workspace());
  }

  /**
   * The X that minimizes the 2-norm of every column of A X - B, for A of full column rank.
   *
   * @param b the right-hand sides, m x k
   * @return a new n x k matrix
   * @throws IllegalArgumentException if B does not have m rows or an entry of it is not finite, or
   *     A has fewer rows than columns
   * @throws NumericalException if R is exactly singular or an entry of X exceeds the range of
   *     {@code double}
   */
  public Matrix solve(Matrix b) {
    return solve(b, new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param b the right-hand sides, m x k
   * @param work holds the solution and what comes in between
   * @return an n x k matrix, valid until the next call with the workspace
   * @throws IllegalArgumentException if B does not have m rows or an entry of it is not finite, or
   *     A has fewer rows than columns
   * @throws NumericalException if R is exactly singular or an entry of X exceeds the range of
   *     {@code double}
   */
  public Matrix solve(Matrix b, Workspace work) {
    int n = r.columns();
    if (rows < n) {
      throw new IllegalArgumentException(
          "a: " + rows + " x " + n + ", least squares needs at least as many rows as columns");
    }
    requireRows(b);
    Scale scale = Scale.ofFinite(b, "b");
    Matrix projected = scale.apply(b, work.beginBeside(this));
    q.apply(Transpose.YES, projected, work);
    Matrix x = work.copy(work.block(projected, 0, 0, n, b.columns()));
    for (int j = 0; j < n; j++) {
      if (r.get(j, j) == 0) {
        throw new NumericalException(
            "least squares with " + rows + " x " + n + ": R(" + j + ", " + j + ") is zero");
      }
    }
    Triangular.solveUpper(r, x);
    scale.undo(x.data(), "X");
    return x;
  }

  private Matrix applied(Transpose transpose, Matrix b, Workspace work) {
    requireRows(b);
    Matrix result = work.copy(b);
    q.apply(transpose, result, work);
    return result;
  }

  private void requireRows(Matrix b) {
    if (b.rows() != rows) {
      throw new IllegalArgumentException("b: " + b.shape() + ", expected " + rows + " rows");
    }
  }
}
