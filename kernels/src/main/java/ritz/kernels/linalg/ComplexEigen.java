// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * Eigenvalues and eigenvectors of a general complex matrix: balancing, Hessenberg form, the
 * single-shift QR iteration, substitution (LAPACK's zgeev and zgeevx).
 *
 * <p>Backward stable: each computed pair is exact for a matrix within order n eps |A| of the
 * balanced A. It costs about 110 n³ real operations. Immutable and thread-safe.
 */
public final class ComplexEigen {
  private final Complex[] values;
  private final ComplexMatrix vectors;
  private final ComplexMatrix leftVectors;

  private ComplexEigen(Complex[] values, ComplexMatrix vectors, ComplexMatrix leftVectors) {
    this.values = values;
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
    ComplexSchur.requireSquare(a).requireFinite("a");
    Scale scale = Scale.of(a, -Schur.EXPONENT_RANGE, Schur.EXPONENT_RANGE);
    ComplexMatrix balanced = scale.apply(a);
    Balancing balancing = Balancing.of(moduli(balanced));
    balancing.apply(balanced.real());
    balancing.apply(balanced.imaginary());
    ComplexSchur schur = ComplexSchur.reduce(balanced, balancing.low(), balancing.high());
    ComplexMatrix right = schur.q().times(ComplexSchurVectors.right(schur.t()));
    balancing.undo(right.real());
    balancing.undo(right.imaginary());
    ComplexVectors.normalizeColumns(right);
    ComplexMatrix left = schur.q().times(ComplexSchurVectors.left(schur.t()));
    balancing.undoLeft(left.real());
    balancing.undoLeft(left.imaginary());
    ComplexVectors.normalizeColumns(left);
    scale.undo(schur.t(), "eigenvalues");
    return new ComplexEigen(schur.eigenvalues(), right, left);
  }

  /** Balancing looks at the sizes of entries alone. */
  private static Matrix moduli(ComplexMatrix a) {
    Matrix result = new Matrix(a.rows(), a.columns());
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        result.set(i, j, a.get(i, j).abs());
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
    return values.clone();
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

  static double[] reciprocalConditions(ComplexMatrix right, ComplexMatrix left) {
    int n = right.rows();
    double[] result = new double[n];
    for (int k = 0; k < n; k++) {
      result[k] = Math.min(1, ComplexVectors.dot(n, left, 0, k, right, 0, k).abs());
    }
    return result;
  }
}
