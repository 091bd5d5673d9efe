// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Transpose;

/**
 * The singular value decomposition A = U diag(sigma) V^H of a complex matrix in economy size, by
 * one-sided Jacobi on a triangular factor, as {@link JacobiSvd} does for real ones (Drmač and
 * Veselić, SIAM J. Matrix Anal. Appl. 29, 2008).
 *
 * <p>QR with column pivoting gives A P = Q R, a second factorization R^H = Q2 R2; transformations
 * then make the columns of R2^H orthogonal, R2^H W = X diag(sigma), so U = Q X and V = P Q2 W.
 * Singular values have a relative error of order n eps kappa(B) for A = B D with D diagonal, down
 * to 2^-400 times the largest entry, below which they count as zero. U and V are orthonormal to
 * order n eps also when A is rank deficient.
 *
 * <p>It costs some 100 to 200 times m n² real operations for m near n, 8 m n² for tall matrices.
 * Immutable and thread-safe.
 */
public final class ComplexSvd {
  private static final double NEGLIGIBLE = 0x1p-400;

  private final ComplexMatrix u;
  private final ComplexMatrix v;
  private final double[] singularValues;

  private ComplexSvd(ComplexMatrix u, ComplexMatrix v, double[] singularValues) {
    this.u = u;
    this.v = v;
    this.singularValues = singularValues;
  }

  /**
   * Singular values and vectors.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if the iteration does not converge or a singular value exceeds the
   *     range of {@code double}
   */
  public static ComplexSvd of(ComplexMatrix a) {
    a.requireFinite("a");
    Scale scale = Scale.of(a, 0, 0);
    boolean wide = a.rows() < a.columns();
    ComplexSvd svd = decompose(scale.apply(wide ? a.conjugateTranspose() : a));
    scale.undo(svd.singularValues, "singular values");
    return wide ? new ComplexSvd(svd.v, svd.u, svd.singularValues) : svd;
  }

  /** For a matrix with at least as many rows as columns, which is overwritten. */
  private static ComplexSvd decompose(ComplexMatrix a) {
    int n = a.columns();
    ComplexCompression compression = ComplexCompression.of(a);
    ComplexPivotedQr qr = ComplexPivotedQr.factor(compression.core());
    ComplexMatrix core = qr.factored();
    int rank = 0;
    while (rank < n && core.get(rank, rank).abs() > NEGLIGIBLE) {
      rank++;
    }
    ComplexMatrix second = ComplexQr.upper(core, rank).conjugateTranspose();
    var tau = ComplexQr.factor(second);
    ComplexMatrix g = ComplexQr.upper(second, rank).conjugateTranspose();
    ComplexJacobi.Result jacobi = ComplexJacobi.orthogonalize(g);
    double[] norms = jacobi.norms();

    ComplexMatrix left = new ComplexMatrix(core.rows(), n);
    ComplexMatrix right = ComplexMatrix.identity(n);
    double[] values = new double[n];
    for (int k = 0; k < rank; k++) {
      values[k] = norms[k];
      ComplexMatrix column = left.block(0, k, rank, 1);
      ComplexVectors.copy(jacobi.columns().columns(k, k + 1), column);
      scale(column, 1 / norms[k]);
      ComplexMatrix source = jacobi.transformation().columns(k, k + 1);
      ComplexVectors.copy(source, right.block(0, k, rank, 1));
    }
    for (int k = rank; k < n; k++) {
      left.real().set(k, k, 1);
    }
    ComplexHouseholder.apply(Transpose.NO, core, qr.tau(), left);
    ComplexHouseholder.apply(Transpose.NO, second, tau, right);
    Workspace work = new Workspace();
    ComplexMatrix v =
        new ComplexMatrix(
            Blocks.scatterRows(right.real(), qr.pivots(), work),
            Blocks.scatterRows(right.imaginary(), qr.pivots(), work));
    return new ComplexSvd(compression.expand(left), v, values);
  }

  private static void scale(ComplexMatrix column, double factor) {
    Matrix re = column.real();
    Matrix im = column.imaginary();
    for (int i = 0; i < column.rows(); i++) {
      re.set(i, 0, re.get(i, 0) * factor);
      im.set(i, 0, im.get(i, 0) * factor);
    }
  }

  /**
   * The left singular vectors.
   *
   * @return the m x min(m, n) matrix of orthonormal columns; not a copy
   */
  public ComplexMatrix u() {
    return u;
  }

  /**
   * The right singular vectors.
   *
   * @return the n x min(m, n) matrix of orthonormal columns; not a copy
   */
  public ComplexMatrix v() {
    return v;
  }

  /**
   * The singular values.
   *
   * @return a copy, min(m, n) of them, descending, not negative
   */
  public double[] singularValues() {
    return singularValues.clone();
  }

  /**
   * The numerical rank: how many singular values exceed max(m, n) eps sigma(0), with eps = 2^-52.
   *
   * @return the rank
   */
  public int rank() {
    return rank(Math.max(u.rows(), v.rows()) * Math.ulp(1.0));
  }

  /**
   * The rank for a tolerance.
   *
   * @param tolerance relative to the largest singular value, at least 0
   * @return how many singular values exceed tolerance · sigma(0)
   * @throws IllegalArgumentException if the tolerance is negative or NaN
   */
  public int rank(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance: " + tolerance + ", expected at least 0");
    }
    return (int)
        Arrays.stream(singularValues).filter(s -> s > tolerance * singularValues[0]).count();
  }

  /**
   * The X of least norm among those that minimize the 2-norm of every column of A X - B, singular
   * values up to a tolerance taken for zero.
   *
   * @param b the right-hand sides, m x k
   * @param tolerance see {@link #rank(double)}
   * @return a new n x k matrix
   * @throws IllegalArgumentException if B does not have m rows or the tolerance is negative or NaN
   */
  public ComplexMatrix solve(ComplexMatrix b, double tolerance) {
    if (b.rows() != u.rows()) {
      throw new IllegalArgumentException("b: " + b.shape() + ", expected " + u.rows() + " rows");
    }
    int rank = rank(tolerance);
    ComplexMatrix c = u.columns(0, rank).conjugateTransposeTimes(b);
    for (int j = 0; j < c.columns(); j++) {
      for (int k = 0; k < rank; k++) {
        c.real().set(k, j, c.real().get(k, j) / singularValues[k]);
        c.imaginary().set(k, j, c.imaginary().get(k, j) / singularValues[k]);
      }
    }
    return v.columns(0, rank).times(c);
  }
}
