// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;

/**
 * The weights some epochs ahead, from the increments of a window. With d_k = sum of b_j lambda_j^k
 * z_j by dynamic mode decomposition, the movement of the next h epochs is the sum over j of b_j
 * lambda_j^m z_j times the geometric series lambda_j + … + lambda_j^h. Decomposing the increments
 * rather than the weights takes the eigenvalue 1 of the limit as known (the reduced rank
 * extrapolation of sequences of vectors does the same for h to infinity; Sidi, "Vector
 * Extrapolation Methods", 2017). A growing mode is taken as a steady one: what grows does not do so
 * for long.
 */
final class Extrapolation {
  private final SnapshotWindow window;
  private final SnapshotWindow.Frame frame;
  private final DmdResult increments;
  private final int last;

  private Extrapolation(
      SnapshotWindow window, SnapshotWindow.Frame frame, DmdResult increments, int last) {
    this.window = window;
    this.frame = frame;
    this.increments = increments;
    this.last = last;
  }

  /** Of a full window; null if nothing moves in it. */
  static Extrapolation of(SnapshotWindow window, Dmd dmd) {
    SnapshotWindow.Frame frame = window.frame();
    Matrix snapshots = frame.snapshots();
    int count = snapshots.columns() - 1;
    Matrix steps = new Matrix(snapshots.rows(), count);
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < steps.rows(); i++) {
        steps.set(i, k, snapshots.get(i, k + 1) - snapshots.get(i, k));
      }
    }
    if (steps.columns(0, count - 1).frobeniusNorm() == 0) {
      return null;
    }
    return new Extrapolation(window, frame, dmd.fit(steps), count - 1);
  }

  /** How the weights move from the latest snapshot to so many epochs later. */
  double[] movement(int horizon) {
    Complex[] eigenvalues = increments.eigenvalues();
    Complex[] amplitudes = increments.amplitudes();
    double[] coordinates = new double[frame.snapshots().rows()];
    for (int j = 0; j < eigenvalues.length; j++) {
      Complex factor =
          amplitudes[j].times(eigenvalues[j].pow(last)).times(series(eigenvalues[j], horizon));
      for (int i = 0; i < coordinates.length; i++) {
        coordinates[i] += increments.modes().get(i, j).times(factor).re();
      }
    }
    return window.lift(frame, coordinates);
  }

  /** The sum of the first {@code horizon} powers, from the first one on. */
  static Complex series(Complex eigenvalue, int horizon) {
    double modulus = eigenvalue.abs();
    Complex bounded = modulus > 1 ? eigenvalue.times(1 / modulus) : eigenvalue;
    Complex gap = Complex.ONE.minus(bounded);
    if (gap.abs() * horizon < 1e-9) {
      return new Complex(horizon, 0);
    }
    return bounded.times(Complex.ONE.minus(bounded.pow(horizon))).divide(gap);
  }
}
