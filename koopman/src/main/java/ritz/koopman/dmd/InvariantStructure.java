// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Complex;
import ritz.koopman.dmd.Factorizations.Svd;

/** Structures that are the same in every orthonormal basis. */
enum InvariantStructure {
  /** U V' for the singular vectors of Y X'. */
  ORTHOGONAL {
    @Override
    Dense fit(Dense x, Dense y) {
      Svd svd = Factorizations.svd(y.timesAdjoint(x));
      return svd.u().timesAdjoint(svd.v());
    }
  },
  SYMMETRIC {
    @Override
    Dense fit(Dense x, Dense y) {
      return mirrored(x, y, 1);
    }
  },
  SKEW {
    @Override
    Dense fit(Dense x, Dense y) {
      return mirrored(x, y, -1);
    }
  };

  abstract Dense fit(Dense x, Dense y);

  /**
   * A with A* = sign A: in the singular vectors of X = U Sigma V*, with C = U* Y V, the entries (i,
   * j) and (j, i) are one unknown of a problem of their own.
   */
  private static Dense mirrored(Dense x, Dense y, int sign) {
    Svd svd = Factorizations.svd(x);
    double[] sigma = svd.sigma();
    Dense c = svd.u().adjointTimes(y).times(svd.v());
    int k = sigma.length;
    Dense inner = c.zeros(k, k);
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < k; i++) {
        double size = sigma[i] * sigma[i] + sigma[j] * sigma[j];
        Complex mirror = c.get(j, i).conjugate().times(sign * sigma[i]);
        Complex value = c.get(i, j).times(sigma[j]).plus(mirror);
        inner.set(i, j, size > 0 ? value.times(1 / size) : Complex.ZERO);
      }
    }
    return svd.u().times(inner).timesAdjoint(svd.u());
  }

  Structure structure() {
    InvariantStructure kind = this;
    return new Structure() {
      @Override
      boolean needsStates() {
        return false;
      }

      @Override
      Dense fit(Dense x, Dense y) {
        return kind.fit(x, y);
      }
    };
  }
}
