// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.List;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;

/**
 * The modes of given exponents by least squares on all snapshots: x(t) = sum of a_j exp(omega_j t)
 * z_j, with the same z_j and other a_j for every trajectory.
 *
 * @param vectors of unit norm, r x k, of a pair of real snapshots conjugate to the bit
 * @param amplitudes of each trajectory at its origin, those of the first real and at least 0
 */
record ExponentialModes(ComplexMatrix vectors, List<Complex[]> amplitudes) {
  /**
   * Snapshots of a trajectory.
   *
   * @param origin the time that its amplitudes are for, at most the first of its times
   * @param times of the snapshots, rising
   * @param states the snapshots, r x m
   */
  record Trajectory(double origin, double[] times, Dense states) {}

  /**
   * Fits modes.
   *
   * @param exponents conjugate pairs of real snapshots adjacent, positive imaginary part first
   * @param trajectories at least one
   */
  static ExponentialModes of(Complex[] exponents, List<Trajectory> trajectories) {
    int k = exponents.length;
    // functions that grow are fitted at the end, so that none overflows
    double[] peaks = new double[k];
    for (Trajectory trajectory : trajectories) {
      double last = trajectory.times[trajectory.times.length - 1] - trajectory.origin;
      Arrays.setAll(peaks, j -> Math.max(peaks[j], exponents[j].re() * last));
    }
    boolean real = trajectories.get(0).states.isReal();
    SharedModes shared =
        new SharedModes(
            new RealForm(exponents, real),
            trajectories.stream().map(each -> functions(exponents, peaks, each)).toList(),
            trajectories.stream().map(Trajectory::states).toList());
    List<Complex[]> amplitudes = shared.amplitudes();
    ComplexMatrix modes = shared.modes(amplitudes);
    Dense vectors = Dense.of(modes);
    Complex[] factors = new Complex[k];
    for (int j = 0; j < k; j++) {
      double norm = vectors.norm(j);
      if (norm > 0) {
        vectors.divideColumn(j, norm);
      } else {
        modes.set(0, j, Complex.ONE);
      }
      Complex first = amplitudes.get(0)[j];
      Complex turn = first.abs() == 0 ? Complex.ONE : first.times(1 / first.abs());
      factors[j] = turn.conjugate().times(norm * Math.exp(-peaks[j]));
      for (int i = 0; i < modes.rows() && trajectories.size() > 1; i++) {
        modes.set(i, j, modes.get(i, j).times(turn));
      }
    }
    return new ExponentialModes(
        modes,
        amplitudes.stream()
            .map(
                each -> {
                  Complex[] result = new Complex[k];
                  Arrays.setAll(result, j -> each[j].times(factors[j]));
                  return result;
                })
            .toList());
  }

  /** exp(omega_j (t - origin) - peak_j), times x k. */
  private static ComplexMatrix functions(
      Complex[] exponents, double[] peaks, Trajectory trajectory) {
    ComplexMatrix functions = new ComplexMatrix(trajectory.times.length, exponents.length);
    for (int j = 0; j < exponents.length; j++) {
      for (int i = 0; i < functions.rows(); i++) {
        Complex power = exponents[j].times(trajectory.times[i] - trajectory.origin);
        functions.set(i, j, new Complex(power.re() - peaks[j], power.im()).exp());
      }
    }
    return functions;
  }

  /** The modes, the one numbered {@code order[j]} in place j. */
  ExponentialModes select(int... order) {
    return new ExponentialModes(
        Dense.of(vectors).select(order).complex(),
        amplitudes.stream().map(each -> OptimizedDmd.select(each, order)).toList());
  }
}
