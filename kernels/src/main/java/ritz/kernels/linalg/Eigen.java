// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * Eigenvalues and right eigenvectors of a general real matrix: balancing, Hessenberg form, the
 * double-shift QR iteration, back substitution (LAPACK's dgeev).
 *
 * <p>Backward stable: each computed pair is exact for a matrix within order n eps |A| of the
 * balanced A. It costs about 25 n³ operations, 10 n³ without vectors. Immutable and thread-safe.
 */
public final class Eigen {
  private final Complex[] values;
  private final ComplexMatrix vectors;

  private Eigen(Complex[] values, ComplexMatrix vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * Eigenvalues and right eigenvectors.
   *
   * @param a an n x n matrix with finite entries; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if A is not square or an entry is not finite
   * @throws NumericalException if the iteration does not converge or an eigenvalue exceeds the
   *     range of {@code double}
   */
  public static Eigen of(Matrix a) {
    return decompose(a, true);
  }

  /**
   * Eigenvalues alone.
   *
   * @param a an n x n matrix with finite entries; not changed
   * @return a decomposition without vectors
   * @throws IllegalArgumentException if A is not square or an entry is not finite
   * @throws NumericalException if the iteration does not converge or an eigenvalue exceeds the
   *     range of {@code double}
   */
  public static Eigen valuesOf(Matrix a) {
    return decompose(a, false);
  }

  private static Eigen decompose(Matrix a, boolean wantVectors) {
    Schur.requireSquare(a).requireFinite("a");
    Scale scale = Scale.of(a, -Schur.EXPONENT_RANGE, Schur.EXPONENT_RANGE);
    Matrix balanced = scale.apply(a);
    Balancing balancing = Balancing.of(balanced);
    Schur schur = Schur.reduce(balanced, balancing.low(), balancing.high(), wantVectors);
    double[] re = schur.eigenRe();
    double[] im = schur.eigenIm();
    ComplexMatrix vectors = null;
    if (wantVectors) {
      Matrix parts = schur.sharedQ().times(SchurVectors.of(schur.sharedT(), re, im));
      balancing.undo(parts);
      vectors = normalized(parts, im);
    }
    scale.undo(re, "eigenvalues");
    scale.undo(im, "eigenvalues");
    return new Eigen(schur.eigenvalues(), vectors);
  }

  /** Vectors of unit 2-norm from their real and imaginary parts in adjacent columns. */
  private static ComplexMatrix normalized(Matrix parts, double[] im) {
    int n = parts.rows();
    double[] data = parts.data();
    ComplexMatrix vectors = new ComplexMatrix(n, n);
    double[] real = vectors.real().data();
    double[] imaginary = vectors.imaginary().data();
    for (int k = 0; k < n; k++) {
      int at = parts.index(0, k);
      double norm = DoubleBlas.nrm2(n, data, at);
      if (im[k] == 0) {
        DoubleBlas.axpy(n, 1 / norm, data, at, real, at);
      } else {
        norm = Math.hypot(norm, DoubleBlas.nrm2(n, data, at + n));
        for (int i = 0; i < n; i++) {
          real[at + i] = data[at + i] / norm;
          real[at + n + i] = real[at + i];
          imaginary[at + i] = data[at + n + i] / norm;
          imaginary[at + n + i] = -imaginary[at + i];
        }
        k++;
      }
    }
    return vectors;
  }

  /**
   * The eigenvalues.
   *
   * @return n numbers; conjugate pairs adjacent, conjugate to the bit, positive imaginary part
   *     first
   */
  public Complex[] values() {
    return values.clone();
  }

  /**
   * The right eigenvectors, of unit 2-norm, in the order of the eigenvalues. The vectors of a
   * conjugate pair are conjugate to the bit.
   *
   * @return the n x n matrix of columns; shared, to be read only
   * @throws IllegalStateException if only values were asked for
   */
  public ComplexMatrix vectors() {
    if (vectors == null) {
      throw new IllegalStateException("the decomposition was made by valuesOf, without vectors");
    }
    return vectors;
  }
}
