// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.Locale;

/** What the movement of the weights says about a training. */
public enum Verdict {
  /** Too few snapshots, or no verdict has held long enough yet. */
  WARMING_UP,
  /** The weights move on towards a limit that they have not reached. Go on. */
  CONVERGING,
  /** What the weights still have ahead of them is negligible. Stop. */
  CONVERGED,
  /** The weights neither settle nor get anywhere: a plateau, a step far too small, or noise. */
  STALLED,
  /** The weights swing about a point without approaching it: the step is too large. */
  OSCILLATING,
  /** The movement grows from epoch to epoch: the step is far too large. */
  DIVERGING;

  /**
   * The name in files and on the command line.
   *
   * @return for example {@code "warming_up"}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
