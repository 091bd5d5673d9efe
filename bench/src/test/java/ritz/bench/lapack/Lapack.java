// SPDX-License-Identifier: Apache-2.0
package ritz.bench.lapack;

import java.util.Arrays;
import org.bytedeco.openblas.global.openblas;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/** LAPACK through OpenBLAS, on one thread, as an oracle. */
final class Lapack {
  private static final int COLUMN_MAJOR = openblas.CblasColMajor;

  static {
    openblas.blas_set_num_threads(1);
  }

  /**
   * Eigenvalues and how sensitive they are.
   *
   * @param values the eigenvalues
   * @param conditions the reciprocal condition number of each, at most 1
   */
  record Eigenvalues(Complex[] values, double[] conditions) {}

  private Lapack() {}

  /** Singular values by divide and conquer, dgesdd. */
  static double[] singularValues(Matrix a) {
    int m = a.rows();
    int n = a.columns();
    double[] values = new double[Math.min(m, n)];
    double[] none = new double[1];
    require(
        openblas.LAPACKE_dgesdd(
            COLUMN_MAJOR, (byte) 'N', m, n, a.copy().data(), m, values, none, m, none, n));
    return values;
  }

  /** Singular values of a matrix with no more columns than rows by the Jacobi method, dgejsv. */
  static double[] jacobiSingularValues(Matrix a) {
    int m = a.rows();
    int n = a.columns();
    double[] values = new double[n];
    double[] none = new double[1];
    double[] statistics = new double[7];
    require(
        openblas.LAPACKE_dgejsv(
            COLUMN_MAJOR,
            (byte) 'C',
            (byte) 'N',
            (byte) 'N',
            (byte) 'N',
            (byte) 'N',
            (byte) 'N',
            m,
            n,
            a.copy().data(),
            m,
            values,
            none,
            m,
            none,
            n,
            statistics,
            new int[3]));
    double scale = statistics[0] / statistics[1];
    return Arrays.stream(values).map(value -> value * scale).toArray();
  }

  /** The triangular factor of dgeqrf for a matrix with no more columns than rows. */
  static Matrix triangularFactor(Matrix a) {
    Matrix factored = a.copy();
    int n = a.columns();
    require(
        openblas.LAPACKE_dgeqrf(
            COLUMN_MAJOR, a.rows(), n, factored.data(), a.rows(), new double[n]));
    return upper(factored);
  }

  /** The diagonal of the triangular factor of dgeqp3, with column pivoting. */
  static double[] pivotedDiagonal(Matrix a) {
    Matrix factored = a.copy();
    double[] diagonal = new double[Math.min(a.rows(), a.columns())];
    require(
        openblas.LAPACKE_dgeqp3(
            COLUMN_MAJOR,
            a.rows(),
            a.columns(),
            factored.data(),
            a.rows(),
            new int[a.columns()],
            new double[diagonal.length]));
    Arrays.setAll(diagonal, k -> factored.get(k, k));
    return diagonal;
  }

  /** Eigenvalues of dgeevx, with balancing; the conditions are those of the balanced matrix. */
  static Eigenvalues eigenvalues(Matrix a) {
    return eigenvalues(a, 'B');
  }

  /** Eigenvalues of dgeevx, without balancing. */
  static Eigenvalues eigenvaluesUnbalanced(Matrix a) {
    return eigenvalues(a, 'N');
  }

  private static Eigenvalues eigenvalues(Matrix a, char balance) {
    int n = a.rows();
    double[] re = new double[n];
    double[] im = new double[n];
    double[] conditions = new double[n];
    require(
        openblas.LAPACKE_dgeevx(
            COLUMN_MAJOR,
            (byte) balance,
            (byte) 'V',
            (byte) 'V',
            (byte) 'E',
            n,
            a.copy().data(),
            n,
            re,
            im,
            new double[n * n],
            n,
            new double[n * n],
            n,
            new int[1],
            new int[1],
            new double[n],
            new double[1],
            conditions,
            new double[n]));
    Complex[] values = new Complex[n];
    Arrays.setAll(values, k -> new Complex(re[k], im[k]));
    return new Eigenvalues(values, conditions);
  }

  /** Eigenvalues of a complex matrix, zgeev. */
  static Complex[] eigenvalues(ComplexMatrix a) {
    int n = a.rows();
    double[] values = new double[2 * n];
    double[] none = new double[2];
    require(
        openblas.LAPACKE_zgeev(
            COLUMN_MAJOR, (byte) 'N', (byte) 'N', n, interleaved(a), n, values, none, 1, none, 1));
    Complex[] result = new Complex[n];
    Arrays.setAll(result, k -> new Complex(values[2 * k], values[2 * k + 1]));
    return result;
  }

  /** Singular values of a complex matrix, zgesdd. */
  static double[] singularValues(ComplexMatrix a) {
    int m = a.rows();
    int n = a.columns();
    double[] values = new double[Math.min(m, n)];
    double[] none = new double[2];
    require(
        openblas.LAPACKE_zgesdd(
            COLUMN_MAJOR, (byte) 'N', m, n, interleaved(a), m, values, none, m, none, n));
    return values;
  }

  private static double[] interleaved(ComplexMatrix a) {
    double[] result = new double[2 * a.rows() * a.columns()];
    int at = 0;
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        result[at++] = a.get(i, j).re();
        result[at++] = a.get(i, j).im();
      }
    }
    return result;
  }

  /** Eigenvalues of a symmetric matrix by divide and conquer, dsyevd, ascending. */
  static double[] symmetricEigenvalues(Matrix a) {
    int n = a.rows();
    double[] values = new double[n];
    require(
        openblas.LAPACKE_dsyevd(
            COLUMN_MAJOR, (byte) 'N', (byte) 'L', n, a.copy().data(), n, values));
    return values;
  }

  /** The lower triangular factor of dpotrf. */
  static Matrix cholesky(Matrix a) {
    Matrix factored = a.copy();
    int n = a.rows();
    require(openblas.LAPACKE_dpotrf(COLUMN_MAJOR, (byte) 'L', n, factored.data(), n));
    return upper(factored.transpose()).transpose();
  }

  /** The least squares solution of minimum norm by dgelsd. */
  static Matrix shortestSolution(Matrix a, Matrix b, double tolerance) {
    int m = a.rows();
    int n = a.columns();
    int larger = Math.max(m, n);
    Matrix x = new Matrix(larger, b.columns());
    for (int j = 0; j < b.columns(); j++) {
      for (int i = 0; i < m; i++) {
        x.set(i, j, b.get(i, j));
      }
    }
    require(
        openblas.LAPACKE_dgelsd(
            COLUMN_MAJOR,
            m,
            n,
            b.columns(),
            a.copy().data(),
            m,
            x.data(),
            larger,
            new double[Math.min(m, n)],
            tolerance,
            new int[1]));
    return x.block(0, 0, n, b.columns()).copy();
  }

  private static Matrix upper(Matrix factored) {
    int n = factored.columns();
    Matrix r = new Matrix(n, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i <= j; i++) {
        r.set(i, j, factored.get(i, j));
      }
    }
    return r;
  }

  private static void require(int info) {
    if (info != 0) {
      throw new IllegalStateException("LAPACK returned " + info);
    }
  }
}
