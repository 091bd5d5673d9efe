// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.linalg.Qr;

/**
 * The minimum of x'G x - 2 b'x + gamma · (sum over groups of |x_g|), G positive semidefinite. A
 * group is the pair of real numbers that make a complex one, or one real number; a whole group
 * becomes zero or none of it.
 *
 * <p>The alternating direction method of multipliers, whose threshold shortens each group by a
 * length and keeps its direction, x_g (1 - kappa/|x_g|)+, finds roughly which groups vanish
 * (Jovanović, Schmid, Nichols, Phys. Fluids 26, 2014). Newton's method on the others, where the
 * problem is smooth, then gives them to rounding, while groups whose best value is zero leave and
 * groups that pull by more than gamma/2 enter. What is returned meets the conditions of optimality:
 * (G x - b)_g = -gamma/2 · x_g/|x_g| where x_g is not zero, |(G x - b)_g| at most gamma/2 where it
 * is.
 */
final class GroupLasso {
  private static final int SPLITTING_STEPS = 200;
  private static final int NEWTON_STEPS = 1000;
  private static final int HALVINGS = 30;

  /** How well the conditions of optimality are met, relative to the largest |b_g|. */
  private static final double TOLERANCE = 1e-12;

  private final Matrix gram;
  private final double[] b;
  private final int[] starts;
  private final double yardstick;

  /**
   * A problem.
   *
   * @param starts where the groups start, rising from 0, and the number of unknowns at the end
   */
  GroupLasso(Matrix gram, double[] b, int[] starts) {
    this.gram = gram;
    this.b = b;
    this.starts = starts;
    this.yardstick = largestPull();
  }

  private int groups() {
    return starts.length - 1;
  }

  /** The largest |b_g|; from gamma = 2 · this on, all is zero. */
  double largestPull() {
    double most = 0;
    for (int g = 0; g < groups(); g++) {
      most = Math.max(most, norm(b, g));
    }
    return most;
  }

  private double norm(double[] x, int g) {
    return starts[g + 1] - starts[g] == 1
        ? Math.abs(x[starts[g]])
        : Math.hypot(x[starts[g]], x[starts[g] + 1]);
  }

  /**
   * Solves the problem.
   *
   * @param gamma the penalty, at least 0
   * @return x
   * @throws NumericalException if the conditions of optimality are not met in the end
   */
  double[] solve(double gamma) {
    int n = b.length;
    if (gamma >= 2 * yardstick) {
      return new double[n];
    }
    double[] x = polish(split(gamma), gamma);
    if (!(violation(x, gamma) <= TOLERANCE)) {
      throw new NumericalException("penalty " + gamma + ": the sparse amplitudes did not converge");
    }
    return x;
  }

  /** Some steps of the alternating direction method. */
  private double[] split(double gamma) {
    int n = b.length;
    double rho = meanDiagonal();
    Matrix inverse = inverse(rho);
    double[] z = new double[n];
    double[] u = new double[n];
    for (int step = 0; step < SPLITTING_STEPS; step++) {
      double[] right = new double[n];
      for (int i = 0; i < n; i++) {
        right[i] = 2 * b[i] + rho * (z[i] - u[i]);
      }
      double[] x = inverse.times(Matrix.of(n, 1, right)).data();
      for (int i = 0; i < n; i++) {
        z[i] = x[i] + u[i];
      }
      shorten(z, gamma / rho);
      for (int i = 0; i < n; i++) {
        u[i] += x[i] - z[i];
      }
    }
    return z;
  }

  private double meanDiagonal() {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += gram.get(i, i);
    }
    return sum / b.length;
  }

  /** (2 G + rho I)^-1. */
  private Matrix inverse(double rho) {
    int n = b.length;
    Matrix system = new Matrix(n, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        system.set(i, j, 2 * gram.get(i, j) + (i == j ? rho : 0));
      }
    }
    return Qr.of(system).solve(Matrix.identity(n));
  }

  /** Shortens every group by kappa, in place. */
  private void shorten(double[] x, double kappa) {
    for (int g = 0; g < groups(); g++) {
      double norm = norm(x, g);
      double factor = norm > kappa ? 1 - kappa / norm : 0;
      for (int i = starts[g]; i < starts[g + 1]; i++) {
        x[i] *= factor;
      }
    }
  }

  /** Newton's method on the groups that are not zero, with groups that leave and enter. */
  private double[] polish(double[] start, double gamma) {
    double[] x = start.clone();
    for (int step = 0; step < NEWTON_STEPS && violation(x, gamma) > TOLERANCE; step++) {
      removeVanishing(x, gamma);
      int[] kept = kept(x);
      double[] next = newton(x, gamma, kept);
      boolean stuck = next == x;
      x = next;
      if (stuck || norm(gradient(x, gamma), kept) <= TOLERANCE * yardstick) {
        enter(x, gamma);
      }
    }
    return x;
  }

  /** The next iterate, which is x itself if no length of the step reduces the objective. */
  private double[] newton(double[] x, double gamma, int[] kept) {
    if (kept.length == 0) {
      return x;
    }
    double[] gradient = gradient(x, gamma);
    Matrix right = new Matrix(kept.length, 1);
    Matrix hessian = hessian(x, gamma, kept);
    for (int i = 0; i < kept.length; i++) {
      right.set(i, 0, gradient[kept[i]]);
      // keeps a semidefinite problem solvable; the fixed point stays
      hessian.set(i, i, hessian.get(i, i) * (1 + Math.ulp(8.0)));
    }
    Matrix move = Qr.of(hessian).solve(right);
    double size = norm(gradient, kept);
    double value = objective(x, gamma);
    double length = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double[] next = x.clone();
      for (int i = 0; i < kept.length; i++) {
        next[kept[i]] -= length * move.get(i, 0);
      }
      if (objective(next, gamma) < value || norm(gradient(next, gamma), kept) < size / 2) {
        return next;
      }
      length /= 2;
    }
    return x;
  }

  private double objective(double[] x, double gamma) {
    double[] image = gram.times(Matrix.of(x.length, 1, x)).data();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * (image[i] - 2 * b[i]);
    }
    for (int g = 0; g < groups(); g++) {
      sum += gamma * norm(x, g);
    }
    return sum;
  }

  /** Sets to zero, one after the other, the groups for which zero is best if the others stay. */
  private void removeVanishing(double[] x, double gamma) {
    for (int g = 0; g < groups(); g++) {
      if (norm(x, g) > 0) {
        double[] without = x.clone();
        Arrays.fill(without, starts[g], starts[g + 1], 0);
        if (norm(gradient(without, gamma), g) <= gamma / 2) {
          Arrays.fill(x, starts[g], starts[g + 1], 0);
        }
      }
    }
  }

  /** Gives the zero group that pulls most a value that reduces the objective. */
  private void enter(double[] x, double gamma) {
    double[] gradient = gradient(x, gamma);
    int strongest = -1;
    double most = gamma / 2;
    for (int g = 0; g < groups(); g++) {
      if (norm(x, g) == 0 && norm(gradient, g) > most) {
        most = norm(gradient, g);
        strongest = g;
      }
    }
    if (strongest >= 0) {
      double curvature = 0;
      for (int i = starts[strongest]; i < starts[strongest + 1]; i++) {
        curvature += gram.get(i, i);
      }
      for (int i = starts[strongest]; i < starts[strongest + 1]; i++) {
        x[i] = -gradient[i] / most * (most - gamma / 2) / curvature;
      }
    }
  }

  private int[] kept(double[] x) {
    int[] result = new int[x.length];
    int count = 0;
    for (int g = 0; g < groups(); g++) {
      for (int i = starts[g]; i < starts[g + 1] && norm(x, g) > 0; i++) {
        result[count++] = i;
      }
    }
    return Arrays.copyOf(result, count);
  }

  private static double norm(double[] x, int[] indices) {
    return Math.sqrt(Arrays.stream(indices).mapToDouble(i -> x[i] * x[i]).sum());
  }

  /** G x - b, and for groups that are not zero + gamma/2 · x_g/|x_g|. */
  private double[] gradient(double[] x, double gamma) {
    double[] result = gram.times(Matrix.of(x.length, 1, x)).data();
    for (int g = 0; g < groups(); g++) {
      double norm = norm(x, g);
      for (int i = starts[g]; i < starts[g + 1]; i++) {
        result[i] += (norm > 0 ? gamma / 2 * x[i] / norm : 0) - b[i];
      }
    }
    return result;
  }

  private Matrix hessian(double[] x, double gamma, int[] kept) {
    Matrix result = new Matrix(kept.length, kept.length);
    int[] groupOf = new int[x.length];
    for (int g = 0; g < groups(); g++) {
      Arrays.fill(groupOf, starts[g], starts[g + 1], g);
    }
    for (int j = 0; j < kept.length; j++) {
      for (int i = 0; i < kept.length; i++) {
        double value = gram.get(kept[i], kept[j]);
        if (groupOf[kept[i]] == groupOf[kept[j]]) {
          double norm = norm(x, groupOf[kept[j]]);
          double along = x[kept[i]] * x[kept[j]] / (norm * norm);
          value += gamma / 2 / norm * ((i == j ? 1 : 0) - along);
        }
        result.set(i, j, value);
      }
    }
    return result;
  }

  /** By how much x fails the conditions of optimality, relative to the largest |b_g|. */
  double violation(double[] x, double gamma) {
    double[] gradient = gradient(x, gamma);
    double most = 0;
    for (int g = 0; g < groups(); g++) {
      double excess = norm(gradient, g) - (norm(x, g) > 0 ? 0 : gamma / 2);
      most = Math.max(most, excess);
    }
    return most / yardstick;
  }
}
