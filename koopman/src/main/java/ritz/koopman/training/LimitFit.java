// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.List;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

/**
 * The limit of a window of snapshots: with the eigenvalues lambda_j other than 1 known, the
 * constant c of the weighted least-squares fit w_k = c + sum over j of b_j lambda_j^k. It is a
 * combination of the snapshots whose factors sum to 1. Of sums of such decays it is the exact
 * limit; without any it is the weighted mean of the snapshots.
 *
 * <p>A snapshot weighs mu times as much as the next. If steps are part drift and part noise without
 * memory, their persistence rho is the share of the drift in their squares, and mu = (1 - rho) /
 * rho the ratio of noise to drift, at most 1: under noise the mean of all counts, which takes out
 * most of it, in a drift the latest snapshots alone, which are not late.
 */
final class LimitFit {
  private static final double LEAST_MEMORY = 0.01;

  /** Singular values of the unit columns below this share of the largest are rounding. */
  private static final double TOLERANCE = 1e-10;

  private LimitFit() {}

  /** Mu. */
  static double memory(double persistence) {
    return persistence <= 0.5 ? 1 : Math.max(LEAST_MEMORY, (1 - persistence) / persistence);
  }

  /**
   * The factors of the snapshots.
   *
   * @param count the number of snapshots
   * @param eigenvalues the lambda_j, one of each conjugate pair
   * @param memory mu, in (0, 1]
   */
  static double[] factors(int count, List<Complex> eigenvalues, double memory) {
    double[] weights = new double[count];
    for (int k = 0; k < count; k++) {
      weights[k] = Math.pow(memory, (count - 1 - k) / 2.0);
    }
    Matrix columns = columns(weights, eigenvalues);
    double[] scale = new double[columns.columns()];
    for (int j = 0; j < scale.length; j++) {
      double norm = columns.columns(j, j + 1).frobeniusNorm();
      scale[j] = norm > 0 ? 1 / norm : 0;
      for (int k = 0; k < count; k++) {
        columns.set(k, j, columns.get(k, j) * scale[j]);
      }
    }
    // The first row of the pseudoinverse.
    JacobiSvd svd = JacobiSvd.of(columns);
    double[] sigma = svd.singularValues();
    double[] factors = new double[count];
    for (int i = 0; i < sigma.length && sigma[i] > TOLERANCE * sigma[0]; i++) {
      double along = scale[0] * svd.v().get(0, i) / sigma[i];
      for (int k = 0; k < count; k++) {
        factors[k] += along * svd.u().get(k, i) * weights[k];
      }
    }
    return factors;
  }

  /** The constant and the powers of the eigenvalues, each row times the root of its weight. */
  private static Matrix columns(double[] weights, List<Complex> eigenvalues) {
    int swings = (int) eigenvalues.stream().filter(value -> value.im() != 0).count();
    Matrix columns = new Matrix(weights.length, 1 + eigenvalues.size() + swings);
    for (int k = 0; k < weights.length; k++) {
      columns.set(k, 0, weights[k]);
      int at = 1;
      for (Complex value : eigenvalues) {
        Complex power = value.pow(k).times(weights[k]);
        columns.set(k, at++, power.re());
        if (value.im() != 0) {
          columns.set(k, at++, power.im());
        }
      }
    }
    return columns;
  }
}
