// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Transpose;

/**
 * Eigenvalues and orthonormal eigenvectors of a real symmetric matrix, A = Q diag(lambda) Q', by
 * Householder tridiagonalization and the implicit QL method (LAPACK's dsytd2 and dsteqr).
 *
 * <p>The computed decomposition satisfies |A - Q diag(lambda) Q'| and |I - Q'Q| of order n eps,
 * relative to |A|. It costs about 9 n³ operations with vectors, 4/3 n³ without; meant for orders up
 * to some hundreds. Immutable and thread-safe.
 */
public final class SymmetricEigen {
  /** The order up to which blocks of reflectors take longer to form than they save. */
  private static final int MOST_SINGLY = 128;

  private final double[] values;
  private final Matrix vectors;

  private SymmetricEigen(double[] values, Matrix vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * Eigenvalues and eigenvectors.
   *
   * @param a a square matrix with finite entries, of which only the lower triangle is read; not
   *     changed
   * @return the decomposition
   * @throws IllegalArgumentException if the matrix is not square or an entry of the lower triangle
   *     is not finite
   * @throws NumericalException if the iteration does not converge, or a value exceeds the range of
   *     {@code double}
   */
  public static SymmetricEigen of(Matrix a) {
    return decompose(a, true, new Workspace());
  }

  /**
   * Eigenvalues alone.
   *
   * @param a a square matrix with finite entries, of which only the lower triangle is read; not
   *     changed
   * @return a decomposition without vectors
   * @throws IllegalArgumentException if the matrix is not square or an entry of the lower triangle
   *     is not finite
   * @throws NumericalException if the iteration does not converge, or a value exceeds the range of
   *     {@code double}
   */
  public static SymmetricEigen valuesOf(Matrix a) {
    return decompose(a, false, new Workspace());
  }

  /**
   * The same in the memory of a workspace.
   *
   * @param a a square matrix with finite entries, of which only the lower triangle is read; not
   *     changed
   * @param work holds the decomposition and what comes in between
   * @return a decomposition without vectors, valid until the next call with the workspace
   * @throws IllegalArgumentException if the matrix is not square or an entry of the lower triangle
   *     is not finite
   * @throws NumericalException if the iteration does not converge, or a value exceeds the range of
   *     {@code double}
   */
  public static SymmetricEigen valuesOf(Matrix a, Workspace work) {
    return decompose(a, false, work);
  }

  /**
   * Eigenvalues and eigenvectors in the memory of a workspace.
   *
   * @param a a square matrix with finite entries, of which only the lower triangle is read; not
   *     changed
   * @param work holds the decomposition and what comes in between
   * @return the decomposition, valid until the next call with the workspace
   * @throws IllegalArgumentException if the matrix is not square or an entry of the lower triangle
   *     is not finite
   * @throws NumericalException if the iteration does not converge, or a value exceeds the range of
   *     {@code double}
   */
  public static SymmetricEigen of(Matrix a, Workspace work) {
    return decompose(a, true, work);
  }

  private static SymmetricEigen decompose(Matrix a, boolean wantVectors, Workspace work) {
    Matrix reduced = Triangular.requireLower(a, work.begin());
    int n = reduced.rows();
    Scale scale = Scale.of(reduced);
    scale.apply(reduced.data());
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < j; i++) {
        reduced.set(i, j, reduced.get(j, i));
      }
    }
    double[] tau = tridiagonalize(reduced, work);
    double[] diagonal = work.doubles(n);
    double[] next = work.doubles(n);
    for (int j = 0; j < n; j++) {
      diagonal[j] = reduced.get(j, j);
      next[j] = j + 1 < n ? reduced.get(j + 1, j) : 0;
    }
    Matrix q = null;
    if (wantVectors) {
      q = n <= MOST_SINGLY ? productSingly(reduced, tau, work) : product(reduced, tau, work);
    }
    TridiagonalQl.diagonalize(diagonal, next, q);
    int[] order = Blocks.ascending(diagonal, work);
    double[] values = work.doubles(n);
    Matrix vectors = wantVectors ? work.undefined(n, n) : null;
    for (int j = 0; j < n; j++) {
      values[j] = diagonal[order[j]];
      if (wantVectors) {
        System.arraycopy(q.data(), q.index(0, order[j]), vectors.data(), vectors.index(0, j), n);
      }
    }
    scale.undo(values, "eigenvalues");
    SymmetricEigen kept = work.kept(SymmetricEigen.class);
    boolean fits = kept != null && kept.values == values && kept.vectors == vectors;
    return work.keep(fits ? kept : new SymmetricEigen(values, vectors));
  }

  /**
   * Brings a symmetric matrix to tridiagonal form in place: reflector j, stored from row j + 1 on
   * in column j, acts from both sides, A := A - v w' - w v'.
   */
  private static double[] tridiagonalize(Matrix a, Workspace work) {
    int n = a.rows();
    double[] data = a.data();
    double[] tau = work.doubles(Math.max(0, n - 1));
    double[] v = work.doubles(n);
    double[] w = work.doubles(n);
    for (int k = 0; k < n - 1; k++) {
      int length = n - k - 1;
      int at = a.index(k + 1, k);
      tau[k] = Householder.generate(length, data, at);
      if (tau[k] == 0) {
        continue;
      }
      System.arraycopy(data, at, v, 0, length);
      v[0] = 1;
      int rest = a.index(k + 1, k + 1);
      int ld = a.leadingDimension();
      DoubleBlas.gemv(Transpose.YES, length, length, tau[k], data, rest, ld, v, 0, 0, w, 0);
      double product = 0;
      for (int i = 0; i < length; i++) {
        product += v[i] * w[i];
      }
      for (int i = 0; i < length; i++) {
        w[i] -= tau[k] / 2 * product * v[i];
      }
      DoubleBlas.ger(length, length, -1, v, 0, w, 0, data, rest, ld);
      DoubleBlas.ger(length, length, -1, w, 0, v, 0, data, rest, ld);
    }
    return tau;
  }

  /** The product of the reflectors, applied one by one to the identity, the last one first. */
  private static Matrix productSingly(Matrix reduced, double[] tau, Workspace work) {
    int n = reduced.rows();
    Matrix q = work.identity(n);
    double[] data = q.data();
    double[] v = work.doubles(n);
    double[] w = work.doubles(n);
    for (int k = n - 2; k >= 0; k--) {
      int length = n - k - 1;
      int rest = q.index(k + 1, k + 1);
      System.arraycopy(reduced.data(), reduced.index(k + 1, k), v, 0, length);
      v[0] = 1;
      DoubleBlas.gemv(Transpose.YES, length, length, tau[k], data, rest, n, v, 0, 0, w, 0);
      DoubleBlas.ger(length, length, -1, v, 0, w, 0, data, rest, n);
    }
    return q;
  }

  /** The same by blocks of reflectors. */
  private static Matrix product(Matrix reduced, double[] tau, Workspace work) {
    int n = reduced.rows();
    Matrix q = work.identity(n);
    Matrix reflectors = work.block(reduced, 1, 0, n - 1, n - 1);
    Blocks.copy(
        HouseholderProduct.of(reflectors, tau, work).columns(n - 1, work),
        work.block(q, 1, 1, n - 1, n - 1));
    return q;
  }

  /**
   * The eigenvalues.
   *
   * @return a copy, ascending
   */
  public double[] values() {
    return values.clone();
  }

  /**
   * An eigenvalue.
   *
   * @param k its number, from the least on
   * @return the value
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public double value(int k) {
    return values[k];
  }

  /**
   * The eigenvectors.
   *
   * @return the n x n matrix of orthonormal columns, in the order of the values; not a copy
   * @throws IllegalStateException if only values were asked for
   */
  public Matrix vectors() {
    if (vectors == null) {
      throw new IllegalStateException("the decomposition was made by valuesOf, without vectors");
    }
    return vectors;
  }

  /** For messages and debuggers. */
  @Override
  public String toString() {
    return "SymmetricEigen " + Arrays.toString(values);
  }
}
