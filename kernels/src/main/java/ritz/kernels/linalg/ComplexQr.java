// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
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
  private final ComplexMatrix tau;
  private final ComplexMatrix r;

  private ComplexQr(
      int rows,
      ComplexCompression compression,
      ComplexMatrix factored,
      ComplexMatrix tau,
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
    return of(a, new Workspace());
  }

  /**
   * The same in the memory of a workspace. It allocates nothing once warm.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @param work holds the factorization and what comes in between
   * @return the factorization, valid until the next call with the workspace
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if an entry of R exceeds the range of {@code double}
   */
  public static ComplexQr of(ComplexMatrix a, Workspace work) {
    Scale scale = Scale.ofFinite(a, "a");
    work.begin();
    ComplexCompression compression = ComplexCompression.of(scale.apply(a, work), work);
    ComplexMatrix factored = compression.core();
    ComplexMatrix tau = factor(factored, work);
    ComplexMatrix r = upper(factored, tau.rows(), work);
    scale.undo(r, "R");
    ComplexQr kept = work.kept(ComplexQr.class);
    boolean fits =
        kept != null
            && kept.rows == a.rows()
            && kept.compression == compression
            && kept.factored.equals(factored)
            && kept.tau.equals(tau)
            && kept.r.equals(r);
    return work.keep(fits ? kept : new ComplexQr(a.rows(), compression, factored, tau, r));
  }

  /**
   * Factors in place; the reflectors lie below the diagonal.
   *
   * @param work holds the result and what comes in between
   * @return the factors of the reflectors, a column
   */
  static ComplexMatrix factor(ComplexMatrix a, Workspace work) {
    int m = a.rows();
    int n = a.columns();
    int count = Math.min(m, n);
    ComplexMatrix tau = work.undefinedComplex(count, 1);
    double[] re = tau.real().data();
    double[] im = tau.imaginary().data();
    for (int from = 0; from < count; from += ComplexHouseholder.PANEL) {
      int end = Math.min(from + ComplexHouseholder.PANEL, count);
      for (int j = from; j < end; j++) {
        ComplexHouseholder.generate(m - j, a, j, j, tau, j);
        ComplexHouseholder.applyLeft(re[j], -im[j], a, j, a, j, j + 1, m - j, end - j - 1);
      }
      if (end < n) {
        ComplexHouseholder.applyPanel(Transpose.YES, a, tau, from, end - from, a, end, work);
      }
    }
    return tau;
  }

  static ComplexMatrix upper(ComplexMatrix a, int rows, Workspace work) {
    return work.join(
        Triangular.upper(a.real(), rows, work), Triangular.upper(a.imaginary(), rows, work));
  }

  /**
   * The triangular factor.
   *
   * @return a copy, min(m, n) x n, upper trapezoidal, real on the diagonal
   */
  public ComplexMatrix r() {
    return r(new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param work holds the copy
   * @return a copy, min(m, n) x n, valid until the next call with the workspace
   */
  public ComplexMatrix r(Workspace work) {
    return work.beginBeside(this).copy(r);
  }

  /**
   * The factor with orthonormal columns, in economy size.
   *
   * @return a new m x min(m, n) matrix
   */
  public ComplexMatrix q() {
    return q(new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param work holds the factor and what comes in between
   * @return an m x min(m, n) matrix, valid until the next call with the workspace
   */
  public ComplexMatrix q(Workspace work) {
    work.beginBeside(this);
    return product(work.complexIdentity(tau.rows()), work);
  }

  /**
   * The product Q B with the economy-size factor.
   *
   * @param b a matrix with min(m, n) rows
   * @return a new matrix with m rows
   * @throws IllegalArgumentException if B has another number of rows
   */
  public ComplexMatrix times(ComplexMatrix b) {
    return times(b, new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param b a matrix with min(m, n) rows
   * @param work holds the product and what comes in between
   * @return a matrix with m rows, valid until the next call with the workspace
   * @throws IllegalArgumentException if B has another number of rows
   */
  public ComplexMatrix times(ComplexMatrix b, Workspace work) {
    requireRows(b, tau.rows());
    return product(b, work.beginBeside(this));
  }

  private ComplexMatrix product(ComplexMatrix b, Workspace work) {
    ComplexMatrix full = work.complex(factored.rows(), b.columns());
    ComplexVectors.copyInto(b, full, 0, 0);
    ComplexHouseholder.apply(Transpose.NO, factored, tau, full, work);
    return compression.expand(full, work);
  }

  /**
   * The product Q^H B with the economy-size factor.
   *
   * @param b a matrix with m rows
   * @return a new matrix with min(m, n) rows
   * @throws IllegalArgumentException if B has another number of rows
   */
  public ComplexMatrix conjugateTransposeTimes(ComplexMatrix b) {
    return conjugateTransposeTimes(b, new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param b a matrix with m rows
   * @param work holds the product and what comes in between
   * @return a matrix with min(m, n) rows, valid until the next call with the workspace
   * @throws IllegalArgumentException if B has another number of rows
   */
  public ComplexMatrix conjugateTransposeTimes(ComplexMatrix b, Workspace work) {
    requireRows(b, rows);
    return projected(b, work.beginBeside(this));
  }

  private ComplexMatrix projected(ComplexMatrix b, Workspace work) {
    ComplexMatrix inner = compression.project(b, work);
    ComplexHouseholder.apply(Transpose.YES, factored, tau, inner, work);
    return work.copy(work.block(inner, 0, 0, tau.rows(), b.columns()));
  }

  /**
   * The X that minimizes the 2-norm of every column of A X - B, for A of full column rank.
   *
   * @param b the right-hand sides, m x k
   * @return a new n x k matrix
   * @throws IllegalArgumentException if B does not have m rows or an entry of it is not finite, or
   *     A has fewer rows than columns
   * @throws NumericalException if R is exactly singular or an entry of X exceeds the range of
   *     {@code double}
   */
  public ComplexMatrix solve(ComplexMatrix b) {
    return solve(b, new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param b the right-hand sides, m x k
   * @param work holds the solution and what comes in between
   * @return an n x k matrix, valid until the next call with the workspace
   * @throws IllegalArgumentException if B does not have m rows or an entry of it is not finite, or
   *     A has fewer rows than columns
   * @throws NumericalException if R is exactly singular or an entry of X exceeds the range of
   *     {@code double}
   */
  public ComplexMatrix solve(ComplexMatrix b, Workspace work) {
    int n = r.columns();
    if (rows < n) {
      throw new IllegalArgumentException(
          "a: " + rows + " x " + n + ", least squares needs at least as many rows as columns");
    }
    requireRows(b, rows);
    Scale scale = Scale.ofFinite(b, "b");
    ComplexMatrix x = projected(scale.apply(b, work.beginBeside(this)), work);
    Matrix diagonal = r.real();
    for (int j = 0; j < n; j++) {
      if (diagonal.get(j, j) == 0) {
        throw new NumericalException(
            "least squares with " + rows + " x " + n + ": R(" + j + ", " + j + ") is zero");
      }
    }
    for (int k = 0; k < x.columns(); k++) {
      for (int j = n - 1; j >= 0; j--) {
        double re = x.real().get(j, k) / diagonal.get(j, j);
        double im = x.imaginary().get(j, k) / diagonal.get(j, j);
        ComplexVectors.set(x, j, k, re, im);
        ComplexVectors.axpy(j, -re, -im, r, 0, j, x, 0, k);
      }
    }
    scale.undo(x, "X");
    return x;
  }

  private static void requireRows(ComplexMatrix b, int rows) {
    if (b.rows() != rows) {
      throw new IllegalArgumentException("b: " + b.shape() + ", expected " + rows + " rows");
    }
  }
}
