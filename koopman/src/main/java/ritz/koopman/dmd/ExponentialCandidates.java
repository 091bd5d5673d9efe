// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/**
 * A grid of exponents, from which the one is taken that takes most away from a residual: matching
 * pursuit in the space orthogonal to the exponentials there are (Rebollo-Neira and Lowe 2002).
 */
final class ExponentialCandidates {
  /** Growth rates for times in [0, 1]. */
  private static final double[] RATES = {0, -1, -4, -16, 1.5};

  private static final int MOST_FREQUENCIES = 1024;

  /** A function with less than this share outside of the others adds nothing. */
  private static final double NEGLIGIBLE = 1e-10;

  private final VariableProjection problem;
  private final int frequencies;

  ExponentialCandidates(VariableProjection problem) {
    this.problem = problem;
    int signs = problem.kind() == ExponentialFunctions.Kind.REAL ? 1 : 2;
    int longest = problem.times().stream().mapToInt(times -> times.length).max().orElseThrow();
    this.frequencies = signs * Math.min(2 * longest, MOST_FREQUENCIES);
  }

  /** The parameters of the best pair for width 2, of the best lone exponent for width 1. */
  double[] best(VariableProjection.Point point, int width) {
    double[] best = new double[width];
    double most = -1;
    int count = width == 1 ? 1 : frequencies;
    for (double rate : RATES) {
      double[] gains = new double[count];
      for (int i = 0; i < point.parts().size(); i++) {
        VariableProjection.Part part = point.parts().get(i);
        Matrix outside = part.outside(functions(problem.times().get(i), rate, count));
        Matrix products = part.residual().transposeTimes(outside);
        for (int k = 0; k < count; k++) {
          gains[k] += gain(outside, products, 2 * k, width);
        }
      }
      for (int k = 0; k < count; k++) {
        if (gains[k] > most) {
          most = gains[k];
          best = width == 1 ? new double[] {rate} : parameters(rate, frequency(k));
        }
      }
    }
    return best;
  }

  /** Complex data have frequencies of both signs. */
  private double frequency(int k) {
    boolean real = problem.kind() == ExponentialFunctions.Kind.REAL;
    return Math.PI / 2 * (real ? k : (k % 2 == 0 ? k : -k - 1) / 2);
  }

  private double[] parameters(double rate, double frequency) {
    return problem.kind() == ExponentialFunctions.Kind.REAL
        ? new double[] {rate, -frequency * frequency}
        : new double[] {rate, frequency};
  }

  /** The two unit functions of each frequency, or for width 1 the one of the rate and any other. */
  private Matrix functions(double[] times, double rate, int count) {
    int parts = problem.kind() == ExponentialFunctions.Kind.REAL ? 1 : 2;
    Matrix result = new Matrix(parts * times.length, 2 * count);
    for (int k = 0; k < count; k++) {
      Matrix pair = problem.kind().at(times, parameters(rate, frequency(k))).functions();
      Dense.of(result).setBlock(0, 2 * k, Dense.of(pair));
    }
    return result;
  }

  /** The squared norm of the part of the residual in the direction of one or two functions. */
  private static double gain(Matrix outside, Matrix products, int j, int width) {
    double first = dot(outside, j, j);
    double gain = 0;
    double slope = 0;
    if (first > NEGLIGIBLE) {
      gain = dot(products, j, j) / first;
      slope = dot(outside, j, j + 1) / first;
    }
    double second = dot(outside, j + 1, j + 1) - slope * slope * first;
    if (width == 2 && second > NEGLIGIBLE) {
      double squares =
          dot(products, j + 1, j + 1)
              - 2 * slope * dot(products, j, j + 1)
              + slope * slope * dot(products, j, j);
      gain += squares / second;
    }
    return gain;
  }

  private static double dot(Matrix a, int i, int j) {
    return DoubleBlas.dot(a.rows(), a.data(), a.index(0, i), a.data(), a.index(0, j));
  }
}
