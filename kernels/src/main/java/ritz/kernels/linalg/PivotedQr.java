// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * The factorization A P = Q R with column pivoting (Businger and Golub; LAPACK's dgeqp3): the
 * diagonal of R does not increase in modulus, and each |R(k,k)| is at least the norm of every
 * column of what is left, to the square root of eps (Drmač and Bujanović, ACM Trans. Math. Softw.
 * 35, 2008).
 *
 * <p>It costs about 4 m n min(m, n) operations. Immutable and thread-safe.
 */
public final class PivotedQr {
  private final HouseholderProduct q;
  private final Matrix r;
  private final int[] pivots;

  private PivotedQr(HouseholderProduct q, Matrix r, int[] pivots) {
    this.q = q;
    this.r = r;
    this.pivots = pivots;
  }

  /**
   * Factors a matrix.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @return the factorization
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if an entry of R exceeds the range of {@code double}
   */
  public static PivotedQr of(Matrix a) {
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
  public static PivotedQr of(Matrix a, Workspace work) {
    Scale scale = Scale.ofFinite(a, "a");
    work.begin();
    Matrix factored = scale.apply(a, work);
    int[] pivots = work.ints(a.columns());
    double[] tau = ColumnwiseQr.factor(factored, pivots, work);
    Matrix r = Triangular.upper(factored, tau.length, work);
    scale.undo(r.data(), "R");
    HouseholderProduct q = HouseholderProduct.of(factored, tau, work);
    PivotedQr kept = work.kept(PivotedQr.class);
    boolean fits = kept != null && kept.q == q && kept.r == r && kept.pivots == pivots;
    return work.keep(fits ? kept : new PivotedQr(q, r, pivots));
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
   * The permutation: column k of A P is column {@code pivots()[k]} of A.
   *
   * @return a copy, of length n
   */
  public int[] pivots() {
    return pivots.clone();
  }

  /**
   * The number of diagonal entries of R above a threshold.
   *
   * @param tolerance relative to |R(0,0)|, at least 0; max(m, n) eps asks for the numerical rank
   * @return how many k have |R(k,k)| above tolerance · |R(0,0)|
   * @throws IllegalArgumentException if the tolerance is negative or NaN
   */
  public int rank(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance: " + tolerance + ", expected at least 0");
    }
    int rank = 0;
    while (rank < r.rows() && Math.abs(r.get(rank, rank)) > tolerance * Math.abs(r.get(0, 0))) {
      rank++;
    }
    return rank;
  }
}
