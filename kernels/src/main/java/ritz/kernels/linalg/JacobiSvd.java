// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Objects;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Threads;

/**
 * The singular value decomposition A = U diag(sigma) V' by one-sided Jacobi on a triangular factor
 * (Drmač and Veselić, "New fast and accurate Jacobi SVD algorithm" I and II, SIAM J. Matrix Anal.
 * Appl. 29, 2008; LAPACK's dgejsv).
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
   * Singular values and vectors, in economy size, on the calling thread.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if the rotations do not converge or a singular value exceeds the
   *     range of {@code double}
   */
  public static JacobiSvd of(Matrix a) {
    return builder().decompose(a);
  }

  /**
   * Singular values alone, on the calling thread.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @return a decomposition without vectors
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if the rotations do not converge or a singular value exceeds the
   *     range of {@code double}
   */
  public static JacobiSvd valuesOf(Matrix a) {
    return builder().left(SingularVectors.NONE).right(SingularVectors.NONE).decompose(a);
  }

  /**
   * Starts with the defaults: vectors of both sides in economy size, the calling thread.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** What is wanted of a decomposition. Not thread-safe. */
  public static final class Builder {
    private SingularVectors left = SingularVectors.ECONOMY;
    private SingularVectors right = SingularVectors.ECONOMY;
    private Threads threads = Threads.single();

    private Builder() {}

    /**
     * Which left vectors are wanted.
     *
     * @param vectors none, min(m, n) or m of them
     * @return this builder
     */
    public Builder left(SingularVectors vectors) {
      left = Objects.requireNonNull(vectors, "vectors");
      return this;
    }

    /**
     * Which right vectors are wanted.
     *
     * @param vectors none, min(m, n) or n of them
     * @return this builder
     */
    public Builder right(SingularVectors vectors) {
      right = Objects.requireNonNull(vectors, "vectors");
      return this;
    }

    /**
     * The threads for the rotations, which pay from some hundred columns on; the bits of the result
     * do not depend on them.
     *
     * @param value how many may work
     * @return this builder
     */
    public Builder threads(Threads value) {
      threads = Objects.requireNonNull(value, "value");
      return this;
    }

    /**
     * Decomposes a matrix.
     *
     * @param a any m x n matrix with finite entries; not changed
     * @return the decomposition
     * @throws IllegalArgumentException if an entry is not finite
     * @throws NumericalException if the rotations do not converge or a singular value exceeds the
     *     range of {@code double}
     */
    public JacobiSvd decompose(Matrix a) {
      a.requireFinite("a");
      Scale scale = Scale.of(a, EXPONENT, EXPONENT);
      boolean wide = a.rows() < a.columns();
      Matrix work = wide ? a.transpose() : a.copy();
      scale.apply(work.data());
      TallSvd svd = TallSvd.of(work, wide ? right : left, wide ? left : right, threads);
      scale.undo(svd.values(), "singular values");
      return wide
          ? new JacobiSvd(a, svd.right(), svd.left(), svd.values(), svd.sweeps())
          : new JacobiSvd(a, svd.left(), svd.right(), svd.values(), svd.sweeps());
    }
  }

  /**
   * The left singular vectors.
   *
   * @return the matrix of orthonormal columns, m x min(m, n) or m x m, in the order of the singular
   *     values; not a copy
   * @throws IllegalStateException if they were not asked for
   */
  public Matrix u() {
    return requireVectors(u);
  }

  /**
   * The right singular vectors.
   *
   * @return the matrix of orthonormal columns, n x min(m, n) or n x n, in the order of the singular
   *     values; not a copy
   * @throws IllegalStateException if they were not asked for
   */
  public Matrix v() {
    return requireVectors(v);
  }

  private static Matrix requireVectors(Matrix vectors) {
    if (vectors == null) {
      throw new IllegalStateException("these singular vectors were not asked for");
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
   * The shortest X of those that minimize the 2-norm of every column of A X - B, for any rank:
   * singular values up to max(m, n) eps sigma(0) count as zero.
   *
   * @param b the right-hand sides, m x k
   * @return a new n x k matrix
   * @throws IllegalArgumentException if B does not have m rows
   * @throws IllegalStateException if the vectors were not asked for
   */
  public Matrix solve(Matrix b) {
    return solve(b, Math.max(rows, columns) * Math.ulp(1.0));
  }

  /**
   * The same with another tolerance for the rank.
   *
   * @param b the right-hand sides, m x k
   * @param tolerance singular values up to tolerance · sigma(0) count as zero; at least 0
   * @return a new n x k matrix
   * @throws IllegalArgumentException if B does not have m rows, or the tolerance is negative or NaN
   * @throws IllegalStateException if the vectors were not asked for
   */
  public Matrix solve(Matrix b, double tolerance) {
    if (b.rows() != rows) {
      throw new IllegalArgumentException("b: " + b.shape() + ", expected " + rows + " rows");
    }
    int rank = rank(tolerance);
    Matrix coordinates = u().columns(0, rank).transposeTimes(b);
    for (int j = 0; j < coordinates.columns(); j++) {
      for (int i = 0; i < rank; i++) {
        coordinates.set(i, j, coordinates.get(i, j) / singularValues[i]);
      }
    }
    return v().columns(0, rank).times(coordinates);
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
