// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Threads;

/**
 * The singular value decomposition A = U diag(sigma) V' in economy size, by one-sided Jacobi on a
 * triangular factor (Drmač and Veselić, "New fast and accurate Jacobi SVD algorithm" I and II, SIAM
 * J. Matrix Anal. Appl. 29, 2008; LAPACK's dgejsv).
 *
 * <p>QR with column pivoting gives A P = Q R; rotations then make the columns of R' orthogonal, R'
 * W = X diag(sigma), so U = Q W and V = P X. For A = B D with D diagonal, every singular value has
 * a relative error of order n eps kappa(B), however D is graded. U and V are orthonormal to order n
 * eps also when A is rank deficient.
 *
 * <p>It costs some 20 to 40 times m n² operations for m at least n. Immutable and thread-safe.
 */
public final class JacobiSvd {
  /** The largest entry is scaled to here: sums of squares and what is far smaller stay in range. */
  private static final int EXPONENT = 480;

  /** Scaled so, a column this small is at the end of the range and counts as zero. */
  private static final double NEGLIGIBLE = 0x1p-900;

  private final int rows;
  private final int columns;
  private final Matrix u;
  private final Matrix v;
  private final double[] singularValues;
  private final int sweeps;

  private JacobiSvd(Matrix a, Matrix u, Matrix v, double[] singularValues, int sweeps) {
    this.rows = a.rows();
    this.columns = a.columns();
    this.u = u;
    this.v = v;
    this.singularValues = singularValues;
    this.sweeps = sweeps;
  }

  /**
   * Singular values and vectors.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if the rotations do not converge or a singular value exceeds the
   *     range of {@code double}
   */
  public static JacobiSvd of(Matrix a) {
    return decompose(a, true);
  }

  /**
   * Singular values alone.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @return a decomposition without vectors
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if the rotations do not converge or a singular value exceeds the
   *     range of {@code double}
   */
  public static JacobiSvd valuesOf(Matrix a) {
    return decompose(a, false);
  }

  private static JacobiSvd decompose(Matrix a, boolean vectors) {
    a.requireFinite("a");
    boolean wide = a.rows() < a.columns();
    Scale scale = Scale.of(a, EXPONENT, EXPONENT);
    Matrix work = wide ? a.transpose() : a.copy();
    scale.apply(work.data());

    int n = work.columns();
    HouseholderProduct tallQ = null;
    if (work.rows() >= 2 * n) {
      tallQ = HouseholderProduct.factor(work);
      work = Triangular.upper(work, n);
    }
    int[] rowOrder = Blocks.rowsBySize(work);
    PivotedQr qr = PivotedQr.of(Blocks.gatherRows(work, rowOrder));
    Matrix r = qr.r();
    int rank = 0;
    while (rank < n && Math.abs(r.get(rank, rank)) > NEGLIGIBLE) {
      rank++;
    }
    TriangularSvd svd = TriangularSvd.of(r.block(0, 0, rank, n), vectors, Threads.single());
    double[] values = Arrays.copyOf(svd.values(), n);
    scale.undo(values, "singular values");
    if (!vectors) {
      return new JacobiSvd(a, null, null, values, svd.sweeps());
    }
    Matrix x = Matrix.identity(n);
    Blocks.copy(svd.x(), x.block(0, 0, rank, rank));
    Matrix left = Blocks.scatterRows(qr.product().times(x), rowOrder);
    if (tallQ != null) {
      left = tallQ.times(left);
    }
    Matrix right = Blocks.scatterRows(svd.z(), qr.pivots());
    return wide
        ? new JacobiSvd(a, right, left, values, svd.sweeps())
        : new JacobiSvd(a, left, right, values, svd.sweeps());
  }

  /**
   * The left singular vectors.
   *
   * @return the m x min(m, n) matrix of orthonormal columns, in the order of the singular values;
   *     not a copy
   * @throws IllegalStateException if only values were asked for
   */
  public Matrix u() {
    return requireVectors(u);
  }

  /**
   * The right singular vectors.
   *
   * @return the n x min(m, n) matrix of orthonormal columns, in the order of the singular values;
   *     not a copy
   * @throws IllegalStateException if only values were asked for
   */
  public Matrix v() {
    return requireVectors(v);
  }

  private static Matrix requireVectors(Matrix vectors) {
    if (vectors == null) {
      throw new IllegalStateException("the decomposition was made by valuesOf, without vectors");
    }
    return vectors;
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
    return rank(Math.max(rows, columns) * Math.ulp(1.0));
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
    int rank = 0;
    while (rank < singularValues.length && singularValues[rank] > tolerance * singularValues[0]) {
      rank++;
    }
    return rank;
  }

  /**
   * How many sweeps through all pairs of columns the rotations took, the last one only to see that
   * nothing was left.
   *
   * @return at least 1
   */
  public int sweeps() {
    return sweeps;
  }
}
