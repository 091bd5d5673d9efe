// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Objects;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Transpose;

/**
 * Eigenvalues and eigenvectors of a general complex matrix: balancing, Hessenberg form, the
 * single-shift QR iteration, substitution (LAPACK's zgeev and zgeevx).
 *
 * <p>Backward stable: each computed pair is exact for a matrix within order n eps |A| of the
 * balanced A. It costs about 110 n³ real operations. Immutable and thread-safe.
 */
public final class ComplexEigen {
  private final ComplexSchur schur;
  private final ComplexMatrix vectors;
  private final ComplexMatrix leftVectors;

  private ComplexEigen(ComplexSchur schur, ComplexMatrix vectors, ComplexMatrix leftVectors) {
    this.schur = schur;
    this.vectors = vectors;
    this.leftVectors = leftVectors;
  }

  /**
   * Eigenvalues with their right and left eigenvectors.
   *
   * @param a an n x n matrix with finite entries; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if A is not square or an entry is not finite
   * @throws NumericalException if the iteration does not converge or an eigenvalue exceeds the
   *     range of {@code double}
   */
  public static ComplexEigen of(ComplexMatrix a) {
    return of(a, new Workspace());
  }

  /**
   * The same in the memory of a workspace. It allocates nothing once warm.
   *
   * @param a an n x n matrix with finite entries; not changed
   * @param work holds the decomposition and what comes in between
   * @return the decomposition, valid until the next call with the workspace
   * @throws IllegalArgumentException if A is not square or an entry is not finite
   * @throws NumericalException if the iteration does not converge or an eigenvalue exceeds the
   *     range of {@code double}
   */
  public static ComplexEigen of(ComplexMatrix a, Workspace work) {
    Scale scale = ComplexSchur.scaleOfSquare(a);
    work.begin();
    ComplexMatrix balanced = scale.apply(a, work);
    Balancing balancing = Balancing.of(moduli(balanced, work), work);
    balancing.apply(balanced.real());
    balancing.apply(balanced.imaginary());
    ComplexSchur schur = ComplexSchur.reduce(balanced, balancing.low(), balancing.high(), work);
    ComplexMatrix right = product(schur.q(), ComplexSchurVectors.right(schur.t(), work), work);
    balancing.undo(right.real());
    balancing.undo(right.imaginary());
    ComplexVectors.normalizeColumns(right);
    ComplexMatrix left = product(schur.q(), ComplexSchurVectors.left(schur.t(), work), work);
    balancing.undoLeft(left.real());
    balancing.undoLeft(left.imaginary());
    ComplexVectors.normalizeColumns(left);
    scale.undo(schur.t(), "eigenvalues");
    ComplexEigen kept = work.kept(ComplexEigen.class);
    boolean fits =
        kept != null
            && kept.schur == schur
            && kept.vectors.equals(right)
            && kept.leftVectors.equals(left);
    return work.keep(fits ? kept : new ComplexEigen(schur, right, left));
  }

  private static ComplexMatrix product(ComplexMatrix a, ComplexMatrix b, Workspace work) {
    ComplexMatrix product = work.undefinedComplex(a.rows(), b.columns());
    ComplexMatrix.gemm(Transpose.NO, Transpose.NO, 1, a, b, 0, product);
    return product;
  }

  /** Balancing looks at the sizes of entries alone. */
  private static Matrix moduli(ComplexMatrix a, Workspace work) {
    Matrix result = work.undefined(a.rows(), a.columns());
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        result.set(i, j, ComplexVectors.abs(a, i, j));
      }
    }
    return result;
  }

  /**
   * The eigenvalues.
   *
   * @return n numbers
   */
  public Complex[] values() {
    return schur.eigenvalues();
  }

  /**
   * The real part of an eigenvalue.
   *
   * @param k the place of the eigenvalue in {@link #values()}
   * @return its real part
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public double realPart(int k) {
    return schur.t().real().get(k, k);
  }

  /**
   * The imaginary part of an eigenvalue.
   *
   * @param k the place of the eigenvalue in {@link #values()}
   * @return its imaginary part
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public double imaginaryPart(int k) {
    return schur.t().imaginary().get(k, k);
  }

  /**
   * The right eigenvectors, A x = lambda x, of unit 2-norm with a real largest entry, in the order
   * of the eigenvalues.
   *
   * @return the n x n matrix of columns; shared, to be read only
   */
  public ComplexMatrix vectors() {
    return vectors;
  }

  /**
   * The left eigenvectors, y^H A = lambda y^H, of unit 2-norm with a real largest entry, in the
   * order of the eigenvalues.
   *
   * @return the n x n matrix of columns; shared, to be read only
   */
  public ComplexMatrix leftVectors() {
    return leftVectors;
  }

  /**
   * The reciprocal condition numbers of the eigenvalues, |y^H x|: a change of A by E moves an
   * eigenvalue by at most |E| over this, to first order.
   *
   * @return n numbers from 0, for a defective eigenvalue, to 1
   */
  public double[] reciprocalConditions() {
    return reciprocalConditions(vectors, leftVectors);
  }

  /**
   * The reciprocal condition number of an eigenvalue.
   *
   * @param k the place of the eigenvalue in {@link #values()}
   * @return its number in {@link #reciprocalConditions()}
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public double reciprocalCondition(int k) {
    return reciprocalCondition(vectors, leftVectors, k);
  }

  static double[] reciprocalConditions(ComplexMatrix right, ComplexMatrix left) {
    double[] result = new double[right.rows()];
    for (int k = 0; k < result.length; k++) {
      result[k] = reciprocalCondition(right, left, k);
    }
    return result;
  }

  static double reciprocalCondition(ComplexMatrix right, ComplexMatrix left, int k) {
    int n = right.rows();
    Objects.checkIndex(k, n);
    double re = ComplexVectors.realDot(n, left, 0, k, right, 0, k);
    double im = ComplexVectors.imaginaryDot(n, left, 0, k, right, 0, k);
    return Math.min(1, Math.hypot(re, im));
  }
}
