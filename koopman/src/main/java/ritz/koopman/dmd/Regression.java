// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Objects;

/**
 * How the map is found from pairs of snapshots. A choice of {@link Dmd}; immutable and thread-safe.
 */
public abstract class Regression {
  Regression() {}

  /**
   * The least-squares map, whose Rayleigh quotient on the leading singular vectors is the standard
   * method. Noise in the snapshots biases its eigenvalues towards zero, by a share of about the
   * noise-to-signal ratio of the energies.
   *
   * @return the regression
   */
  public static Regression leastSquares() {
    return new LeastSquares();
  }

  /**
   * The geometric mean of the map forward and the inverse of the map backward in time, whose biases
   * cancel to first order. For invertible dynamics and a rank that does not exceed the number of
   * true modes.
   *
   * @return the regression
   */
  public static Regression forwardBackward() {
    return new ForwardBackward();
  }

  /**
   * Total least squares, which allows for noise in both snapshots of a pair: both are first
   * projected on the leading right singular vectors of [x; y]. Without bias to first order, if the
   * rank is the number of true modes.
   *
   * @return the regression
   */
  public static Regression totalLeastSquares() {
    return new TotalLeastSquares();
  }

  /**
   * The best map of a kind that is known beforehand (physics-informed DMD).
   *
   * @param structure the kind
   * @return the regression
   */
  public static Regression structured(Structure structure) {
    return new StructuredRegression(Objects.requireNonNull(structure, "structure"));
  }

  /** Whether the states must not be replaced by coordinates. */
  boolean needsStates() {
    return false;
  }

  /**
   * The subspace and the map on it.
   *
   * @param pairs scaled pairs in coordinates
   * @param rule the rank
   * @throws IllegalArgumentException if all x are zero
   */
  abstract RitzSpace space(SnapshotPairs pairs, RankRule rule);
}
