// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

/** Structures that are the same in every orthonormal basis. */
enum InvariantStructure {
  /** U V' for the singular vectors of Y X'. */
  ORTHOGONAL {
    @Override
    Matrix fit(Matrix x, Matrix y) {
      JacobiSvd svd = JacobiSvd.of(y.times(x.transpose()));
      return svd.u().times(svd.v().transpose());
    }
  },
  SYMMETRIC {
    @Override
    Matrix fit(Matrix x, Matrix y) {
      return mirrored(x, y, 1);
    }
  },
  SKEW {
    @Override
    Matrix fit(Matrix x, Matrix y) {
      return mirrored(x, y, -1);
    }
  };

  abstract Matrix fit(Matrix x, Matrix y);

  /**
   * A with A' = sign A: in the singular vectors of X = U Sigma V', with C = U' Y V, the entries (i,
   * j) and (j, i) are one unknown of a problem of their own.
   */
  private static Matrix mirrored(Matrix x, Matrix y, int sign) {
    JacobiSvd svd = JacobiSvd.of(x);
    double[] sigma = svd.singularValues();
    Matrix c = svd.u().transposeTimes(y).times(svd.v());
    int k = sigma.length;
    Matrix inner = new Matrix(k, k);
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < k; i++) {
        double size = sigma[i] * sigma[i] + sigma[j] * sigma[j];
        double value = sigma[j] * c.get(i, j) + sign * sigma[i] * c.get(j, i);
        inner.set(i, j, size > 0 ? value / size : 0);
      }
    }
    return svd.u().times(inner).times(svd.u().transpose());
  }

  Structure structure() {
    InvariantStructure kind = this;
    return new Structure() {
      @Override
      boolean needsStates() {
        return false;
      }

      @Override
      Matrix fit(Matrix x, Matrix y) {
        return kind.fit(x, y);
      }
    };
  }
}
