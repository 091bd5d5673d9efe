// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

/**
 * Features that are orthonormal in a kernel's space: with the Gram matrix of the centers G = Q
 * Sigma² Q', they are k(x, c) Q Sigma^-1 in the directions where Sigma² is not negligible.
 */
record KernelDictionary(CenteredDictionary functions, Matrix combination) implements Dictionary {
  static KernelDictionary of(Kernel kernel, Matrix centers, double tolerance) {
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "tolerance: " + tolerance + ", expected a share in [0, 1)");
    }
    CenteredDictionary functions = new CenteredDictionary(centers, kernel);
    JacobiSvd svd = JacobiSvd.of(functions.evaluate(centers).requireFinite("kernel"));
    int rank = Math.max(1, svd.rank(tolerance));
    Matrix combination = svd.u().columns(0, rank).copy();
    double[] squares = svd.singularValues();
    if (squares[0] == 0) {
      throw new IllegalArgumentException("kernel: zero at all centers, expected one that is not");
    }
    for (int j = 0; j < rank; j++) {
      DoubleBlas.scal(
          combination.rows(),
          1 / Math.sqrt(squares[j]),
          combination.data(),
          combination.index(0, j));
    }
    return new KernelDictionary(functions, combination);
  }

  @Override
  public int size() {
    return combination.columns();
  }

  @Override
  public Matrix evaluate(Matrix states) {
    return functions.evaluate(states).times(combination);
  }
}
