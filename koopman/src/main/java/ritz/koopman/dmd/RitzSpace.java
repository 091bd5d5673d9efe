// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Eigen;
import ritz.kernels.linalg.JacobiSvd;

/**
 * The subspace that a map A is known on, and what A does there.
 *
 * <p>With X = U Sigma V' cut to rank k, the columns of U span the subspace, B = A U = Y V Sigma^-1
 * is their image, and S = U'B is the Rayleigh quotient: the map as seen from within. An eigenpair
 * (lambda, w) of S gives the Ritz pair (lambda, U w) of A with the residual |B w - lambda U w|.
 *
 * @param u U, orthonormal, k columns
 * @param b B, k columns
 * @param s S, k x k
 * @param singularValues all of those of X, descending
 */
record RitzSpace(Matrix u, Matrix b, Matrix s, double[] singularValues) {
  /**
   * Finds the subspace.
   *
   * @param size the larger dimension of the snapshots, for the default of the rank
   * @throws IllegalArgumentException if X is zero
   */
  static RitzSpace of(SnapshotPairs pairs, RankRule rule, int size) {
    JacobiSvd svd = JacobiSvd.of(pairs.x());
    double[] sigma = svd.singularValues();
    if (sigma[0] == 0) {
      throw new IllegalArgumentException(
          "snapshots: all that have a successor are zero, expected at least one that is not");
    }
    int rank = rule.decide(sigma, size);
    Matrix u = svd.u().columns(0, rank);
    Matrix v = svd.v().columns(0, rank);
    for (int j = 0; j < rank; j++) {
      double inverse = 1 / sigma[j];
      DoubleBlas.scal(v.rows(), inverse, v.data(), v.index(0, j));
    }
    Matrix b = pairs.y().times(v);
    return new RitzSpace(u, b, u.transposeTimes(b), sigma);
  }

  int rank() {
    return s.columns();
  }

  /** The eigenpairs of S, in the order in which the eigensolver found them. */
  RitzPairs ritzPairs() {
    Eigen eigen = Eigen.of(s);
    Complex[] eigenvalues = eigen.values();
    Matrix vectors = RealForm.of(eigenvalues, eigen.vectors());
    return new RitzPairs(eigenvalues, vectors, residuals(eigenvalues, vectors));
  }

  /** |A z - lambda z| for unit vectors z = U w, given as the real form of w. */
  double[] residuals(Complex[] eigenvalues, Matrix vectors) {
    Matrix turned = vectors.copy();
    RealForm.multiplyColumns(turned, eigenvalues, eigenvalues);
    Matrix difference = b.times(vectors).minus(u.times(turned));
    double[] residuals = new double[eigenvalues.length];
    Arrays.setAll(residuals, j -> Snapshots.norm(difference, j));
    for (int j = 0; j < residuals.length; j++) {
      if (RealForm.startsPair(eigenvalues[j])) {
        residuals[j] = Math.hypot(residuals[j], residuals[j + 1]);
        residuals[j + 1] = residuals[j];
        j++;
      }
    }
    return residuals;
  }
}
