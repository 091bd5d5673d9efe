// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * Eigenvalues and orthonormal eigenvectors of a real symmetric matrix, A = Q diag(lambda) Q', by
 * Householder tridiagonalization and the implicit QL method (LAPACK's dsytd2 and dsteqr).
 *
 * <p>The computed decomposition satisfies |A - Q diag(lambda) Q'| and |I - Q'Q| of order n eps,
 * relative to |A|. It costs about 9 n³ operations with vectors, 4/3 n³ without; meant for orders up
 * to some hundreds. Immutable and thread-safe.
 */
public final class SymmetricEigen {
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
    return decompose(a, true);
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
    return decompose(a, false);
  }

  private static SymmetricEigen decompose(Matrix a, boolean wantVectors) {
    Matrix work = Triangular.requireLower(a);
    int n = work.rows();
    Scale scale = Scale.of(work);
    scale.apply(work.data());
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < j; i++) {
        work.set(i, j, work.get(j, i));
      }
    }
    double[] tau = tridiagonalize(work);
    double[] diagonal = new double[n];
    double[] next = new double[n];
    for (int j = 0; j < n; j++) {
      diagonal[j] = work.get(j, j);
      next[j] = j + 1 < n ? work.get(j + 1, j) : 0;
    }
    Matrix q = null;
    if (wantVectors) {
      q = Matrix.identity(n);
      if (n > 1) {
        Matrix reflectors = work.block(1, 0, n - 1, n - 1);
        Blocks.copy(
            HouseholderProduct.of(reflectors, tau).columns(n - 1), q.block(1, 1, n - 1, n - 1));
      }
    }
    TridiagonalQl.diagonalize(diagonal, next, q);
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> diagonal[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = IntStream.of(order).mapToDouble(j -> diagonal[j]).toArray();
    scale.undo(values, "eigenvalues");
    Matrix vectors = null;
    if (wantVectors) {
      vectors = new Matrix(n, n);
      for (int j = 0; j < n; j++) {
        Blocks.copy(q.columns(order[j], order[j] + 1), vectors.columns(j, j + 1));
      }
    }
    return new SymmetricEigen(values, vectors);
  }

  /**
   * Brings a symmetric matrix to tridiagonal form in place: reflector j, stored from row j + 1 on
   * in column j, acts from both sides, A := A - v w' - w v'.
   */
  private static double[] tridiagonalize(Matrix a) {
    int n = a.rows();
    double[] data = a.data();
    double[] tau = new double[Math.max(0, n - 1)];
    double[] v = new double[n];
    double[] w = new double[n];
    for (int k = 0; k < n - 1; k++) {
      int length = n - k - 1;
      int at = a.index(k + 1, k);
      tau[k] = Householder.generate(length, data, at);
      if (tau[k] == 0) {
        continue;
      }
      System.arraycopy(data, at, v, 0, length);
      v[0] = 1;
      for (int j = 0; j < length; j++) {
        w[j] = tau[k] * DoubleBlas.dot(length, data, a.index(k + 1, k + 1 + j), v, 0);
      }
      DoubleBlas.axpy(length, -tau[k] / 2 * DoubleBlas.dot(length, w, 0, v, 0), v, 0, w, 0);
      for (int j = 0; j < length; j++) {
        int column = a.index(k + 1, k + 1 + j);
        DoubleBlas.axpy(length, -w[j], v, 0, data, column);
        DoubleBlas.axpy(length, -v[j], w, 0, data, column);
      }
    }
    return tau;
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
