// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Matrix;
import ritz.kernels.linalg.PivotedQr;

/**
 * A grid of exponents, from which the one is taken that takes most away from a residual: matching
 * pursuit in the space orthogonal to the exponentials there are (Rebollo-Neira and Lowe 2002).
 */
final class ExponentialCandidates {
  /** Growth rates for times in [0, 1]. */
  private static final double[] RATES = {0, -1, -4, -16, 1.5};

  private final VariableProjection problem;

  ExponentialCandidates(VariableProjection problem) {
    this.problem = problem;
  }

  /** The parameters of the best pair for width 2, of the best lone exponent for width 1. */
  double[] best(VariableProjection.Point point, int width) {
    double[] best = new double[width];
    double most = -1;
    int frequencies = width == 1 ? 1 : 2 * problem.times().length;
    for (double rate : RATES) {
      for (int k = 0; k < frequencies; k++) {
        double omega = k * Math.PI / 2;
        double[] candidate = width == 1 ? new double[] {rate} : new double[] {rate, -omega * omega};
        double gain = gain(candidate, point);
        if (gain > most) {
          most = gain;
          best = candidate;
        }
      }
    }
    return best;
  }

  /** The squared norm of the part of the residual in the direction of the new functions. */
  private double gain(double[] candidate, VariableProjection.Point point) {
    Matrix functions = new ExponentialBasis(problem.times(), candidate).functions();
    PivotedQr qr = PivotedQr.of(point.outside(functions));
    int rank = 0;
    while (rank < candidate.length && Math.abs(qr.r().get(rank, rank)) > 1e-6) {
      rank++;
    }
    double norm = qr.q().columns(0, rank).transposeTimes(point.residual()).frobeniusNorm();
    return norm * norm;
  }
}
