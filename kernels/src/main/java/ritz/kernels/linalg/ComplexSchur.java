// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.NumericalException;

/**
 * The complex Schur form A = Q T Q^H of a square matrix: Q is unitary, T is upper triangular with
 * the eigenvalues on its diagonal.
 *
 * <p>By Householder reduction to Hessenberg form and the single-shift QR iteration (LAPACK's zgees
 * without ordering; Golub and Van Loan, Matrix Computations, chapter 7). The residual A - Q T Q^H
 * is of order n eps |A|. It costs about 100 n³ real operations. Immutable and thread-safe.
 */
public final class ComplexSchur {
  private final ComplexMatrix q;
  private final ComplexMatrix t;

  private ComplexSchur(ComplexMatrix q, ComplexMatrix t) {
    this.q = q;
    this.t = t;
  }

  /**
   * Decomposes a matrix.
   *
   * @param a an n x n matrix with finite entries; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if A is not square or an entry is not finite
   * @throws NumericalException if the iteration does not converge or an entry of T exceeds the
   *     range of {@code double}
   */
  public static ComplexSchur of(ComplexMatrix a) {
    return of(a, new Workspace());
  }

  /**
   * The same in the memory of a workspace. It allocates nothing once warm.
   *
   * @param a an n x n matrix with finite entries; not changed
   * @param work holds the decomposition and what comes in between
   * @return the decomposition, valid until the next call with the workspace
   * @throws IllegalArgumentException if A is not square or an entry is not finite
   * @throws NumericalException if the iteration does not converge or an entry of T exceeds the
   *     range of {@code double}
   */
  public static ComplexSchur of(ComplexMatrix a, Workspace work) {
    Scale scale = scaleOfSquare(a);
    work.begin();
    ComplexSchur schur = reduce(scale.apply(a, work), 0, a.rows(), work);
    scale.undo(schur.t, "T");
    return schur;
  }

  /** The scale of a matrix that a caller gave, which must be square and finite. */
  static Scale scaleOfSquare(ComplexMatrix a) {
    Schur.requireSquare(a.real());
    return Scale.ofFinite(a, "a", -Schur.EXPONENT_RANGE, Schur.EXPONENT_RANGE);
  }

  /**
   * The Schur form of a well-scaled matrix, which becomes T.
   *
   * @param low see {@link Balancing#low}
   * @param high see {@link Balancing#high}
   * @param work holds the result and what comes in between
   */
  static ComplexSchur reduce(ComplexMatrix a, int low, int high, Workspace work) {
    ComplexMatrix q = ComplexHessenberg.reduce(a, low, high, work);
    ComplexQrIteration.run(a, q, low, high, work);
    ComplexSchur kept = work.kept(ComplexSchur.class);
    boolean fits = kept != null && kept.q.equals(q) && kept.t.equals(a);
    return work.keep(fits ? kept : new ComplexSchur(q, a));
  }

  /**
   * The unitary factor.
   *
   * @return the n x n matrix; not a copy
   */
  public ComplexMatrix q() {
    return q;
  }

  /**
   * The triangular factor.
   *
   * @return the n x n matrix; not a copy
   */
  public ComplexMatrix t() {
    return t;
  }

  /**
   * The eigenvalues in the order in which they stand on the diagonal of T.
   *
   * @return n numbers
   */
  public Complex[] eigenvalues() {
    Complex[] result = new Complex[t.rows()];
    for (int i = 0; i < result.length; i++) {
      result[i] = t.get(i, i);
    }
    return result;
  }
}
