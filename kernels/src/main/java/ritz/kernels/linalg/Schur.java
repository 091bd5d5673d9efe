// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * The real Schur form A = Q T Q' of a square matrix: Q is orthogonal, T is upper triangular but for
 * 2 x 2 blocks on the diagonal, one for each conjugate pair of eigenvalues, with equal diagonal
 * entries and off-diagonal entries of opposite signs.
 *
 * <p>By Householder reduction to Hessenberg form and the double-shift QR iteration (LAPACK's dgees
 * without ordering; Golub and Van Loan, Matrix Computations, chapter 7). The residual A - Q T Q' is
 * of order n eps |A|. It costs about 25 n³ operations. Immutable and thread-safe.
 */
public final class Schur {
  /** Keeps products of two entries, and quotients by eps, within range. */
  static final int EXPONENT_RANGE = 300;

  private final Matrix q;
  private final Matrix t;
  private final double[] eigenRe;
  private final double[] eigenIm;

  private Schur(Matrix q, Matrix t, double[] eigenRe, double[] eigenIm) {
    this.q = q;
    this.t = t;
    this.eigenRe = eigenRe;
    this.eigenIm = eigenIm;
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
  public static Schur of(Matrix a) {
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
  public static Schur of(Matrix a, Workspace work) {
    requireSquare(a).requireFinite("a");
    Scale scale = Scale.of(a, -EXPONENT_RANGE, EXPONENT_RANGE);
    work.begin();
    Schur schur = reduce(scale.apply(a, work), 0, a.rows(), true, work);
    scale.undo(schur.t.data(), "T");
    scale.undo(schur.eigenRe, "eigenvalues");
    scale.undo(schur.eigenIm, "eigenvalues");
    return schur;
  }

  static Matrix requireSquare(Matrix a) {
    if (a.rows() != a.columns()) {
      throw new IllegalArgumentException("a: " + a.shape() + ", expected a square matrix");
    }
    return a;
  }

  /**
   * The Schur form of a well-scaled matrix, which is overwritten.
   *
   * @param low see {@link Balancing#low}
   * @param high see {@link Balancing#high}
   * @param full whether Q and T are wanted besides the eigenvalues
   * @param work holds the result and what comes in between
   */
  static Schur reduce(Matrix a, int low, int high, boolean full, Workspace work) {
    double[] tau = work.doubles(Math.max(0, a.rows() - 1));
    Hessenberg.reduce(a, low, high, tau, work.doubles(a.rows()));
    Matrix q = full ? Hessenberg.q(a, tau, work) : null;
    Hessenberg.clear(a);
    double[] eigenRe = work.doubles(a.rows());
    double[] eigenIm = work.doubles(a.rows());
    Arrays.fill(eigenIm, 0);
    MultishiftQr.run(a, q, low, high, eigenRe, eigenIm, work);
    Schur kept = work.kept(Schur.class);
    boolean fits =
        kept != null
            && kept.q == q
            && kept.t == a
            && kept.eigenRe == eigenRe
            && kept.eigenIm == eigenIm;
    return work.keep(fits ? kept : new Schur(q, a, eigenRe, eigenIm));
  }

  /**
   * The orthogonal factor.
   *
   * @return a copy, n x n
   */
  public Matrix q() {
    return q.copy();
  }

  /**
   * The quasi-triangular factor.
   *
   * @return a copy, n x n
   */
  public Matrix t() {
    return t.copy();
  }

  /**
   * The eigenvalues in the order in which they stand on the diagonal of T.
   *
   * @return n numbers, conjugate pairs adjacent, positive imaginary part first
   */
  public Complex[] eigenvalues() {
    return numbers(eigenRe, eigenIm);
  }

  static Complex[] numbers(double[] re, double[] im) {
    Complex[] result = new Complex[re.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = new Complex(re[i], im[i]);
    }
    return result;
  }

  /** The orthogonal factor itself. */
  Matrix sharedQ() {
    return q;
  }

  /** The quasi-triangular factor itself. */
  Matrix sharedT() {
    return t;
  }

  double[] eigenRe() {
    return eigenRe;
  }

  double[] eigenIm() {
    return eigenIm;
  }
}
