// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
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
  private final Compression compression;
  private final int delays;

  /** Null for the default of the method. */
  private final Scaling scaling;

  private final RankRule rankRule;
  private final Regression regression;
  private final boolean refine;
  private final AmplitudeFit amplitudes;
  private final TimeAxis time;

  private Dmd(Builder builder) {
    this.compression = builder.compression;
    this.delays = builder.delays;
    this.scaling = builder.scaling;
    this.rankRule = RankRule.strictest(List.copyOf(builder.rankRules.values()));
    this.regression = builder.regression;
    this.refine = builder.refine;
    this.amplitudes = builder.amplitudes;
    this.time = new TimeAxis(builder.startTime, builder.dt);
  }

  private Dmd(Dmd other, Scaling scaling) {
    this.compression = other.compression;
    this.delays = other.delays;
    this.scaling = scaling;
    this.rankRule = other.rankRule;
    this.regression = other.regression;
    this.refine = other.refine;
    this.amplitudes = other.amplitudes;
    this.time = other.time;
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
    return fit(Snapshots.ofTrajectory(Dense.of(snapshots)));
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
    return fit(Snapshots.ofPairs(Dense.of(x), Dense.of(y)));
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
    return fit(Snapshots.ofTrajectories(trajectories.stream().map(Dense::of).toList()));
  }

  /**
   * Decomposes one trajectory of complex states.
   *
   * @param snapshots as for {@link #fit(Matrix)}
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(Matrix)}
   * @throws NumericalException if an iteration does not converge or numbers leave the range of
   *     {@code double}
   */
  public DmdResult fit(ComplexMatrix snapshots) {
    return fit(Snapshots.ofTrajectory(Dense.of(snapshots)));
  }

  /**
   * Decomposes pairs of complex states.
   *
   * @param x as for {@link #fit(Matrix, Matrix)}
   * @param y as for {@link #fit(Matrix, Matrix)}
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(Matrix, Matrix)}
   * @throws NumericalException if an iteration does not converge or numbers leave the range of
   *     {@code double}
   */
  public DmdResult fit(ComplexMatrix x, ComplexMatrix y) {
    return fit(Snapshots.ofPairs(Dense.of(x), Dense.of(y)));
  }

  /**
   * Decomposes several trajectories of complex states.
   *
   * @param trajectories as for {@link #fit(List)}
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(List)}
   * @throws NumericalException if an iteration does not converge or numbers leave the range of
   *     {@code double}
   */
  public DmdResult fitComplex(List<ComplexMatrix> trajectories) {
    return fit(Snapshots.ofTrajectories(trajectories.stream().map(Dense::of).toList()));
  }

  DmdResult fit(Snapshots snapshots) {
    amplitudes.requireFitting(snapshots.trajectories());
    DelayEmbedding embedding = new DelayEmbedding(delays);
    embedding.requireFitting(snapshots.trajectories());
    Coordinates coordinates =
        (regression.needsStates() ? Compression.none() : compression).compress(snapshots.columns());
    Snapshots compressed = new Snapshots(coordinates.columns(), snapshots.trajectories());
    SnapshotPairs pairs =
        SnapshotPairs.of(
            embedding.embed(compressed),
            Math.multiplyExact(delays, snapshots.columns().rows()),
            scaling());
    List<double[]> times =
        snapshots.trajectories().stream().map(t -> time.times(t.length)).toList();
    return decompose(pairs, embedding, coordinates, snapshots.trajectories(), times);
  }

  /**
   * The steps from the regression on.
   *
   * @param pairs what the map is found from
   * @param embedding what the pairs are embedded by
   * @param coordinates the snapshots that the amplitudes are fitted to
   * @param trajectories the columns of each trajectory among them
   * @param times when they were taken
   */
  DmdResult decompose(
      SnapshotPairs pairs,
      DelayEmbedding embedding,
      Coordinates coordinates,
      List<int[]> trajectories,
      List<double[]> times) {
    RitzSpace space = regression.space(pairs, rankRule);
    RitzPairs found = space.ritzPairs();
    if (refine) {
      found = new RitzRefinement(space).refine(found);
    }
    Diagnostics diagnostics = Diagnostics.of(space, found, pairs);
    RitzPairs folded = embedding.fold(found);
    Dense columns = coordinates.columns();
    List<Complex[]> fitted =
        amplitudes.fit(
            new AmplitudeFit.Problem(
                folded.eigenvalues(), folded.vectors(), columns, trajectories));
    ModalModel model = ModalModel.of(folded, columns.isReal(), time, times, fitted);
    return new DmdResult(coordinates, trajectories, model, diagnostics);
  }

  Scaling scaling() {
    return scaling == null ? Scaling.COLUMNS : scaling;
  }

  /** The same, scaled in another way unless a scaling was chosen. */
  Dmd withDefault(Scaling other) {
    return scaling == null ? new Dmd(this, other) : this;
  }

  TimeAxis time() {
    return time;
  }

  int delays() {
    return delays;
  }

  RankRule rankRule() {
    return rankRule;
  }

  boolean refines() {
    return refine;
  }

  /** Collects the options of a {@link Dmd}. Rules for the rank add up: the strictest one counts. */
  public static final class Builder {
    private final Map<String, RankRule> rankRules = new LinkedHashMap<>();
    private Compression compression = Compression.lossless();
    private int delays = 1;
    private Scaling scaling;
    private Regression regression = Regression.leastSquares();
    private boolean refine;
    private AmplitudeFit amplitudes = AmplitudeFit.allSnapshots();
    private double dt = 1;
    private double startTime;

    private Builder() {
      rankRules.put("tolerance", RankRule.rounding());
    }

    /**
     * Sets how snapshots are compressed before anything else is done with them.
     *
     * @param value the compression
     * @return this builder
     */
    public Builder compression(Compression value) {
      compression = Objects.requireNonNull(value, "compression");
      return this;
    }

    /**
     * Sets the number of consecutive snapshots that make one state (Hankel DMD), for data with
     * fewer entries in a snapshot than there are modes.
     *
     * @param count how many, at least 1; every trajectory must be longer
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder delays(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("delays: " + count + ", expected at least 1");
      }
      delays = count;
      return this;
    }

    /**
     * Sets how the map is found from the pairs.
     *
     * @param value the regression
     * @return this builder
     */
    public Builder regression(Regression value) {
      regression = Objects.requireNonNull(value, "regression");
      return this;
    }

    /**
     * Sets how pairs are scaled; by default {@link Scaling#COLUMNS}, but {@link Scaling#NONE} in
     * {@link ControlledDmd}.
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
      rankRules.put("rank", RankRule.largest(largest));
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
      rankRules.put("tolerance", RankRule.tolerance(value));
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
      rankRules.put("energy", RankRule.energy(share));
      return this;
    }

    /**
     * Keeps the singular values above a multiple of their median. {@link #optimalThreshold()}
     * chooses the multiple.
     *
     * @param factor the multiple, at least 0
     * @return this builder
     * @throws IllegalArgumentException if the factor is negative or not finite
     */
    public Builder aboveMedian(double factor) {
      if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("factor: " + factor + ", expected at least 0");
      }
      rankRules.put("median", RankRule.aboveMedian(factor));
      return this;
    }

    /**
     * Keeps the singular values that stand out of white noise of unknown size, by the threshold
     * that is optimal in mean square (Gavish and Donoho 2014): a multiple of the median that
     * depends on the shape. It holds as long as less than half of the singular values stand out.
     *
     * @return this builder
     */
    public Builder optimalThreshold() {
      rankRules.put("threshold", RankRule.optimalThreshold());
      return this;
    }

    /**
     * Keeps the singular values that stand out of white noise of known size, by the threshold that
     * is optimal in mean square (Gavish and Donoho 2014). Where pairs are scaled, the noise is
     * taken as scaled by the root mean square of the factors.
     *
     * @param noise the standard deviation of the noise in an entry of a snapshot, at least 0
     * @return this builder
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Builder optimalThreshold(double noise) {
      if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("noise: " + noise + ", expected at least 0");
      }
      rankRules.put("threshold", RankRule.optimalThreshold(noise));
      return this;
    }

    /**
     * Keeps the singular values before the first that is at most a share of its predecessor.
     *
     * @param share the share, in [0, 1)
     * @return this builder
     * @throws IllegalArgumentException if the share is out of range
     */
    public Builder drop(double share) {
      if (!(share >= 0 && share < 1)) {
        throw new IllegalArgumentException("drop: " + share + ", expected a share in [0, 1)");
      }
      rankRules.put("drop", RankRule.drop(share));
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
     * Sets how the amplitudes are fitted.
     *
     * @param value the fit
     * @return this builder
     */
    public Builder amplitudes(AmplitudeFit value) {
      amplitudes = Objects.requireNonNull(value, "amplitudes");
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
      dt = TimeAxis.requireStep(value);
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
