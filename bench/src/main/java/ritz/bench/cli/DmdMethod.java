// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Locale;
import java.util.function.Supplier;
import ritz.koopman.dmd.Regression;
import ritz.koopman.dmd.Structure;

/** The methods of {@code ritz dmd}; {@link DmdTable} says which option each takes. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers make new regressions
enum DmdMethod {
  STANDARD(Regression::leastSquares),
  FORWARD_BACKWARD(Regression::forwardBackward),
  TOTAL_LEAST_SQUARES(Regression::totalLeastSquares),
  RANDOMIZED(Regression::leastSquares),
  COMPRESSED(Regression::leastSquares),
  ORTHOGONAL(() -> Regression.structured(Structure.orthogonal())),
  SYMMETRIC(() -> Regression.structured(Structure.symmetric())),
  SKEW_SYMMETRIC(() -> Regression.structured(Structure.skewSymmetric())),
  CIRCULANT(() -> Regression.structured(Structure.circulant())),
  TOEPLITZ(() -> Regression.structured(Structure.toeplitz())),
  TRIDIAGONAL(() -> Regression.structured(Structure.tridiagonal())),
  DIAGONAL(() -> Regression.structured(Structure.diagonal())),
  UPPER_TRIANGULAR(() -> Regression.structured(Structure.upperTriangular())),
  OPTIMIZED(null),
  BAGGED(null),
  KRYLOV(null),
  STREAMING(Regression::leastSquares),
  MULTI_RESOLUTION(Regression::leastSquares),
  EDMD(Regression::leastSquares),
  KERNEL(Regression::leastSquares);

  private final Supplier<Regression> regression;

  DmdMethod(Supplier<Regression> regression) {
    this.regression = regression;
  }

  /** The regression of the methods that go from snapshot to snapshot, else null. */
  Regression regression() {
    return regression == null ? null : regression.get();
  }

  /** Whether it finds functions of the state. */
  boolean isExtended() {
    return this == EDMD || this == KERNEL;
  }

  /** Whether it fits exponentials of time. */
  boolean takesTimes() {
    return this == OPTIMIZED || this == BAGGED;
  }

  /** The name that {@code --method} takes. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
