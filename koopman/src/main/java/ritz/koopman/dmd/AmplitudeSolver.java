// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.PivotedQr;
import ritz.kernels.linalg.Qr;
import ritz.kernels.linalg.TallSkinnyQr;

/**
 * The amplitudes a that minimize the sum over the snapshots g_i of weight_i² |g_i - W Lambda^i a|².
 *
 * <p>The matrix of this least-squares problem, the blocks W Lambda^i on top of each other, is never
 * formed. Its triangular factor R is found by doubling: that of 2c blocks is the one of [R_c; R_c
 * Lambda^c] (Drmač, Mezić, Mohr, "On least squares problems with certain Vandermonde–Khatri–Rao
 * structure with applications to DMD", SIAM J. Sci. Comput. 42, 2020); with unequal weights, by
 * adding block after block. The corrected semi-normal equations (Björck 1987), R'R a = M'g and one
 * step of refinement with the true residual, then give the accuracy of QR for problems that are not
 * worse conditioned than 1/sqrt(eps). Columns of R are scaled and pivoted, and directions that the
 * snapshots do not determine get the amplitude 0.
 *
 * <p>Powers of an eigenvalue outside the unit circle are taken from the last snapshot backwards, so
 * that none exceeds 1. With k modes and m snapshots it costs about 4 k³ log2(m) operations, with
 * weights 2 k³ m, and 4 k² m for each right-hand side.
 */
final class AmplitudeSolver {
  private final RealForm form;
  private final Complex[] eigenvalues;

  /** The basis that more rows than columns of W are compressed to, or null. */
  private final Qr basis;

  /** W in real form, in that basis. */
  private final Matrix vectors;

  private final int length;
  private final double[] weights;

  /** The powers of the eigenvalues at each snapshot. */
  private final Complex[][] powers;

  private final Matrix triangle;
  private final double[] columnNorms;
  private final int[] pivots;

  /**
   * Prepares for trajectories of one length.
   *
   * @param form the real form of the system
   * @param modes W, r x k
   * @param length the number of snapshots
   * @param weights one for each snapshot, or null for equal ones
   */
  AmplitudeSolver(
      RealForm form, Complex[] eigenvalues, ComplexMatrix modes, int length, double[] weights) {
    this.form = form;
    this.eigenvalues = eigenvalues;
    Matrix columns = form.columns(modes);
    this.basis = columns.rows() > columns.columns() ? Qr.of(columns) : null;
    this.vectors = basis == null ? columns : basis.r();
    this.length = length;
    this.weights = weights;
    this.powers = new Complex[length][];
    for (int i = 0; i < length; i++) {
      powers[i] = powers(i, i - (length - 1));
    }
    Matrix r = weights == null ? factor(length) : factorWeighted();
    this.columnNorms = new double[r.columns()];
    for (int j = 0; j < columnNorms.length; j++) {
      columnNorms[j] = Dense.norm(r, j);
      if (columnNorms[j] > 0) {
        DoubleBlas.scal(r.rows(), 1 / columnNorms[j], r.data(), r.index(0, j));
      }
    }
    PivotedQr qr = PivotedQr.of(r);
    int rank = qr.rank(Math.max(r.rows(), r.columns()) * Math.ulp(1.0));
    this.triangle = qr.r().block(0, 0, rank, rank);
    this.pivots = Arrays.copyOf(qr.pivots(), rank);
  }

  /** The factors of two blocks of powers: for eigenvalues in the unit disk, and outside it. */
  private Complex[] powers(int inside, int outside) {
    return Arrays.stream(eigenvalues)
        .map(lambda -> lambda.pow(lambda.abs() > 1 ? outside : inside))
        .toArray(Complex[]::new);
  }

  /** The triangular factor of so many blocks. */
  private Matrix factor(int blocks) {
    if (blocks == 1) {
      TallSkinnyQr qr = new TallSkinnyQr(vectors.columns());
      qr.add(vectors);
      return qr.r();
    }
    Matrix half = factor(blocks / 2);
    Matrix even = join(half, blocks / 2, half, blocks / 2);
    return blocks % 2 == 0 ? even : join(even, blocks - 1, vectors, 1);
  }

  private Matrix join(Matrix upper, int upperBlocks, Matrix lower, int lowerBlocks) {
    Matrix top = upper.copy();
    Matrix bottom = lower.copy();
    form.multiplyColumns(top, powers(0, -lowerBlocks));
    form.multiplyColumns(bottom, powers(upperBlocks, 0));
    TallSkinnyQr qr = new TallSkinnyQr(vectors.columns());
    qr.add(top);
    qr.add(bottom);
    return qr.r();
  }

  private Matrix factorWeighted() {
    TallSkinnyQr qr = new TallSkinnyQr(vectors.columns());
    for (int i = 0; i < length; i++) {
      Matrix block = vectors.copy();
      form.multiplyColumns(block, powers[i]);
      for (int j = 0; j < block.columns(); j++) {
        DoubleBlas.scal(block.rows(), weights[i], block.data(), block.index(0, j));
      }
      qr.add(block);
    }
    return qr.r();
  }

  /**
   * Fits one trajectory.
   *
   * @param trajectory in the coordinates of W, r x length
   * @return the amplitudes at the first snapshot
   */
  Complex[] solve(Dense trajectory) {
    Matrix stacked = form.stack(trajectory);
    Matrix snapshots =
        basis == null
            ? stacked
            : basis.applyQTransposed(stacked).block(0, 0, vectors.rows(), length);
    double[] solution = solveNormal(adjoint(snapshots));
    double[] correction = solveNormal(adjoint(snapshots.minus(model(solution))));
    for (int j = 0; j < solution.length; j++) {
      solution[j] += correction[j];
    }
    return form.amplitudes(form.multiply(solution, powers[0]));
  }

  private Matrix model(double[] coefficients) {
    Matrix factors = new Matrix(coefficients.length, length);
    for (int i = 0; i < length; i++) {
      double[] column = form.multiply(coefficients, powers[i]);
      System.arraycopy(column, 0, factors.data(), factors.index(0, i), column.length);
    }
    return vectors.times(factors);
  }

  /** M'g, the weights squared. */
  private double[] adjoint(Matrix snapshots) {
    Matrix products = snapshots.transposeTimes(vectors);
    double[] sum = new double[vectors.columns()];
    for (int i = 0; i < length; i++) {
      Matrix row = products.block(i, 0, 1, sum.length).copy();
      form.multiplyColumns(row, powers[i]);
      double weight = weights == null ? 1 : weights[i] * weights[i];
      DoubleBlas.axpy(sum.length, weight, row.data(), 0, sum, 0);
    }
    return sum;
  }

  /** Solves R'R x = b for the scaled and pivoted columns that are kept. */
  private double[] solveNormal(double[] b) {
    double[] y = new double[pivots.length];
    for (int j = 0; j < y.length; j++) {
      double sum = b[pivots[j]] / columnNorms[pivots[j]];
      for (int i = 0; i < j; i++) {
        sum -= triangle.get(i, j) * y[i];
      }
      y[j] = sum / triangle.get(j, j);
    }
    for (int j = y.length - 1; j >= 0; j--) {
      y[j] /= triangle.get(j, j);
      DoubleBlas.axpy(j, -y[j], triangle.data(), triangle.index(0, j), y, 0);
    }
    double[] x = new double[b.length];
    for (int j = 0; j < y.length; j++) {
      x[pivots[j]] = y[j] / columnNorms[pivots[j]];
    }
    return x;
  }
}
