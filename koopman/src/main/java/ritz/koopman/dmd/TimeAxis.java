// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.stream.IntStream;

/**
 * The scale of time: eigenvalues belong to a step of dt, and snapshot i of a uniform trajectory was
 * taken at start + i dt.
 *
 * @param start the time of the first snapshot of each trajectory
 * @param dt the time step, positive
 */
record TimeAxis(double start, double dt) {
  /**
   * Checks a time step.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  static double requireStep(double dt) {
    if (!(dt > 0 && dt < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("dt: " + dt + ", expected a positive time step");
    }
    return dt;
  }

  /** The times of the snapshots of a uniform trajectory. */
  double[] times(int length) {
    return IntStream.range(0, length).mapToDouble(i -> start + i * dt).toArray();
  }
}
