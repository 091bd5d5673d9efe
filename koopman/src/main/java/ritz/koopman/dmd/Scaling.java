// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/** How snapshots are scaled before their numerical rank is decided. */
public enum Scaling {
  /**
   * Each pair (x, y) is divided by the norm of x. The map between them stays the same, and a
   * snapshot that is small, late in a decay for example, counts as much as a large one.
   */
  COLUMNS,
  /** The snapshots are taken as they are. */
  NONE
}
