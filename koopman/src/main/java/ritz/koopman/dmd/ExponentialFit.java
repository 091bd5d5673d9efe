// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

/**
 * The best fit of a sum of exponentials to data at any times, by {@link VariableProjection}.
 *
 * @param exponents per unit of time, conjugate pairs of real data adjacent with the positive
 *     imaginary part first
 * @param standardErrors of the exponents, the root mean square of the distance from the true ones,
 *     for white noise of the size of the misfit
 * @param residualNorm the norm of what the exponentials do not fit
 * @param iterations of Levenberg and Marquardt's method from the start that led here
 * @param converged whether it converged
 */
record ExponentialFit(
    Complex[] exponents,
    double[] standardErrors,
    double residualNorm,
    int iterations,
    boolean converged) {
  private static final LevenbergMarquardt ROUGH = new LevenbergMarquardt(40, 1e-6);
  private static final LevenbergMarquardt FINE = new LevenbergMarquardt(200, 1e-13);

  /** Of the norm of the data, when a fit cannot get better. */
  private static final double EXACT = 1e-12;

  /** How much an exchange must reduce the residual. */
  private static final double BETTER = 1 - 1e-6;

  /** Data at times moved and scaled to [0, 1]. */
  private static final class Scaled {
    final VariableProjection problem;
    final ExponentialFunctions.Kind kind;
    final double span;

    Scaled(VariableProjection raw) {
      this.kind = raw.kind();
      this.span = raw.times().stream().mapToDouble(t -> t[t.length - 1] - t[0]).max().orElseThrow();
      this.problem = raw.scaledBy(span);
    }

    double[] parameters(Complex... exponents) {
      return kind.parameters(
          Arrays.stream(exponents).map(s -> s.times(span)).toArray(Complex[]::new));
    }

    /** Some parameters and those of the candidate that takes most away from their residual. */
    double[] withBest(double[] parameters, int width) {
      double[] best = new ExponentialCandidates(problem).best(problem.at(parameters), width);
      return kind.parameters(
          Stream.of(kind.exponents(parameters), kind.exponents(best))
              .flatMap(Arrays::stream)
              .toArray(Complex[]::new));
    }

    LevenbergMarquardt.Minimum improved(LevenbergMarquardt.Minimum start) {
      LevenbergMarquardt.Minimum best = start;
      boolean better = true;
      while (better && !exact(best)) {
        better = false;
        double current = best.point().residualNorm();
        for (int[] group : groups(kind.exponents(best.point().parameters()))) {
          LevenbergMarquardt.Minimum trial =
              ROUGH.minimize(problem, exchanged(best.point().parameters(), group));
          if (trial.point().residualNorm() < BETTER * current) {
            best = FINE.minimize(problem, trial.point().parameters());
            better = true;
            break;
          }
        }
      }
      return best;
    }

    /**
     * What may be taken out: each conjugate pair, any two real exponents, or a lone real one; of
     * complex data each exponent.
     */
    private List<int[]> groups(Complex... exponents) {
      List<int[]> groups = new ArrayList<>();
      if (kind == ExponentialFunctions.Kind.COMPLEX) {
        IntStream.range(0, exponents.length).forEach(i -> groups.add(new int[] {i}));
        return groups;
      }
      for (int i = 0; i < exponents.length; i++) {
        if (exponents[i].im() > 0) {
          groups.add(new int[] {i, i + 1});
        }
        for (int j = i + 1; j < exponents.length && exponents[i].im() == 0; j++) {
          if (exponents[j].im() == 0) {
            groups.add(new int[] {i, j});
          }
        }
        if (exponents[i].im() == 0 && exponents.length % 2 == 1) {
          groups.add(new int[] {i});
        }
      }
      return groups;
    }

    private boolean exact(LevenbergMarquardt.Minimum minimum) {
      return minimum.point().residualNorm() <= EXACT * problem.norm();
    }

    /** Parameters with a group of exponents exchanged for the best candidate. */
    private double[] exchanged(double[] parameters, int... group) {
      Complex[] exponents = kind.exponents(parameters);
      Complex[] others =
          IntStream.range(0, exponents.length)
              .filter(i -> IntStream.of(group).noneMatch(g -> g == i))
              .mapToObj(i -> exponents[i])
              .toArray(Complex[]::new);
      return withBest(kind.parameters(others), kind.count(group.length));
    }

    ExponentialFit of(LevenbergMarquardt.Minimum minimum) {
      Complex[] exponents = kind.exponents(minimum.point().parameters());
      return new ExponentialFit(
          Arrays.stream(exponents).map(s -> s.times(1 / span)).toArray(Complex[]::new),
          Arrays.stream(standardErrors(minimum.point())).map(e -> e / span).toArray(),
          minimum.point().residualNorm(),
          minimum.iterations(),
          minimum.converged());
    }

    /** By the covariance of the parameters, sigma² (J'J)^-1. */
    private double[] standardErrors(VariableProjection.Point point) {
      int count = point.parameters().length;
      Matrix r = Qr.of(point.jacobian()).r();
      for (int j = 0; j < count; j++) {
        if (r.rows() < count || r.get(j, j) == 0) {
          double[] unknown = new double[count];
          Arrays.fill(unknown, Double.POSITIVE_INFINITY);
          return unknown;
        }
      }
      Matrix inverse = Qr.of(r).solve(Matrix.identity(count));
      Matrix covariance = inverse.times(inverse.transpose());
      double freedom = -count;
      for (Matrix data : problem.data()) {
        freedom += (double) (data.rows() - count) * data.columns();
      }
      double sigma = point.residualNorm() / Math.sqrt(Math.max(1, freedom));
      double[] squares = kind.errors(point.parameters(), covariance);
      return Arrays.stream(squares).map(e -> sigma * Math.sqrt(Math.max(0, e))).toArray();
    }
  }

  /**
   * Fits from a start, to the minimum that the start leads to.
   *
   * @param problem at times that rise in each trajectory
   * @param start exponents, those of real data closed under conjugation
   */
  static ExponentialFit near(VariableProjection problem, Complex... start) {
    Scaled scaled = new Scaled(problem);
    return scaled.of(FINE.minimize(scaled.problem, scaled.parameters(start)));
  }

  /**
   * Fits from a start that may be poor: in the minimum that it leads to, pair after pair is taken
   * out and put in again where on a grid of rates and frequencies it takes away most of what is
   * left, as long as that makes the fit better.
   *
   * @param problem at times that rise in each trajectory
   * @param start exponents, those of real data closed under conjugation
   */
  static ExponentialFit from(VariableProjection problem, Complex... start) {
    Scaled scaled = new Scaled(problem);
    return scaled.of(scaled.improved(FINE.minimize(scaled.problem, scaled.parameters(start))));
  }

  /**
   * Fits without a start: pair after pair is added where it takes away most of what is left, and
   * all are fitted anew each time; then as {@link #from}.
   *
   * @param problem at times that rise in each trajectory
   * @param count the number of exponents
   */
  static ExponentialFit greedy(VariableProjection problem, int count) {
    Scaled scaled = new Scaled(problem);
    ExponentialFunctions.Kind kind = problem.kind();
    double[] parameters = {};
    while (parameters.length < kind.count(count)) {
      int left = kind.count(count) - parameters.length;
      double[] more = scaled.withBest(parameters, Math.min(2, left));
      parameters = ROUGH.minimize(scaled.problem, more).point().parameters();
    }
    return scaled.of(scaled.improved(FINE.minimize(scaled.problem, parameters)));
  }
}
