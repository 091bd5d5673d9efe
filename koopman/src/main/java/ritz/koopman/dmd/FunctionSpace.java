// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;
import ritz.koopman.dmd.Factorizations.Svd;

/**
 * The Koopman operator K on the span of N functions, given by their values: with X = F(x) and Y =
 * F(y), a column for each function, K takes X c to Y c.
 *
 * @param space the Rayleigh quotient of K, and B = K U
 * @param pairs its Ritz pairs
 * @param coefficients those of the eigenfunctions in the N functions, N x k
 * @param modes what each eigenfunction adds to the target, by least squares, n x k
 */
record FunctionSpace(
    RitzSpace space, RitzPairs pairs, ComplexMatrix coefficients, ComplexMatrix modes) {
  /**
   * Finds eigenfunctions.
   *
   * @param x values at the states, rows weighted
   * @param y values at their successors, weighted alike
   * @param target what is to be written in the eigenfunctions, weighted alike
   * @param options rank and refinement
   */
  static FunctionSpace of(Matrix x, Matrix y, Matrix target, Dmd options) {
    int n = x.columns();
    Dense both = Dense.of(new Matrix(x.rows(), 2 * n));
    both.setBlock(0, 0, Dense.of(x));
    both.setBlock(0, n, Dense.of(y));
    Matrix goal = target;
    if (x.rows() >= 4L * n) {
      Qr qr = Qr.of(both.real());
      both = Dense.of(qr.r());
      goal = qr.applyQTransposed(target).block(0, 0, 2 * n, target.columns()).copy();
    }
    Dense first = both.columns(0, n).copy();
    Dense second = both.columns(n, 2 * n).copy();
    double[] norms = IntStream.range(0, n).mapToDouble(first::norm).toArray();
    for (int j = 0; j < n; j++) {
      if (norms[j] > 0) {
        first.divideColumn(j, norms[j]);
        second.divideColumn(j, norms[j]);
      } else {
        second.clearColumn(j);
      }
    }
    SnapshotPairs scaled = new SnapshotPairs(first, second, x.rows(), new int[0], 1);
    Svd svd = RitzSpace.svdOf(scaled);
    int rank = options.rankRule().limit(svd.sigma(), scaled);
    RitzSpace space = RitzSpace.of(svd, rank, second);
    RitzPairs pairs = space.ritzPairs();
    if (options.refines()) {
      pairs = new RitzRefinement(space).refine(pairs);
    }
    return new FunctionSpace(
        space, pairs, coefficients(pairs, space, svd.scaledRight(rank), norms), modes(pairs, goal));
  }

  private static ComplexMatrix coefficients(
      RitzPairs pairs, RitzSpace space, Dense right, double[] norms) {
    RealForm form = new RealForm(pairs.eigenvalues(), true);
    Dense inner = Dense.of(space.u().real().transpose());
    ComplexMatrix result = form.product(right.times(inner), pairs.vectors());
    for (int i = 0; i < norms.length; i++) {
      for (int j = 0; j < pairs.count() && norms[i] > 0; j++) {
        result.set(i, j, result.get(i, j).times(1 / norms[i]));
      }
    }
    return result;
  }

  private static ComplexMatrix modes(RitzPairs pairs, Matrix goal) {
    RealForm form = new RealForm(pairs.eigenvalues(), true);
    Matrix parts = Qr.of(form.columns(pairs.vectors())).solve(goal);
    ComplexMatrix result = new ComplexMatrix(goal.columns(), pairs.count());
    for (int i = 0; i < goal.columns(); i++) {
      Complex[] row = form.amplitudes(parts.column(i));
      for (int j = 0; j < row.length; j++) {
        result.set(i, j, row[j]);
      }
    }
    return result;
  }
}
