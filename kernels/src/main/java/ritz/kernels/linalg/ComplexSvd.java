// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.ComplexMatrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Transpose;

/**
 * The singular value decomposition A = U diag(sigma) V^H of a complex matrix in economy size, by
 * one-sided Jacobi on a triangular factor, as {@link JacobiSvd} does for real ones (Drmač and
 * Veselić, SIAM J. Matrix Anal. Appl. 29, 2008).
 *
 * <p>QR with column pivoting gives A P = Q R, a second factorization R^H = Q2 R2; transformations
 * then make the columns of R2^H orthogonal, R2^H W = X diag(sigma), so U = Q X and V = P Q2 W.
 * Singular values have a relative error of order n eps kappa(B) for A = B D with D diagonal, down
 * to 2^-400 times the largest entry, below which they count as zero. U and V are orthonormal to
 * order n eps also when A is rank deficient.
 *
 * <p>It costs some 100 to 200 times m n² real operations for m near n, 8 m n² for tall matrices.
 * Immutable and thread-safe.
 */
public final class ComplexSvd {
  private static final double NEGLIGIBLE = 0x1p-400;

  private final ComplexMatrix u;
  private final ComplexMatrix v;
  private final double[] singularValues;

  private ComplexSvd(ComplexMatrix u, ComplexMatrix v, double[] singularValues) {
    this.u = u;
    this.v = v;
    this.singularValues = singularValues;
  }

  /**
   * Singular values and vectors.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if the iteration does not converge or a singular value exceeds the
   *     range of {@code double}
   */
  public static ComplexSvd of(ComplexMatrix a) {
    return of(a, new Workspace());
  }

  /**
   * The same in the memory of a workspace. It allocates nothing, once warm, for matrices of one
   * size and rank.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @param work holds the decomposition and what comes in between
   * @return the decomposition, valid until the next call with the workspace
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if the iteration does not converge or a singular value exceeds the
   *     range of {@code double}
   */
  public static ComplexSvd of(ComplexMatrix a, Workspace work) {
    Scale scale = Scale.ofFinite(a, "a", 0, 0);
    work.begin();
    boolean wide = a.rows() < a.columns();
    ComplexMatrix tall = wide ? work.conjugateTransposed(a) : work.copy(a);
    scale.apply(tall.real().data());
    scale.apply(tall.imaginary().data());
    ComplexSvd svd = decompose(tall, work);
    scale.undo(svd.singularValues, "singular values");
    return wide ? keep(svd.v, svd.u, svd.singularValues, work) : svd;
  }

  private static ComplexSvd keep(
      ComplexMatrix u, ComplexMatrix v, double[] singularValues, Workspace work) {
    ComplexSvd kept = work.kept(ComplexSvd.class);
    boolean fits =
        kept != null
            && kept.u.equals(u)
            && kept.v.equals(v)
            && kept.singularValues == singularValues;
    return work.keep(fits ? kept : new ComplexSvd(u, v, singularValues));
  }

  /** For a matrix with at least as many rows as columns, which is overwritten. */
  private static ComplexSvd decompose(ComplexMatrix a, Workspace work) {
    int n = a.columns();
    ComplexCompression compression = ComplexCompression.of(a, work);
    ComplexPivotedQr qr = ComplexPivotedQr.factor(compression.core(), work);
    ComplexMatrix core = qr.factored();
    int rank = 0;
    while (rank < n && ComplexVectors.abs(core, rank, rank) > NEGLIGIBLE) {
      rank++;
    }
    ComplexMatrix second = work.conjugateTransposed(ComplexQr.upper(core, rank, work));
    ComplexMatrix tau = ComplexQr.factor(second, work);
    ComplexMatrix g = work.conjugateTransposed(ComplexQr.upper(second, rank, work));
    ComplexJacobi jacobi = ComplexJacobi.orthogonalize(g, work);

    ComplexMatrix left = work.complex(core.rows(), n);
    ComplexMatrix right = work.complexIdentity(n);
    double[] values = work.doubles(n);
    for (int k = 0; k < rank; k++) {
      values[k] = jacobi.norm(k);
      jacobi.writeLeft(k, left);
      jacobi.writeRight(k, right);
    }
    for (int k = rank; k < n; k++) {
      values[k] = 0;
      left.real().set(k, k, 1);
    }
    ComplexHouseholder.apply(Transpose.NO, core, qr.tau(), left, work);
    ComplexHouseholder.apply(Transpose.NO, second, tau, right, work);
    ComplexMatrix v =
        work.join(
            Blocks.scatterRows(right.real(), qr.pivots(), work),
            Blocks.scatterRows(right.imaginary(), qr.pivots(), work));
    return keep(compression.expand(left, work), v, values, work);
  }

  /**
   * The left singular vectors.
   *
   * @return the m x min(m, n) matrix of orthonormal columns; not a copy
   */
  public ComplexMatrix u() {
    return u;
  }

  /**
   * The right singular vectors.
   *
   * @return the n x min(m, n) matrix of orthonormal columns; not a copy
   */
  public ComplexMatrix v() {
    return v;
  }

  /**
   * The singular values.
   *
   * @return a copy, min(m, n) of them, descending, not negative
   */
  public double[] singularValues() {
    return singularValues.clone();
  }

  /**
   * A singular value.
   *
   * @param k its number, from the largest on
   * @return the value
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public double singularValue(int k) {
    return singularValues[k];
  }

  /**
   * The numerical rank: how many singular values exceed max(m, n) eps sigma(0), with eps = 2^-52.
   *
   * @return the rank
   */
  public int rank() {
    return rank(Math.max(u.rows(), v.rows()) * Math.ulp(1.0));
  }

  /**
   * The rank for a tolerance.
   *
   * @param tolerance relative to the largest singular value, at least 0
   * @return how many singular values exceed tolerance · sigma(0)
   * @throws IllegalArgumentException if the tolerance is negative or NaN
   */
  public int rank(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance: " + tolerance + ", expected at least 0");
    }
    int rank = 0;
    while (rank < singularValues.length && singularValues[rank] > tolerance * singularValues[0]) {
      rank++;
    }
    return rank;
  }

  /**
   * The X of least norm among those that minimize the 2-norm of every column of A X - B, singular
   * values up to a tolerance taken for zero.
   *
   * @param b the right-hand sides, m x k
   * @param tolerance see {@link #rank(double)}
   * @return a new n x k matrix
   * @throws IllegalArgumentException if B does not have m rows or an entry of it is not finite, or
   *     the tolerance is negative or NaN
   * @throws NumericalException if an entry of X exceeds the range of {@code double}
   */
  public ComplexMatrix solve(ComplexMatrix b, double tolerance) {
    return solve(b, tolerance, new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the decomposition's.
   *
   * @param b the right-hand sides, m x k
   * @param tolerance see {@link #rank(double)}
   * @param work holds the solution and what comes in between
   * @return an n x k matrix, valid until the next call with the workspace
   * @throws IllegalArgumentException if B does not have m rows or an entry of it is not finite, or
   *     the tolerance is negative or NaN
   * @throws NumericalException if an entry of X exceeds the range of {@code double}
   */
  public ComplexMatrix solve(ComplexMatrix b, double tolerance, Workspace work) {
    if (b.rows() != u.rows()) {
      throw new IllegalArgumentException("b: " + b.shape() + ", expected " + u.rows() + " rows");
    }
    int rank = rank(tolerance);
    work.beginBeside(this);
    Scale scale = Scale.ofFinite(b, "b");
    ComplexMatrix scaled = scale.apply(b, work);
    ComplexMatrix c = work.undefinedComplex(rank, b.columns());
    ComplexMatrix left = work.block(u, 0, 0, u.rows(), rank);
    ComplexMatrix.gemm(Transpose.YES, Transpose.NO, 1, left, scaled, 0, c);
    for (int j = 0; j < c.columns(); j++) {
      for (int k = 0; k < rank; k++) {
        double re = c.real().get(k, j) / singularValues[k];
        ComplexVectors.set(c, k, j, re, c.imaginary().get(k, j) / singularValues[k]);
      }
    }
    ComplexMatrix solution = work.undefinedComplex(v.rows(), b.columns());
    ComplexMatrix right = work.block(v, 0, 0, v.rows(), rank);
    ComplexMatrix.gemm(Transpose.NO, Transpose.NO, 1, right, c, 0, solution);
    scale.undo(solution, "X");
    return solution;
  }
}
