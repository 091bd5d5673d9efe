// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;

/**
 * How the amplitudes of the modes are found from the snapshots of each trajectory. A choice of
 * {@link Dmd}; immutable and thread-safe.
 */
public abstract class AmplitudeFit {
  AmplitudeFit() {}

  /**
   * Least squares on the first snapshot alone.
   *
   * @return the fit
   */
  public static AmplitudeFit firstSnapshot() {
    return new FirstSnapshot();
  }

  /**
   * Least squares on all snapshots, which is less sensitive to noise.
   *
   * @return the fit
   */
  public static AmplitudeFit allSnapshots() {
    return new WeightedSnapshots(null);
  }

  /**
   * Least squares on all snapshots with weights.
   *
   * @param weights the factor of the error at each snapshot of a trajectory, finite, at least 0,
   *     not all 0; every trajectory must be as long
   * @return the fit
   * @throws IllegalArgumentException if a weight is out of range
   */
  public static AmplitudeFit weighted(double... weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weights: weight " + i + " is " + weights[i] + ", expected a finite one of at least 0");
      }
      sum += weights[i];
    }
    if (sum == 0) {
      throw new IllegalArgumentException("weights: none is positive, expected at least one");
    }
    return new WeightedSnapshots(weights.clone());
  }

  /**
   * Sparsity-promoting: a penalty on the sum of the amplitudes' sizes makes those of dispensable
   * modes zero; the others are then fitted to all snapshots without it. To drop the modes that are
   * zero, select those whose contribution is positive.
   *
   * @param penalty gamma, at least 0, in the unit of the snapshots
   * @return the fit
   * @throws IllegalArgumentException if the penalty is out of range
   */
  public static AmplitudeFit sparse(double penalty) {
    if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("penalty: " + penalty + ", expected at least 0");
    }
    return new SparseAmplitudes(penalty, Integer.MAX_VALUE);
  }

  /**
   * Sparsity-promoting with the least penalty that leaves few enough modes.
   *
   * @param most how many modes may keep an amplitude, at least 1; both of a conjugate pair count
   * @return the fit
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static AmplitudeFit sparseUpTo(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most: " + most + ", expected at least 1");
    }
    return new SparseAmplitudes(Double.NaN, most);
  }

  /**
   * The modes and what they are fitted to.
   *
   * @param eigenvalues lambda
   * @param modes unit vectors, r x k
   * @param columns all snapshots, r x total
   * @param trajectories the columns of each trajectory in the order of time, one time step apart
   */
  record Problem(
      Complex[] eigenvalues, ComplexMatrix modes, Dense columns, List<int[]> trajectories) {
    AmplitudeSolver solver(int length, double[] weights) {
      RealForm form = new RealForm(eigenvalues, columns.isReal());
      return new AmplitudeSolver(form, eigenvalues, modes, length, weights);
    }
  }

  /** The amplitudes at the first snapshot of each trajectory, conjugate for conjugate pairs. */
  abstract List<Complex[]> fit(Problem problem);

  /**
   * Called before anything is computed.
   *
   * @throws IllegalArgumentException if the fit is not made for such trajectories
   */
  void requireFitting(List<int[]> trajectories) {}

  private static final class FirstSnapshot extends AmplitudeFit {
    @Override
    List<Complex[]> fit(Problem problem) {
      AmplitudeSolver solver = problem.solver(1, null);
      return problem.trajectories().stream()
          .map(trajectory -> solver.solve(problem.columns().select(trajectory[0])))
          .toList();
    }
  }

  private static final class WeightedSnapshots extends AmplitudeFit {
    private final double[] weights;

    private WeightedSnapshots(double[] weights) {
      this.weights = weights;
    }

    @Override
    void requireFitting(List<int[]> trajectories) {
      for (int[] trajectory : trajectories) {
        if (weights != null && weights.length != trajectory.length) {
          throw new IllegalArgumentException(
              "weights: " + weights.length + " for a trajectory of " + trajectory.length);
        }
      }
    }

    @Override
    List<Complex[]> fit(Problem problem) {
      Map<Integer, AmplitudeSolver> solvers = new HashMap<>();
      return problem.trajectories().stream()
          .map(
              trajectory ->
                  solvers
                      .computeIfAbsent(trajectory.length, m -> problem.solver(m, weights))
                      .solve(problem.columns().select(trajectory)))
          .toList();
    }
  }
}
