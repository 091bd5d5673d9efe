// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/**
 * The standard basis: states are their own coordinates.
 *
 * @param rows the length of a state
 */
record StandardBasis(int rows) implements Basis {
  @Override
  public int size() {
    return rows;
  }

  @Override
  public Dense lift(Dense coordinates) {
    return coordinates.copy();
  }

  @Override
  public Dense project(Dense vectors) {
    return vectors;
  }
}
