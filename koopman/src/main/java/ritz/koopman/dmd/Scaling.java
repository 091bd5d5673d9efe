// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/** How pairs (x, y) of snapshots are scaled before their numerical rank is decided. */
public enum Scaling {
  /**
   * Each pair is divided by the norm of x. The map between them stays the same, and a snapshot that
   * is small, late in a decay for example, counts as much as a large one.
   */
  COLUMNS,
  /**
   * Each pair is divided by the norm of y, for data whose next states differ enormously in size.
   */
  NEXT_COLUMNS,
  /** The snapshots are taken as they are. */
  NONE
}
