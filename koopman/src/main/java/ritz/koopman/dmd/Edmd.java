// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.List;
import java.util.Objects;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.koopman.dictionary.Dictionary;

/**
 * Extended dynamic mode decomposition: the Koopman operator, which takes a function g of the state
 * to its value one step later, on the span of a {@link Dictionary}.
 *
 * <p>The values of N functions at m states x are the columns of a matrix, their values at the
 * successors y those of another. The operator takes the first to the second, so its Ritz pairs are
 * found by {@link Dmd} as those of any other map: eigenvalues, eigenfunctions, and residuals |K g -
 * lambda g| / |g| in the mean square over the states. These are the residuals of residual DMD
 * (Colbrook and Townsend, Comm. Pure Appl. Math. 77, 2024); the truncation of the operator makes
 * false eigenvalues, and a residual that is not small shows them. Immutable and thread-safe.
 *
 * <p>The functions of complex states are those of their 2n real and imaginary parts, so a state and
 * its conjugate both count, and the eigenvalues are those of functions of either kind: also for a
 * map that is analytic, whose own functions would be fewer. The modes are complex.
 */
public final class Edmd {
  private final Dictionary dictionary;
  private final Dmd dmd;

  /**
   * Chooses the functions and the numerics.
   *
   * @param dictionary the functions
   * @param dmd what decomposes their values: rank, tolerance, refinement and time step are of use
   */
  public Edmd(Dictionary dictionary, Dmd dmd) {
    this.dictionary = Objects.requireNonNull(dictionary, "dictionary");
    this.dmd = Objects.requireNonNull(dmd, "dmd");
  }

  /**
   * Decomposes one trajectory.
   *
   * @param snapshots the states, n x (m + 1), one for each time step, at least two; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if there are fewer than two snapshots or a number is not
   *     finite
   * @throws NumericalException if an iteration does not converge
   */
  public EdmdResult fit(Matrix snapshots) {
    return fit(List.of(snapshots));
  }

  /**
   * Decomposes several trajectories of one system together.
   *
   * @param trajectories each as for {@link #fit(Matrix)}, all with as many rows
   * @return the decomposition
   * @throws IllegalArgumentException if there is none, one is too short, or a number is not finite
   * @throws NumericalException if an iteration does not converge
   */
  public EdmdResult fit(List<Matrix> trajectories) {
    return fit(Snapshots.ofTrajectories(trajectories.stream().map(Dense::of).toList()), null);
  }

  /**
   * Decomposes several trajectories of complex states together.
   *
   * @param trajectories each as for {@link #fit(ComplexMatrix)}, all with as many rows
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(List)}
   * @throws NumericalException if an iteration does not converge
   */
  public EdmdResult fitComplex(List<ComplexMatrix> trajectories) {
    return fit(Snapshots.ofTrajectories(trajectories.stream().map(Dense::of).toList()), null);
  }

  /**
   * Decomposes one trajectory of complex states.
   *
   * @param snapshots as for {@link #fit(Matrix)}, for a dictionary of functions of 2n numbers: the
   *     real parts, then the imaginary parts
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(Matrix)}
   * @throws NumericalException if an iteration does not converge
   */
  public EdmdResult fit(ComplexMatrix snapshots) {
    return fit(Snapshots.ofTrajectory(Dense.of(snapshots)), null);
  }

  /**
   * Decomposes pairs of complex states.
   *
   * @param x the states, n x m, for a dictionary as for {@link #fit(ComplexMatrix)}; not changed
   * @param y what each became one time step later, n x m; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if the sizes differ or a number is not finite
   * @throws NumericalException if an iteration does not converge
   */
  public EdmdResult fit(ComplexMatrix x, ComplexMatrix y) {
    return fit(Snapshots.ofPairs(Dense.of(x), Dense.of(y)), null);
  }

  /**
   * Decomposes pairs.
   *
   * @param x the states, n x m; not changed
   * @param y what each became one time step later, n x m; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if the sizes differ or a number is not finite
   * @throws NumericalException if an iteration does not converge
   */
  public EdmdResult fit(Matrix x, Matrix y) {
    return fit(Snapshots.ofPairs(Dense.of(x), Dense.of(y)), null);
  }

  /**
   * Decomposes pairs that stand for parts of the state space of different size.
   *
   * @param x the states, n x m; not changed
   * @param y what each became one time step later, n x m; not changed
   * @param weights those of a quadrature rule whose points are the states, not negative
   * @return the decomposition
   * @throws IllegalArgumentException if the sizes differ, or a number is not finite or out of range
   * @throws NumericalException if an iteration does not converge
   */
  public EdmdResult fit(Matrix x, Matrix y, double[] weights) {
    Snapshots pairs = Snapshots.ofPairs(Dense.of(x), Dense.of(y));
    if (weights.length != x.columns()) {
      throw new IllegalArgumentException(
          "weights: " + weights.length + ", expected " + x.columns() + ", one for each pair");
    }
    return fit(pairs, weights);
  }

  private EdmdResult fit(Snapshots snapshots, double[] weights) {
    Matrix states = numbers(snapshots.columns());
    Matrix values = dictionary.evaluate(states).requireFinite("values of the dictionary");
    int[] first = snapshots.first();
    double[] roots = new double[first.length];
    for (int i = 0; i < roots.length; i++) {
      double weight = weights == null ? 1.0 / roots.length : weights[i];
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weights: weight " + i + " is " + weight + ", expected a finite one of at least 0");
      }
      roots[i] = Math.sqrt(weight);
    }
    FunctionSpace space =
        FunctionSpace.of(
            rows(values, first, roots),
            rows(values, snapshots.second(), roots),
            rows(states.transpose(), first, roots),
            dmd);
    return EdmdResult.of(dictionary, space, snapshots, values, dmd.time());
  }

  /** The numbers that functions of the states are functions of: the parts of complex ones. */
  static Matrix numbers(Dense states) {
    return new RealForm(new Complex[0], states.isReal()).stack(states);
  }

  private static Matrix rows(Matrix a, int[] indices, double[] factors) {
    Matrix result = new Matrix(indices.length, a.columns());
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < indices.length; i++) {
        result.set(i, j, a.get(indices[i], j) * factors[i]);
      }
    }
    return result;
  }
}
