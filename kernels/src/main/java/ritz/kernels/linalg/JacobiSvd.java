// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Objects;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Threads;
import ritz.kernels.Transpose;
import ritz.kernels.backend.Spares;

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

  /** Up to so many entries memory is kept from call to call: fresh memory is not in the caches. */
  private static final int MOST_SPARED = 1 << 14;

  private static final Spares<Workspace> SPARES = new Spares<>(Workspace::new);

  /** Of these nothing is changed. */
  private static final Builder DEFAULTS = builder();

  private static final Builder VALUES =
      builder().left(SingularVectors.NONE).right(SingularVectors.NONE);

  private final int rows;
  private final int columns;

  /** Of the matrix, or of its transpose where that has more rows. */
  private final TallSvd svd;

  private JacobiSvd(int rows, int columns, TallSvd svd) {
    this.rows = rows;
    this.columns = columns;
    this.svd = svd;
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
    return DEFAULTS.decompose(a);
  }

  /**
   * The same in the memory of a workspace.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @param work holds the decomposition and what comes in between
   * @return the decomposition, valid until the next call with the workspace
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if the rotations do not converge or a singular value exceeds the
   *     range of {@code double}
   */
  public static JacobiSvd of(Matrix a, Workspace work) {
    return DEFAULTS.decompose(a, work);
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
    return VALUES.decompose(a);
  }

  /**
   * The same in the memory of a workspace.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @param work holds the decomposition and what comes in between
   * @return a decomposition without vectors, valid until the next call with the workspace
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if the rotations do not converge or a singular value exceeds the
   *     range of {@code double}
   */
  public static JacobiSvd valuesOf(Matrix a, Workspace work) {
    return VALUES.decompose(a, work);
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
     * Decomposes a matrix. Up to some ten thousand entries, what comes in between is kept for the
     * next call, a few megabytes at most for every processor.
     *
     * @param a any m x n matrix with finite entries; not changed
     * @return the decomposition
     * @throws IllegalArgumentException if an entry is not finite, or full vectors are wanted that
     *     exceed the length of an array
     * @throws NumericalException if the rotations do not converge or a singular value exceeds the
     *     range of {@code double}
     */
    public JacobiSvd decompose(Matrix a) {
      if (entries(a) > MOST_SPARED) {
        return decompose(a, new Workspace());
      }
      Workspace work = SPARES.take();
      try {
        JacobiSvd shared = decompose(a, work);
        return new JacobiSvd(a.rows(), a.columns(), shared.svd.copy());
      } finally {
        SPARES.giveBack(work);
      }
    }

    /** The entries of the largest matrix at work. */
    private long entries(Matrix a) {
      long m = a.rows();
      long n = a.columns();
      long most = m * n;
      if (left == SingularVectors.FULL) {
        most = Math.max(most, m * m);
      }
      if (right == SingularVectors.FULL) {
        most = Math.max(most, n * n);
      }
      return most;
    }

    /**
     * The same in the memory of a workspace. It allocates nothing, once warm, on the calling
     * thread, for matrices of one size and rank.
     *
     * @param a any m x n matrix with finite entries; not changed
     * @param work holds the decomposition and what comes in between
     * @return the decomposition, valid until the next call with the workspace
     * @throws IllegalArgumentException if an entry is not finite, or full vectors are wanted that
     *     exceed the length of an array
     * @throws NumericalException if the rotations do not converge or a singular value exceeds the
     *     range of {@code double}
     */
    public JacobiSvd decompose(Matrix a, Workspace work) {
      if (entries(a) > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "a: " + a.shape() + ", its full singular vectors exceed the length of an array");
      }
      Scale scale = Scale.ofFinite(a, "a", EXPONENT, EXPONENT);
      boolean wide = a.rows() < a.columns();
      work.begin();
      Matrix tall = wide ? work.transposed(a) : work.copy(a);
      scale.apply(tall.data());
      TallSvd svd = TallSvd.of(tall, wide ? right : left, wide ? left : right, threads, work);
      scale.undo(svd.values(), "singular values");
      JacobiSvd kept = work.kept(JacobiSvd.class);
      boolean fits =
          kept != null && kept.svd == svd && kept.rows == a.rows() && kept.columns == a.columns();
      return work.keep(fits ? kept : new JacobiSvd(a.rows(), a.columns(), svd));
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
    return requireVectors(rows < columns ? svd.right() : svd.left());
  }

  /**
   * The right singular vectors.
   *
   * @return the matrix of orthonormal columns, n x min(m, n) or n x n, in the order of the singular
   *     values; not a copy
   * @throws IllegalStateException if they were not asked for
   */
  public Matrix v() {
    return requireVectors(rows < columns ? svd.left() : svd.right());
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
    return svd.values().clone();
  }

  /**
   * A singular value.
   *
   * @param k its number, from the largest on
   * @return the value
   * @throws IndexOutOfBoundsException if there is no such value
   */
  public double singularValue(int k) {
    return svd.values()[k];
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
    double[] singularValues = svd.values();
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
   * @throws IllegalArgumentException if B does not have m rows or an entry of it is not finite
   * @throws IllegalStateException if the vectors were not asked for
   * @throws NumericalException if an entry of X exceeds the range of {@code double}
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
   * @throws IllegalArgumentException if B does not have m rows or an entry of it is not finite, or
   *     the tolerance is negative or NaN
   * @throws IllegalStateException if the vectors were not asked for
   * @throws NumericalException if an entry of X exceeds the range of {@code double}
   */
  public Matrix solve(Matrix b, double tolerance) {
    return solve(b, tolerance, new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the decomposition's.
   *
   * @param b the right-hand sides, m x k
   * @param tolerance singular values up to tolerance · sigma(0) count as zero; at least 0
   * @param work holds the solution and what comes in between
   * @return an n x k matrix, valid until the next call with the workspace
   * @throws IllegalArgumentException if B does not have m rows or an entry of it is not finite, or
   *     the tolerance is negative or NaN
   * @throws IllegalStateException if the vectors were not asked for
   * @throws NumericalException if an entry of X exceeds the range of {@code double}
   */
  public Matrix solve(Matrix b, double tolerance, Workspace work) {
    if (b.rows() != rows) {
      throw new IllegalArgumentException("b: " + b.shape() + ", expected " + rows + " rows");
    }
    int rank = rank(tolerance);
    work.beginBeside(this);
    Scale scale = Scale.ofFinite(b, "b");
    Matrix scaled = scale.apply(b, work);
    Matrix coordinates = work.undefined(rank, b.columns());
    Matrix left = work.columns(u(), 0, rank);
    Matrix.gemm(Transpose.YES, Transpose.NO, 1, left, scaled, 0, coordinates);
    for (int j = 0; j < coordinates.columns(); j++) {
      for (int i = 0; i < rank; i++) {
        coordinates.set(i, j, coordinates.get(i, j) / svd.values()[i]);
      }
    }
    Matrix solution = work.undefined(columns, b.columns());
    Matrix right = work.columns(v(), 0, rank);
    Matrix.gemm(Transpose.NO, Transpose.NO, 1, right, coordinates, 0, solution);
    scale.undo(solution.data(), "X");
    return solution;
  }

  /**
   * How many sweeps through all pairs of columns the rotations took, the last one only to see that
   * nothing was left.
   *
   * @return at least 1
   */
  public int sweeps() {
    return svd.sweeps();
  }
}
