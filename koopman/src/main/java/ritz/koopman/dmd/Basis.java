// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/**
 * An orthonormal basis of a space that holds the modes: a decomposition works with coordinates in
 * it, and lifts what the user asks for. Immutable.
 */
interface Basis {
  /** The length n of a state. */
  int rows();

  /** The number r of coordinates. */
  int size();

  /** The vectors with the given coordinates, r x q to n x q; a new matrix. */
  Dense lift(Dense coordinates);

  /** The coordinates of the projection of vectors on the basis, n x q to r x q. */
  Dense project(Dense vectors);
}
