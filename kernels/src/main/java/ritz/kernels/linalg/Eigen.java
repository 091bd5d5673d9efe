// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Objects;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Transpose;

/**
 * Eigenvalues and eigenvectors of a general real matrix: balancing, Hessenberg form, the QR
 * iteration with several shifts and aggressive early deflation, substitution (LAPACK's dgeev and
 * dgeevx).
 *
 * <p>Backward stable: each computed pair is exact for a matrix within order n eps |A| of the
 * balanced A. It costs about 25 n³ operations, 10 n³ without vectors. Immutable and thread-safe.
 */
public final class Eigen {
  private final double[] re;
  private final double[] im;
  private final ComplexMatrix vectors;
  private final ComplexMatrix leftVectors;

  private Eigen(double[] re, double[] im, ComplexMatrix vectors, ComplexMatrix leftVectors) {
    this.re = re;
    this.im = im;
    this.vectors = vectors;
    this.leftVectors = leftVectors;
  }

  private enum Wanted {
    VALUES,
    RIGHT,
    BOTH
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
  public static Eigen of(Matrix a, Workspace work) {
    return decompose(a, Wanted.RIGHT, work);
  }

  /**
   * Eigenvalues with right and left eigenvectors, from which condition numbers follow.
   *
   * @param a an n x n matrix with finite entries; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if A is not square or an entry is not finite
   * @throws NumericalException if the iteration does not converge or an eigenvalue exceeds the
   *     range of {@code double}
   */
  public static Eigen withLeftVectors(Matrix a) {
    return withLeftVectors(a, new Workspace());
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
  public static Eigen withLeftVectors(Matrix a, Workspace work) {
    return decompose(a, Wanted.BOTH, work);
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
    return valuesOf(a, new Workspace());
  }

  /**
   * The same in the memory of a workspace. It allocates nothing once warm.
   *
   * @param a an n x n matrix with finite entries; not changed
   * @param work holds the decomposition and what comes in between
   * @return a decomposition without vectors, valid until the next call with the workspace
   * @throws IllegalArgumentException if A is not square or an entry is not finite
   * @throws NumericalException if the iteration does not converge or an eigenvalue exceeds the
   *     range of {@code double}
   */
  public static Eigen valuesOf(Matrix a, Workspace work) {
    return decompose(a, Wanted.VALUES, work);
  }

  private static Eigen decompose(Matrix a, Wanted wanted, Workspace work) {
    Schur.requireSquare(a).requireFinite("a");
    Scale scale = Scale.of(a, -Schur.EXPONENT_RANGE, Schur.EXPONENT_RANGE);
    work.begin();
    Matrix balanced = scale.apply(a, work);
    Balancing balancing = Balancing.of(balanced, work);
    boolean full = wanted != Wanted.VALUES;
    Schur schur = Schur.reduce(balanced, balancing.low(), balancing.high(), full, work);
    double[] re = schur.eigenRe();
    double[] im = schur.eigenIm();
    ComplexMatrix vectors = null;
    ComplexMatrix leftVectors = null;
    if (full) {
      Matrix parts = work.undefined(a.rows(), a.rows());
      multiply(schur.sharedQ(), SchurVectors.of(schur.sharedT(), re, im, work), parts);
      balancing.undo(parts);
      vectors = normalized(parts, im, work);
    }
    if (wanted == Wanted.BOTH) {
      Matrix parts = work.undefined(a.rows(), a.rows());
      multiply(schur.sharedQ(), leftOf(schur.sharedT(), re, im, work), parts);
      balancing.undoLeft(parts);
      leftVectors = normalized(parts, im, work);
    }
    scale.undo(re, "eigenvalues");
    scale.undo(im, "eigenvalues");
    Eigen kept = work.kept(Eigen.class);
    boolean fits =
        kept != null
            && kept.re == re
            && kept.im == im
            && Objects.equals(kept.vectors, vectors)
            && Objects.equals(kept.leftVectors, leftVectors);
    return work.keep(fits ? kept : new Eigen(re, im, vectors, leftVectors));
  }

  private static void multiply(Matrix a, Matrix b, Matrix product) {
    Matrix.gemm(Transpose.NO, Transpose.NO, 1, a, b, 0, product);
  }

  /**
   * Left eigenvectors of a quasi-triangular matrix T. With J the exchange of the order of rows, J
   * T' J is quasi-triangular too, and its right eigenvector x for the conjugate of an eigenvalue
   * gives the left eigenvector J x of T.
   */
  private static Matrix leftOf(Matrix t, double[] re, double[] im, Workspace work) {
    int n = t.rows();
    Matrix reversed = work.undefined(n, n);
    double[] reversedRe = work.doubles(n);
    double[] reversedIm = work.doubles(n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        reversed.set(i, j, t.get(n - 1 - j, n - 1 - i));
      }
      reversedRe[j] = re[n - 1 - j];
      // The order within a conjugate pair is exchanged as well.
      reversedIm[j] = -im[n - 1 - j];
    }
    Matrix x = SchurVectors.of(reversed, reversedRe, reversedIm, work);
    Matrix left = work.undefined(n, n);
    for (int j = 0; j < n; j++) {
      boolean pair = im[j] != 0;
      // Real and imaginary part of a vector for the eigenvalue with positive imaginary part.
      int from = pair ? n - 2 - j : n - 1 - j;
      for (int i = 0; i < n; i++) {
        left.set(i, j, x.get(n - 1 - i, from));
        if (pair) {
          left.set(i, j + 1, -x.get(n - 1 - i, from + 1));
        }
      }
      j += pair ? 1 : 0;
    }
    return left;
  }

  /**
   * Vectors of unit 2-norm, the largest entry real, from their real and imaginary parts in adjacent
   * columns.
   */
  private static ComplexMatrix normalized(Matrix parts, double[] im, Workspace work) {
    int n = parts.rows();
    double[] data = parts.data();
    ComplexMatrix vectors = work.complex(n, n);
    double[] real = vectors.real().data();
    double[] imaginary = vectors.imaginary().data();
    for (int k = 0; k < n; k++) {
      int at = parts.index(0, k);
      double norm = DoubleBlas.nrm2(n, data, at);
      if (im[k] == 0) {
        DoubleBlas.axpy(n, 1 / norm, data, at, real, at);
      } else {
        norm = Math.hypot(norm, DoubleBlas.nrm2(n, data, at + n));
        DoubleBlas.scal(2 * n, 1 / norm, data, at);
        makeLargestReal(n, data, at);
        for (int i = 0; i < n; i++) {
          real[at + i] = data[at + i];
          real[at + n + i] = data[at + i];
          imaginary[at + i] = data[at + n + i];
          imaginary[at + n + i] = -data[at + n + i];
        }
        k++;
      }
    }
    return vectors;
  }

  /** Turns a vector, its imaginary parts behind its real ones. */
  private static void makeLargestReal(int n, double[] data, int at) {
    int largest = at;
    double size = -1;
    for (int i = at; i < at + n; i++) {
      double square = data[i] * data[i] + data[i + n] * data[i + n];
      if (square > size) {
        size = square;
        largest = i;
      }
    }
    double modulus = Math.sqrt(size);
    double c = data[largest] / modulus;
    double s = data[largest + n] / modulus;
    DoubleBlas.rot(n, data, at, data, at + n, c, s);
    data[largest + n] = 0;
  }

  /**
   * The eigenvalues.
   *
   * @return n numbers; conjugate pairs adjacent, conjugate to the bit, positive imaginary part
   *     first
   */
  public Complex[] values() {
    return Schur.numbers(re, im);
  }

  /**
   * The real part of an eigenvalue.
   *
   * @param k the place of the eigenvalue in {@link #values()}
   * @return its real part
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public double realPart(int k) {
    return re[k];
  }

  /**
   * The imaginary part of an eigenvalue.
   *
   * @param k the place of the eigenvalue in {@link #values()}
   * @return its imaginary part
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public double imaginaryPart(int k) {
    return im[k];
  }

  /**
   * The right eigenvectors, of unit 2-norm with a real largest entry, in the order of the
   * eigenvalues. The vectors of a conjugate pair are conjugate to the bit.
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

  /**
   * The left eigenvectors, y^H A = lambda y^H, of unit 2-norm with a real largest entry, in the
   * order of the eigenvalues. The vectors of a conjugate pair are conjugate to the bit.
   *
   * @return the n x n matrix of columns; shared, to be read only
   * @throws IllegalStateException if the decomposition was not made by {@link #withLeftVectors}
   */
  public ComplexMatrix leftVectors() {
    if (leftVectors == null) {
      throw new IllegalStateException("left vectors come with withLeftVectors alone");
    }
    return leftVectors;
  }

  /**
   * The reciprocal condition numbers of the eigenvalues, |y^H x| (LAPACK's dtrsna): a change of A
   * by E moves an eigenvalue by at most |E| over this, to first order.
   *
   * @return n numbers from 0, for a defective eigenvalue, to 1
   * @throws IllegalStateException if the decomposition was not made by {@link #withLeftVectors}
   */
  public double[] reciprocalConditions() {
    return ComplexEigen.reciprocalConditions(vectors, leftVectors());
  }

  /**
   * The reciprocal condition number of an eigenvalue.
   *
   * @param k the place of the eigenvalue in {@link #values()}
   * @return its number in {@link #reciprocalConditions()}
   * @throws IllegalStateException if the decomposition was not made by {@link #withLeftVectors}
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public double reciprocalCondition(int k) {
    return ComplexEigen.reciprocalCondition(vectors, leftVectors(), k);
  }
}
