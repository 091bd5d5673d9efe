// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import ritz.kernels.Matrix;

/** The functions k(·, c) for some centers c. */
final class CenteredDictionary implements Dictionary {
  private final Matrix centers;
  private final Kernel kernel;

  CenteredDictionary(Matrix centers, Kernel kernel) {
    States.requireAtLeast(1, centers.columns(), "centers");
    this.centers = centers.copy().requireFinite("centers");
    this.kernel = kernel;
  }

  @Override
  public int size() {
    return centers.columns();
  }

  @Override
  public Matrix evaluate(Matrix states) {
    States.requireRows(states, centers.rows());
    Matrix result = new Matrix(states.columns(), size());
    for (int j = 0; j < size(); j++) {
      double[] center = centers.column(j);
      for (int i = 0; i < states.columns(); i++) {
        result.set(i, j, kernel.of(states.column(i), center));
      }
    }
    return result;
  }
}
