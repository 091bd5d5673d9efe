// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/**
 * A basis given by its columns.
 *
 * @param vectors n x r, orthonormal
 */
record MatrixBasis(Dense vectors) implements Basis {
  @Override
  public int rows() {
    return vectors.rows();
  }

  @Override
  public int size() {
    return vectors.columns();
  }

  @Override
  public Dense lift(Dense coordinates) {
    return vectors.times(coordinates);
  }

  @Override
  public Dense project(Dense states) {
    return vectors.adjointTimes(states);
  }
}
