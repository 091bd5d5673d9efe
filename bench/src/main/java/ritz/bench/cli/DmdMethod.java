// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.function.Supplier;
import ritz.koopman.dmd.Regression;
import ritz.koopman.dmd.Structure;

/** The methods of {@code ritz dmd}. */
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

  /** Whether it is a decomposition that differs from the standard one in a step only. */
  boolean isComposed() {
    return ordinal() < OPTIMIZED.ordinal();
  }

  /** Whether snapshots may be pairs. */
  boolean takesPairs() {
    return isComposed() || this == EDMD || this == KERNEL;
  }

  boolean takesDelays() {
    return isComposed() || this == MULTI_RESOLUTION;
  }

  boolean takesTimes() {
    return this == OPTIMIZED || this == BAGGED;
  }
}
