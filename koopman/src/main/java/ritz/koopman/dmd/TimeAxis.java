// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/**
 * When the snapshots were taken: number i at start + i dt.
 *
 * @param start the time of the first one
 * @param dt the time step, positive
 */
record TimeAxis(double start, double dt) {
  double timeOf(int snapshot) {
    return start + snapshot * dt;
  }

  /** The number of time steps, in general not a whole one, from the first snapshot to a time. */
  double stepsTo(double time) {
    return (time - start) / dt;
  }
}
