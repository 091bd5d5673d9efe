// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/**
 * Orthonormal combinations of the vectors of another basis.
 *
 * @param outer the other basis
 * @param inner the combinations, in its coordinates
 */
record NestedBasis(Basis outer, Dense inner) implements Basis {
  @Override
  public int rows() {
    return outer.rows();
  }

  @Override
  public int size() {
    return inner.columns();
  }

  @Override
  public Dense lift(Dense coordinates) {
    return outer.lift(inner.times(coordinates));
  }

  @Override
  public Dense project(Dense vectors) {
    return inner.adjointTimes(outer.project(vectors));
  }
}
