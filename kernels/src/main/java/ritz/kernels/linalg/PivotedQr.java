// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Transpose;

/**
 * The factorization A P = Q R with column pivoting (Businger and Golub; LAPACK's dgeqp3): the
 * diagonal of R does not increase in modulus, and each |R(k,k)| is at least the norm of every
 * column of what is left.
 *
 * <p>The norms of what is left are down-dated by the test of Drmač and Bujanović, "On the failure
 * of rank-revealing QR factorization software" (ACM Trans. Math. Softw. 35, 2008), which recomputes
 * a norm before cancellation has taken half of its digits.
 *
 * <p>It costs about 4 m n min(m, n) operations. Immutable and thread-safe.
 */
public final class PivotedQr {
  /** Below this, a down-dated norm has lost half of its digits. */
  private static final double RECOMPUTE = Math.sqrt(Math.ulp(0.5));

  /** The columns that a reflector is applied to at once: they stay in the first-level cache. */
  private static final int STRIP = 8;

  private final HouseholderProduct q;
  private final Matrix r;
  private final int[] pivots;

  private PivotedQr(HouseholderProduct q, Matrix r, int[] pivots) {
    this.q = q;
    this.r = r;
    this.pivots = pivots;
  }

  /**
   * Factors a matrix.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @return the factorization
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if an entry of R exceeds the range of {@code double}
   */
  public static PivotedQr of(Matrix a) {
    return of(a, new Workspace());
  }

  /**
   * The same in the memory of a workspace.
   *
   * @param a any m x n matrix with finite entries; not changed
   * @param work holds the factorization and what comes in between
   * @return the factorization, valid until the next call with the workspace
   * @throws IllegalArgumentException if an entry is not finite
   * @throws NumericalException if an entry of R exceeds the range of {@code double}
   */
  public static PivotedQr of(Matrix a, Workspace work) {
    Scale scale = Scale.ofFinite(a, "a");
    work.begin();
    return factor(scale.apply(a, work), scale, work);
  }

  /** Factors a matrix in its own memory, where its scale was applied to it. */
  static PivotedQr factor(Matrix a, Scale scale, Workspace work) {
    double[] data = a.data();
    int rows = a.rows();
    int columns = a.columns();
    int[] pivots = work.ints(columns);
    double[] norms = work.doubles(columns);
    double[] lastComputed = work.doubles(columns);
    for (int j = 0; j < columns; j++) {
      pivots[j] = j;
      norms[j] = Blocks.columnNorm(a, j);
      lastComputed[j] = norms[j];
    }
    double[] tau = work.doubles(Math.min(rows, columns));
    double[] products = work.doubles(STRIP);
    for (int k = 0; k < tau.length; k++) {
      int pivot = largest(norms, k);
      if (pivot != k) {
        Blocks.swapColumns(a, k, pivot);
        int held = pivots[k];
        pivots[k] = pivots[pivot];
        pivots[pivot] = held;
        norms[pivot] = norms[k];
        lastComputed[pivot] = lastComputed[k];
      }
      tau[k] = Householder.generate(rows - k, data, a.index(k, k));
      reflect(tau[k], a, k, products);
      downdate(a, k, norms, lastComputed);
    }
    Matrix r = Triangular.upper(a, tau.length, work);
    scale.undo(r.data(), "R");
    HouseholderProduct q = HouseholderProduct.of(a, tau, work);
    PivotedQr kept = work.kept(PivotedQr.class);
    boolean fits = kept != null && kept.q == q && kept.r == r && kept.pivots == pivots;
    return work.keep(fits ? kept : new PivotedQr(q, r, pivots));
  }

  /** Applies the reflector that starts at the diagonal of column k to the columns behind it. */
  private static void reflect(double tau, Matrix a, int k, double[] products) {
    double[] data = a.data();
    int rows = a.rows() - k;
    int ld = a.leadingDimension();
    int v = a.index(k, k);
    double diagonal = data[v];
    data[v] = 1;
    for (int j = k + 1; j < a.columns(); j += STRIP) {
      int width = Math.min(STRIP, a.columns() - j);
      int at = a.index(k, j);
      DoubleBlas.gemv(Transpose.YES, rows, width, tau, data, at, ld, data, v, 0, products, 0);
      DoubleBlas.ger(rows, width, -1, data, v, products, 0, data, at, ld);
    }
    data[v] = diagonal;
  }

  /** Brings the norms of the columns behind k up to what is left of them below row k. */
  private static void downdate(Matrix a, int k, double[] norms, double[] lastComputed) {
    double[] data = a.data();
    for (int j = k + 1; j < norms.length; j++) {
      if (norms[j] == 0) {
        continue;
      }
      double ratio = Math.abs(data[a.index(k, j)]) / norms[j];
      double kept = Math.max(0, (1 - ratio) * (1 + ratio));
      double decline = norms[j] / lastComputed[j];
      if (kept * decline * decline <= RECOMPUTE) {
        norms[j] = DoubleBlas.nrm2(a.rows() - k - 1, data, a.index(k, j) + 1);
        lastComputed[j] = norms[j];
      } else {
        norms[j] *= Math.sqrt(kept);
      }
    }
  }

  private static int largest(double[] norms, int from) {
    int best = from;
    for (int j = from + 1; j < norms.length; j++) {
      if (norms[j] > norms[best]) {
        best = j;
      }
    }
    return best;
  }

  /**
   * The triangular factor.
   *
   * @return a copy, min(m, n) x n, upper trapezoidal
   */
  public Matrix r() {
    return r.copy();
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param work holds the matrix
   * @return a copy, min(m, n) x n, valid until the next call with the workspace
   */
  public Matrix r(Workspace work) {
    return work.beginBeside(this).copy(r);
  }

  /**
   * The orthonormal factor in economy size.
   *
   * @return a new m x min(m, n) matrix
   */
  public Matrix q() {
    return q(new Workspace());
  }

  /**
   * The same in the memory of a workspace, another than the factorization's.
   *
   * @param work holds the matrix and what comes in between
   * @return an m x min(m, n) matrix, valid until the next call with the workspace
   */
  public Matrix q(Workspace work) {
    return q.columns(r.rows(), work.beginBeside(this));
  }

  /** The triangular factor itself. */
  Matrix sharedR() {
    return r;
  }

  /** The permutation itself. */
  int[] sharedPivots() {
    return pivots;
  }

  /** The orthogonal factor as it is kept. */
  HouseholderProduct product() {
    return q;
  }

  /**
   * The permutation: column k of A P is column {@code pivots()[k]} of A.
   *
   * @return a copy, of length n
   */
  public int[] pivots() {
    return pivots.clone();
  }

  /**
   * The number of diagonal entries of R above a threshold.
   *
   * @param tolerance relative to |R(0,0)|, at least 0; max(m, n) eps asks for the numerical rank
   * @return how many k have |R(k,k)| above tolerance · |R(0,0)|
   * @throws IllegalArgumentException if the tolerance is negative or NaN
   */
  public int rank(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance: " + tolerance + ", expected at least 0");
    }
    int rank = 0;
    while (rank < r.rows() && Math.abs(r.get(rank, rank)) > tolerance * Math.abs(r.get(0, 0))) {
      rank++;
    }
    return rank;
  }
}
