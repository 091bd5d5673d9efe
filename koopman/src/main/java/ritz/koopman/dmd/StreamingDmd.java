// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * Dynamic mode decomposition of snapshots that come one by one and are not kept: of all of them
 * (streaming), with the older ones fading (online), or of the latest ones (windowed).
 *
 * <p>What is kept is the triangular factor of the pairs (x, y), in the coordinates of an
 * orthonormal basis for states that are longer than the largest rank. Pairs enter by orthogonal
 * transformations and are never subtracted, also in a window, so that the answer differs from that
 * of {@link Dmd} on the same snapshots by rounding alone after any number of updates, as long as
 * the basis need not be cut back to the largest rank, which {@link #lostShare()} tells. The square
 * of the snapshots' condition never appears.
 *
 * <p>A snapshot costs about 8 n r operations for the basis, in blocks of 32, and 8 r² for the
 * factor; {@link #result()} costs some 50 r³. Memory: n times the rank plus the block, and for a
 * window twice the rank for each pair. Not thread-safe: give each thread its own and merge.
 */
public final class StreamingDmd {
  /** The snapshots that are gathered before the basis is asked to take them in. */
  private static final int BLOCK = 32;

  private final int rows;
  private final Dmd dmd;
  private final StreamState state;
  private final Dense block;

  /** The snapshots in the block. */
  private int gathered;

  private StreamingDmd(Dmd dmd, StreamState state) {
    this.rows = state.settings().rows();
    this.dmd = dmd;
    this.state = state;
    this.block = state.settings().zeros(rows, BLOCK);
  }

  /**
   * Starts with the defaults: nothing is forgotten, at most 100 directions, pairs as they are, rank
   * by rounding alone.
   *
   * @param rows the length n of a snapshot, at least 1
   * @return a builder
   * @throws IllegalArgumentException if the length is less than 1
   */
  public static Builder builder(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("rows: " + rows + ", expected at least 1");
    }
    return new Builder(rows);
  }

  /**
   * Takes the next snapshot of the trajectory.
   *
   * @param snapshot n finite numbers; not kept
   * @throws IllegalArgumentException if the length is not n or a number is not finite
   */
  public void add(double[] snapshot) {
    add(Matrix.of(snapshot.length, 1, snapshot));
  }

  /**
   * Takes the next snapshots of the trajectory. A stream of complex snapshots takes real ones too.
   *
   * @param snapshots n x q, finite; not kept
   * @throws IllegalArgumentException if the number of rows is not n or a number is not finite; then
   *     nothing was taken
   */
  public void add(Matrix snapshots) {
    add(state.settings().complex() ? Dense.of(ComplexMatrix.of(snapshots)) : Dense.of(snapshots));
  }

  /**
   * Takes the next complex snapshots of the trajectory.
   *
   * @param snapshots n x q, finite; not kept
   * @throws IllegalArgumentException if the number of rows is not n or a number is not finite; then
   *     nothing was taken
   * @throws IllegalStateException if the stream is for real snapshots
   */
  public void add(ComplexMatrix snapshots) {
    if (!state.settings().complex()) {
      throw new IllegalStateException("the stream is for real snapshots; build it with complex()");
    }
    add(Dense.of(snapshots));
  }

  private void add(Dense snapshots) {
    if (snapshots.rows() != rows) {
      throw new IllegalArgumentException(
          "snapshots: " + snapshots.shape() + ", expected " + rows + " rows");
    }
    for (int j = 0; j < snapshots.columns(); j++) {
      if (!Double.isFinite(snapshots.norm(j))) {
        snapshots.requireFinite("snapshots");
        throw new IllegalArgumentException(
            "snapshots: the norm of column " + j + " exceeds the range of double");
      }
    }
    for (int j = 0; j < snapshots.columns(); j++) {
      block.setBlock(0, gathered++, snapshots.columns(j, j + 1));
      if (gathered == BLOCK) {
        flush();
      }
    }
  }

  private void flush() {
    state.take(block.columns(0, gathered));
    gathered = 0;
  }

  /** Ends the trajectory: the next snapshot does not follow the last one. */
  public void endTrajectory() {
    flush();
    state.endTrajectory();
  }

  /**
   * Takes all that another has learned; both trajectories end. For parts of the data that were seen
   * by other threads or machines.
   *
   * @param other one for states of the same length and kind, without a window; it stays as it is,
   *     but for its own snapshots being worked in
   * @throws IllegalArgumentException if the lengths differ, one of the two is for complex
   *     snapshots, or one has a window
   */
  public void merge(StreamingDmd other) {
    if (other.rows != rows) {
      throw new IllegalArgumentException(
          "other: is for snapshots of " + other.rows + " numbers, expected " + rows);
    }
    other.flush();
    flush();
    state.merge(other.state);
  }

  /**
   * How many snapshots were taken, here and in all that were merged.
   *
   * @return the number, at least 0
   */
  public long count() {
    return state.count() + gathered;
  }

  /**
   * The share of the snapshots that the basis leaves out: the root of the ratio of energies, those
   * of older snapshots fading as the pairs do. Zero, but for rounding, as long as the snapshots
   * span no more directions than the largest rank. It bounds how far the answer can be from that of
   * {@link Dmd}: the data it is exact for differ from the true ones by this much.
   *
   * @return a number from 0 to 1
   */
  public double lostShare() {
    flush();
    return state.lostShare();
  }

  /**
   * The decomposition of what was taken so far; more may follow. Amplitudes, times, reconstruction
   * and forecast are of the snapshots in the window, or else of the last 32: the trajectory of the
   * result.
   *
   * @return the decomposition, which does not change when more snapshots come
   * @throws IllegalStateException if there is no pair of snapshots yet
   * @throws IllegalArgumentException if all snapshots that have a successor are zero
   * @throws NumericalException if an iteration does not converge
   */
  public DmdResult result() {
    flush();
    if (!state.hasPairs()) {
      throw new IllegalStateException("no pair of snapshots was taken, expected at least one");
    }
    Dense recent = state.recent();
    int[] trajectory = IntStream.range(0, recent.columns()).toArray();
    TimeAxis time = dmd.time();
    double first = time.start() + (state.count() - recent.columns()) * time.dt();
    double[] times = IntStream.of(trajectory).mapToDouble(i -> first + i * time.dt()).toArray();
    Coordinates coordinates = new Coordinates(state.basis(), recent, 0);
    return dmd.decompose(
        state.pairs(), new DelayEmbedding(1), coordinates, List.of(trajectory), List.of(times));
  }

  /**
   * Writes the state to a file, from which {@link #load} goes on to the bit.
   *
   * @param file where to; an old file is replaced when the new one is whole
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    flush();
    state.write(file);
  }

  /**
   * Reads a state that {@link #save} wrote.
   *
   * @param file the file
   * @param dmd the options of the decomposition, as they were given to the builder
   * @return a stream that goes on where that one was
   * @throws IOException if the file cannot be read or is not such a file
   * @throws IllegalArgumentException if the options do not suit
   */
  public static StreamingDmd load(Path file, Dmd dmd) throws IOException {
    StreamState state = StreamState.read(file, Builder.requireSuitable(dmd).scaling());
    return new StreamingDmd(dmd, state);
  }

  /** Collects the options of a {@link StreamingDmd}. */
  public static final class Builder {
    private final int rows;
    private int maxRank = 100;
    private int window;
    private double forgetting = 1;
    private boolean complex;
    private Dmd dmd = Dmd.builder().scaling(Scaling.NONE).build();

    private Builder(int rows) {
      this.rows = rows;
    }

    /**
     * Sets the largest number of directions that are kept. States that are no longer are taken as
     * they are.
     *
     * @param value the number, at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxRank(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("maxRank: " + value + ", expected at least 1");
      }
      maxRank = value;
      return this;
    }

    /**
     * Makes older pairs fade.
     *
     * @param factor the weight of a pair's error after each step, in (0, 1]; its memory is about 1
     *     / (1 - factor) steps long
     * @return this builder
     * @throws IllegalArgumentException if the factor is out of range
     */
    public Builder forgetting(double factor) {
      if (!(factor > 0 && factor <= 1)) {
        throw new IllegalArgumentException("forgetting: " + factor + ", expected it in (0, 1]");
      }
      forgetting = factor;
      return this;
    }

    /**
     * Keeps the latest pairs only.
     *
     * @param pairs how many, at least 1
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder window(int pairs) {
      if (pairs < 1) {
        throw new IllegalArgumentException("window: " + pairs + ", expected at least 1");
      }
      window = pairs;
      return this;
    }

    /**
     * Takes complex snapshots. Their work and memory are those of complex arithmetic, four and two
     * times those of real snapshots.
     *
     * @return this builder
     */
    public Builder complex() {
      complex = true;
      return this;
    }

    /**
     * Sets the scaling, the rank, the regression, the amplitudes and the time step. Scaling is done
     * as pairs come: with {@link Scaling#COLUMNS}, a quiet phase counts as much as a loud one.
     *
     * @param options without delays
     * @return this builder
     * @throws IllegalArgumentException if there are delays
     */
    public Builder dmd(Dmd options) {
      dmd = requireSuitable(options);
      return this;
    }

    private static Dmd requireSuitable(Dmd options) {
      if (Objects.requireNonNull(options, "dmd").delays() != 1) {
        throw new IllegalArgumentException(
            "dmd: " + options.delays() + " delays; a stream takes snapshots that are embedded");
      }
      return options;
    }

    /**
     * Makes an empty stream.
     *
     * @return the stream
     * @throws IllegalArgumentException if there are both a window and forgetting
     */
    public StreamingDmd build() {
      if (window > 0 && forgetting < 1) {
        throw new IllegalArgumentException("window: not together with forgetting " + forgetting);
      }
      StreamSettings settings = new StreamSettings(rows, maxRank, window, forgetting, complex);
      return new StreamingDmd(dmd, new StreamState(settings, dmd.scaling()));
    }
  }
}
