// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/** Which snapshots of a trajectory the amplitudes of the modes are fitted to, by least squares. */
public enum AmplitudeFit {
  /** The first one alone. */
  FIRST_SNAPSHOT,
  /** All of them; less sensitive to noise. */
  ALL_SNAPSHOTS
}
