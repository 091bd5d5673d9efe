// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/**
 * The best fit of a sum of exponentials to data at any times, by {@link VariableProjection}.
 *
 * @param exponents per unit of time, conjugate pairs adjacent with the positive imaginary part
 *     first
 * @param residualNorm the norm of what the exponentials do not fit
 * @param iterations of Levenberg and Marquardt's method from the start that led here
 * @param converged whether it converged
 */
record ExponentialFit(Complex[] exponents, double residualNorm, int iterations, boolean converged) {
  private static final LevenbergMarquardt ROUGH = new LevenbergMarquardt(40, 1e-6);
  private static final LevenbergMarquardt FINE = new LevenbergMarquardt(200, 1e-15);

  /** Of the norm of the data, when a fit cannot get better. */
  private static final double EXACT = 1e-12;

  /** How much an exchange must reduce the residual. */
  private static final double BETTER = 1 - 1e-6;

  /** Data at times moved and scaled to [0, 1]. */
  private static final class Scaled {
    final VariableProjection problem;
    final double span;

    Scaled(double[] times, Matrix data) {
      double start = Arrays.stream(times).min().orElseThrow();
      this.span = Arrays.stream(times).max().orElseThrow() - start;
      this.problem =
          new VariableProjection(Arrays.stream(times).map(t -> (t - start) / span).toArray(), data);
    }

    double[] parameters(Complex[] exponents) {
      return ExponentialBasis.parameters(
          Arrays.stream(exponents).map(s -> s.times(span)).toArray(Complex[]::new));
    }

    /** Some parameters and those of the candidate that takes most away from their residual. */
    double[] withBest(double[] parameters, int width) {
      double[] best = new ExponentialCandidates(problem).best(problem.at(parameters), width);
      double[] more = Arrays.copyOf(parameters, parameters.length + width);
      System.arraycopy(best, 0, more, parameters.length, width);
      return more;
    }

    LevenbergMarquardt.Minimum improved(LevenbergMarquardt.Minimum start) {
      LevenbergMarquardt.Minimum best = start;
      int groups = (start.point().parameters().length + 1) / 2;
      int failures = 0;
      for (int group = 0; failures < groups && !exact(best); group = (group + 1) % groups) {
        LevenbergMarquardt.Minimum trial =
            ROUGH.minimize(problem, exchanged(best.point().parameters(), 2 * group));
        failures++;
        if (trial.point().residualNorm() < BETTER * best.point().residualNorm()) {
          best = FINE.minimize(problem, trial.point().parameters());
          failures = 0;
        }
      }
      return best;
    }

    private boolean exact(LevenbergMarquardt.Minimum minimum) {
      return minimum.point().residualNorm() <= EXACT * problem.data().frobeniusNorm();
    }

    /** The parameters with the pair, or the lone exponent, from an index on exchanged. */
    private double[] exchanged(double[] parameters, int first) {
      int width = Math.min(2, parameters.length - first);
      double[] others = new double[parameters.length - width];
      System.arraycopy(parameters, 0, others, 0, first);
      System.arraycopy(parameters, first + width, others, first, others.length - first);
      double[] more = withBest(others, width);
      double[] result = parameters.clone();
      System.arraycopy(more, others.length, result, first, width);
      return result;
    }

    ExponentialFit of(LevenbergMarquardt.Minimum minimum) {
      Complex[] exponents = ExponentialBasis.exponents(minimum.point().parameters());
      return new ExponentialFit(
          Arrays.stream(exponents).map(s -> s.times(1 / span)).toArray(Complex[]::new),
          minimum.point().residualNorm(),
          minimum.iterations(),
          minimum.converged());
    }
  }

  /**
   * Fits from a start, to the minimum that the start leads to.
   *
   * @param times at least two different ones
   * @param data times x observables
   * @param start exponents, closed under conjugation
   */
  static ExponentialFit near(Complex[] start, double[] times, Matrix data) {
    Scaled scaled = new Scaled(times, data);
    return scaled.of(FINE.minimize(scaled.problem, scaled.parameters(start)));
  }

  /**
   * Fits from a start that may be poor: in the minimum that it leads to, pair after pair is taken
   * out and put in again where on a grid of rates and frequencies it takes away most of what is
   * left, as long as that makes the fit better.
   *
   * @param times at least two different ones
   * @param data times x observables
   * @param start exponents, closed under conjugation
   */
  static ExponentialFit from(Complex[] start, double[] times, Matrix data) {
    Scaled scaled = new Scaled(times, data);
    return scaled.of(scaled.improved(FINE.minimize(scaled.problem, scaled.parameters(start))));
  }

  /**
   * Fits without a start: pair after pair is added where it takes away most of what is left, and
   * all are fitted anew each time; then as {@link #from}.
   *
   * @param count the number of exponents
   * @param times at least two different ones
   * @param data times x observables
   */
  static ExponentialFit greedy(int count, double[] times, Matrix data) {
    Scaled scaled = new Scaled(times, data);
    double[] parameters = {};
    while (parameters.length < count) {
      double[] more = scaled.withBest(parameters, Math.min(2, count - parameters.length));
      parameters = ROUGH.minimize(scaled.problem, more).point().parameters();
    }
    return scaled.of(scaled.improved(FINE.minimize(scaled.problem, parameters)));
  }
}
