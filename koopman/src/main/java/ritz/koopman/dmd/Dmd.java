// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.List;
import java.util.Objects;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * Dynamic mode decomposition: finds eigenvalues and modes of the linear map A with y = A x for
 * pairs of snapshots, without forming A. The options of a decomposition; immutable, reusable and
 * thread-safe.
 *
 * <p>The steps are those of LAPACK's xGEDMDQ (see {@link ritz.koopman.dmd}): snapshots with many
 * more rows than columns are replaced by their triangular factor; pairs are scaled; a Jacobi
 * singular value decomposition of the first snapshots, cut to the numerical rank k, gives a
 * subspace; the eigenpairs of A's Rayleigh quotient there are the Ritz pairs, each with the norm of
 * its residual A z - lambda z. Real snapshots give real eigenvalues and conjugate pairs.
 *
 * <p>For n x m snapshots with n above 2 m the cost is about 4 n m² operations, or 8 n m² for pairs,
 * and 50 m³; memory is that of one copy of the snapshots, of two for pairs and for several
 * trajectories.
 */
public final class Dmd {
  private final Scaling scaling;
  private final RankRule rankRule;
  private final boolean refine;
  private final AmplitudeFit amplitudes;
  private final double[] weights;
  private final TimeAxis time;

  private Dmd(Builder builder) {
    this.scaling = builder.scaling;
    this.rankRule = builder.rankRule;
    this.refine = builder.refine;
    this.amplitudes = builder.amplitudes;
    this.weights = builder.weights;
    this.time = new TimeAxis(builder.startTime, builder.dt);
  }

  /**
   * Starts with the defaults: columns scaled, rank by rounding alone, no refinement, amplitudes
   * from all snapshots with equal weights, times 0, 1, 2 …
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Decomposes one trajectory.
   *
   * @param snapshots the states, n x (m + 1), one for each time step, at least two; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if there are fewer than two snapshots, an entry is not finite,
   *     all snapshots but the last are zero, or the weights do not fit
   * @throws NumericalException if an iteration does not converge or numbers leave the range of
   *     {@code double}
   */
  public DmdResult fit(Matrix snapshots) {
    return fit(Snapshots.ofTrajectory(snapshots));
  }

  /**
   * Decomposes pairs that need not belong to one trajectory. Each pair counts as a trajectory of
   * two snapshots.
   *
   * @param x the states, n x m; not changed
   * @param y what each became one time step later, n x m; not changed
   * @return the decomposition
   * @throws IllegalArgumentException if the sizes differ or are zero, an entry is not finite, x is
   *     zero, or the weights do not fit
   * @throws NumericalException if an iteration does not converge or numbers leave the range of
   *     {@code double}
   */
  public DmdResult fit(Matrix x, Matrix y) {
    return fit(Snapshots.ofPairs(x, y));
  }

  /**
   * Decomposes several trajectories of one system together.
   *
   * @param trajectories each as for {@link #fit(Matrix)}, of any length, all with as many rows
   * @return the decomposition
   * @throws IllegalArgumentException if there is none, the numbers of rows differ, or one is not
   *     fit for use by itself
   * @throws NumericalException if an iteration does not converge or numbers leave the range of
   *     {@code double}
   */
  public DmdResult fit(List<Matrix> trajectories) {
    return fit(Snapshots.ofTrajectories(trajectories));
  }

  private DmdResult fit(Snapshots snapshots) {
    requireFittingWeights(snapshots);
    Coordinates coordinates = Coordinates.of(snapshots.columns());
    int[] first = snapshots.first();
    SnapshotPairs pairs =
        SnapshotPairs.of(coordinates.columns(), first, snapshots.second(), scaling);
    int size = Math.max(snapshots.columns().rows(), first.length);
    RitzSpace space = RitzSpace.of(pairs, rankRule, size);
    RitzPairs ritzPairs = space.ritzPairs();
    if (refine) {
      ritzPairs = new RitzRefinement(space).refine(ritzPairs);
    }
    ModalModel model =
        ModalModel.fit(ritzPairs, space.u().transposeTimes(coordinates.columns()), snapshots, this);
    return new DmdResult(
        coordinates, space, model, snapshots.trajectories(), pairs.inconsistent(), time);
  }

  private void requireFittingWeights(Snapshots snapshots) {
    for (int[] trajectory : snapshots.trajectories()) {
      if (weights != null && weights.length != trajectory.length) {
        throw new IllegalArgumentException(
            "weights: " + weights.length + " for a trajectory of " + trajectory.length);
      }
    }
  }

  AmplitudeFit amplitudes() {
    return amplitudes;
  }

  /** The weight of each snapshot of a trajectory, or null for equal weights. */
  double[] weights() {
    return weights;
  }

  /** Collects the options of a {@link Dmd}. Rules for the rank add up: the strictest one counts. */
  public static final class Builder {
    private Scaling scaling = Scaling.COLUMNS;
    private RankRule rankRule = RankRule.DEFAULT;
    private boolean refine;
    private AmplitudeFit amplitudes = AmplitudeFit.ALL_SNAPSHOTS;
    private double[] weights;
    private double dt = 1;
    private double startTime;

    private Builder() {}

    /**
     * Sets how pairs are scaled.
     *
     * @param value the scaling
     * @return this builder
     */
    public Builder scaling(Scaling value) {
      scaling = Objects.requireNonNull(value, "scaling");
      return this;
    }

    /**
     * Limits the rank.
     *
     * @param largest how many modes at most, at least 1
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder rank(int largest) {
      if (largest < 1) {
        throw new IllegalArgumentException("rank: " + largest + ", expected at least 1");
      }
      rankRule =
          new RankRule(largest, rankRule.tolerance(), rankRule.energy(), rankRule.medianFactor());
      return this;
    }

    /**
     * Keeps the singular values above a share of the largest. Without it the share is max(n, m)
     * eps: what rounding alone would leave.
     *
     * @param value the share, in [0, 1)
     * @return this builder
     * @throws IllegalArgumentException if the share is out of range
     */
    public Builder tolerance(double value) {
      if (!(value >= 0 && value < 1)) {
        throw new IllegalArgumentException("tolerance: " + value + ", expected a share in [0, 1)");
      }
      rankRule =
          new RankRule(rankRule.largest(), value, rankRule.energy(), rankRule.medianFactor());
      return this;
    }

    /**
     * Keeps the fewest singular values whose squares sum up to a share of the total.
     *
     * @param share the share, in (0, 1]; 0.999 is usual
     * @return this builder
     * @throws IllegalArgumentException if the share is out of range
     */
    public Builder energy(double share) {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("energy: " + share + ", expected a share in (0, 1]");
      }
      rankRule =
          new RankRule(rankRule.largest(), rankRule.tolerance(), share, rankRule.medianFactor());
      return this;
    }

    /**
     * Keeps the singular values above a multiple of their median, which cuts off white noise of
     * unknown size as long as less than half of the singular values stand out of it (Gavish and
     * Donoho, IEEE Trans. Inf. Theory 60, 2014).
     *
     * @param factor the multiple, at least 0; the optimal one is 2.858 for square matrices and
     *     about 1.43 + 1.82 b - 0.95 b² + 0.56 b³ for b = m/n below 1
     * @return this builder
     * @throws IllegalArgumentException if the factor is negative or not finite
     */
    public Builder aboveMedian(double factor) {
      if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("factor: " + factor + ", expected at least 0");
      }
      rankRule = new RankRule(rankRule.largest(), rankRule.tolerance(), rankRule.energy(), factor);
      return this;
    }

    /**
     * Sets whether the Ritz pairs are refined: each vector replaced by the one of least residual in
     * the subspace, at about 10^2 k³ operations for each of the k pairs.
     *
     * @param value true to refine
     * @return this builder
     */
    public Builder refine(boolean value) {
      refine = value;
      return this;
    }

    /**
     * Sets what the amplitudes are fitted to.
     *
     * @param value the snapshots
     * @return this builder
     */
    public Builder amplitudes(AmplitudeFit value) {
      amplitudes = Objects.requireNonNull(value, "amplitudes");
      return this;
    }

    /**
     * Weighs the snapshots in the fit of the amplitudes to all of them. The eigenvalues do not
     * depend on it.
     *
     * @param values the factor of the error at each snapshot of a trajectory, finite, at least 0,
     *     not all 0; every trajectory must be as long
     * @return this builder
     * @throws IllegalArgumentException if a weight is out of range
     */
    public Builder weights(double... values) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        if (!(values[i] >= 0 && values[i] < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "weights: weight "
                  + i
                  + " is "
                  + values[i]
                  + ", expected a finite one of at least 0");
        }
        sum += values[i];
      }
      if (sum == 0) {
        throw new IllegalArgumentException("weights: none is positive, expected at least one");
      }
      weights = values.clone();
      return this;
    }

    /**
     * Sets the time from one snapshot to the next.
     *
     * @param value the time step, positive and finite
     * @return this builder
     * @throws IllegalArgumentException if the step is out of range
     */
    public Builder dt(double value) {
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("dt: " + value + ", expected a positive time step");
      }
      dt = value;
      return this;
    }

    /**
     * Sets the time of the first snapshot of each trajectory.
     *
     * @param value the time, finite
     * @return this builder
     * @throws IllegalArgumentException if the time is not finite
     */
    public Builder startTime(double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("startTime: " + value + ", expected a finite time");
      }
      startTime = value;
      return this;
    }

    /**
     * Makes the decomposition ready for use.
     *
     * @return the options
     */
    public Dmd build() {
      return new Dmd(this);
    }
  }
}
