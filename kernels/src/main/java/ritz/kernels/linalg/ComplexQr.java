// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Transpose;

/**
 * The factorization A = Q R of a complex m x n matrix, Q with orthonormal columns and R upper
 * trapezoidal with a real diagonal, by Householder reflections (LAPACK's zgeqrf).
 *
 * <p>A tall matrix X + i Y is compressed first: with the real factorization [X Y] = Q1 [S T] only
 * the small S + i T is left to be factored, and nearly all work is done by real block reflections.
 *
 * <p>The computed Q and R satisfy |A - Q R| and |I - Q^H Q| of order n eps, relative to |A|, column
 * by column. It costs about 8 m n² real operations. Immutable and thread-safe.
 */
public final class ComplexQr {
  private final int rows;
  private final ComplexCompression compression;
  private final ComplexMatrix factored;
  private final Complex[] tau;
  private final ComplexMatrix r;

  private ComplexQr(
      int rows,
      ComplexCompression compression,
      ComplexMatrix factored,
      Complex[] tau,
      ComplexMatrix r) {
    this.rows = rows;
    this.compression = compression;
    this.factored = factored;
    this.tau = tau;
    this.r = r;
  }

  /**
   * Factors a matrix.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @return the factorization
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if an entry of R exceeds the range of {@code double}
   */
  public static ComplexQr of(ComplexMatrix a) {
    a.requireFinite("a");
    Scale scale = Scale.of(a);
    ComplexCompression compression = ComplexCompression.of(scale.apply(a));
    ComplexMatrix work = compression.core();
    Complex[] tau = factor(work);
    ComplexMatrix r = upper(work, tau.length);
    scale.undo(r, "R");
    return new ComplexQr(a.rows(), compression, work, tau, r);
  }

  /** Factors in place and returns the tau of the reflectors, which lie below the diagonal. */
  static Complex[] factor(ComplexMatrix a) {
    int m = a.rows();
    int n = a.columns();
    Complex[] tau = new Complex[Math.min(m, n)];
    for (int from = 0; from < tau.length; from += ComplexHouseholder.PANEL) {
      int end = Math.min(from + ComplexHouseholder.PANEL, tau.length);
      for (int j = from; j < end; j++) {
        tau[j] = ComplexHouseholder.generate(m - j, a, j, j);
        ComplexMatrix rest = a.block(j, j + 1, m - j, end - j - 1);
        ComplexHouseholder.applyLeft(tau[j].conjugate(), a, j, j, rest);
      }
      if (end < n) {
        ComplexHouseholder.applyPanel(
            Transpose.YES,
            a.block(from, from, m - from, end - from),
            tau,
            from,
            a.block(from, end, m - from, n - end));
      }
    }
    return tau;
  }

  static ComplexMatrix upper(ComplexMatrix a, int rows) {
    return new ComplexMatrix(
        Triangular.upper(a.real(), rows), Triangular.upper(a.imaginary(), rows));
  }

  /**
   * The triangular factor.
   *
   * @return a copy, min(m, n) x n, upper trapezoidal, real on the diagonal
   */
  public ComplexMatrix r() {
    return r.copy();
  }

  /**
   * The factor with orthonormal columns, in economy size.
   *
   * @return a new m x min(m, n) matrix
   */
  public ComplexMatrix q() {
    return times(ComplexMatrix.identity(tau.length));
  }

  /**
   * The product Q B with the economy-size factor.
   *
   * @param b a matrix with min(m, n) rows
   * @return a new matrix with m rows
   * @throws IllegalArgumentException if B has another number of rows
   */
  public ComplexMatrix times(ComplexMatrix b) {
    requireRows(b, tau.length);
    ComplexMatrix full = new ComplexMatrix(factored.rows(), b.columns());
    ComplexVectors.copy(b, full.block(0, 0, tau.length, b.columns()));
    ComplexHouseholder.apply(Transpose.NO, factored, tau, full);
    return compression.expand(full);
  }

  /**
   * The product Q^H B with the economy-size factor.
   *
   * @param b a matrix with m rows
   * @return a new matrix with min(m, n) rows
   * @throws IllegalArgumentException if B has another number of rows
   */
  public ComplexMatrix conjugateTransposeTimes(ComplexMatrix b) {
    requireRows(b, rows);
    ComplexMatrix inner = compression.project(b);
    ComplexHouseholder.apply(Transpose.YES, factored, tau, inner);
    return inner.block(0, 0, tau.length, b.columns()).copy();
  }

  /**
   * The X that minimizes the 2-norm of every column of A X - B, for A of full column rank.
   *
   * @param b the right-hand sides, m x k
   * @return a new n x k matrix
   * @throws IllegalArgumentException if B does not have m rows or A has fewer rows than columns
   * @throws NumericalException if R is exactly singular
   */
  public ComplexMatrix solve(ComplexMatrix b) {
    int n = r.columns();
    if (rows < n) {
      throw new IllegalArgumentException(
          "a: " + rows + " x " + n + ", least squares needs at least as many rows as columns");
    }
    ComplexMatrix x = conjugateTransposeTimes(b);
    for (int j = 0; j < n; j++) {
      if (r.get(j, j).equals(Complex.ZERO)) {
        throw new NumericalException(
            "least squares with " + rows + " x " + n + ": R(" + j + ", " + j + ") is zero");
      }
    }
    for (int k = 0; k < x.columns(); k++) {
      for (int j = n - 1; j >= 0; j--) {
        Complex value = x.get(j, k).divide(r.get(j, j));
        x.set(j, k, value);
        ComplexVectors.axpy(j, value.negate(), r, 0, j, x, 0, k);
      }
    }
    return x;
  }

  private static void requireRows(ComplexMatrix b, int rows) {
    if (b.rows() != rows) {
      throw new IllegalArgumentException("b: " + b.shape() + ", expected " + rows + " rows");
    }
  }
}
