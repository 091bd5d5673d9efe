// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

/**
 * Levenberg and Marquardt's method for {@link VariableProjection}: steps that minimize |J s + e|² +
 * mu |D s|², with D the largest norms that the columns of J have had (Moré 1978) and mu driven by
 * the ratio of the true to the foreseen reduction (Nielsen 1999).
 *
 * @param maxIterations how many Jacobians at most
 * @param tolerance the relative reduction of the squared residual, and the relative length of the
 *     step, below which it ends
 */
record LevenbergMarquardt(int maxIterations, double tolerance) {
  private static final int MOST_REJECTIONS = 30;

  /**
   * Where the iteration ended.
   *
   * @param point the best parameters
   * @param iterations the Jacobians formed
   * @param converged false if the iterations ran out
   */
  record Minimum(VariableProjection.Point point, int iterations, boolean converged) {}

  Minimum minimize(VariableProjection problem, double[] start) {
    VariableProjection.Point point = problem.at(start);
    double norm = point.residualNorm();
    double negligible = problem.norm() * Math.ulp(1.0);
    double[] scale = new double[start.length];
    double damping = 1e-3;
    double growth = 2;
    for (int iteration = 1; iteration <= maxIterations; iteration++) {
      if (norm <= negligible) {
        return new Minimum(point, iteration - 1, true);
      }
      Qr qr = Qr.of(point.jacobian());
      Matrix r = qr.r();
      Matrix rhs = qr.applyQTransposed(point.residualColumn()).block(0, 0, r.rows(), 1);
      for (int j = 0; j < scale.length; j++) {
        scale[j] = Math.max(scale[j], Dense.norm(r, j));
      }
      boolean accepted = false;
      for (int rejections = 0; !accepted && rejections < MOST_REJECTIONS; rejections++) {
        double[] step = step(r, rhs, scale, damping);
        double foreseen = reduction(r, rhs, step);
        VariableProjection.Point next = problem.at(moved(point.parameters(), step));
        double nextNorm = next.residualNorm();
        double reduction = norm * norm - nextNorm * nextNorm;
        if (reduction > 0) {
          double ratio = reduction / foreseen;
          damping *= Math.max(1.0 / 3, 1 - Math.pow(2 * ratio - 1, 3));
          growth = 2;
          boolean small =
              reduction <= tolerance * norm * norm || negligibleStep(step, point.parameters());
          point = next;
          norm = nextNorm;
          if (small) {
            return new Minimum(point, iteration, true);
          }
          accepted = true;
        } else if (foreseen <= tolerance * norm * norm
            || negligibleStep(step, point.parameters())) {
          return new Minimum(point, iteration, true);
        } else {
          damping *= growth;
          growth *= 2;
        }
      }
      if (!accepted) {
        return new Minimum(point, iteration, true);
      }
    }
    return new Minimum(point, maxIterations, false);
  }

  private static double[] step(Matrix r, Matrix rhs, double[] scale, double damping) {
    int count = scale.length;
    Matrix system = new Matrix(r.rows() + count, count);
    Matrix right = new Matrix(r.rows() + count, 1);
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < r.rows(); i++) {
        system.set(i, j, r.get(i, j));
      }
      double weight = scale[j] > 0 ? scale[j] : 1;
      system.set(r.rows() + j, j, Math.sqrt(damping) * weight);
    }
    for (int i = 0; i < r.rows(); i++) {
      right.set(i, 0, -rhs.get(i, 0));
    }
    return Qr.of(system).solve(right).column(0);
  }

  private static double reduction(Matrix r, Matrix rhs, double[] step) {
    Matrix image = r.times(Matrix.of(step.length, 1, step));
    double sum = 0;
    for (int i = 0; i < r.rows(); i++) {
      double after = rhs.get(i, 0) + image.get(i, 0);
      sum += rhs.get(i, 0) * rhs.get(i, 0) - after * after;
    }
    return sum;
  }

  private static double[] moved(double[] parameters, double[] step) {
    double[] result = parameters.clone();
    for (int j = 0; j < result.length; j++) {
      result[j] += step[j];
    }
    return result;
  }

  private boolean negligibleStep(double[] step, double[] parameters) {
    for (int j = 0; j < step.length; j++) {
      if (Math.abs(step[j]) > tolerance * (1 + Math.abs(parameters[j]))) {
        return false;
      }
    }
    return true;
  }
}
