// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import ritz.koopman.dmd.Factorizations.Svd;

/**
 * What a stream has learned: a basis, the pairs in its coordinates, and the latest snapshots.
 *
 * <p>A block first widens the basis, then enters the pairs, and only then is the basis cut back to
 * the leading directions of the pairs: the other way round, a new direction would have no energy
 * yet and would always be the one to go.
 */
final class StreamState {
  private static final double VERSION = 1;

  private final StreamSettings settings;
  private final Scaling scaling;

  /** The basis, or null while states are their own coordinates. */
  private final GrowingBasis basis;

  private PairStore pairs;
  private boolean hasPairs;

  /** The latest snapshots of the trajectory in coordinates, r x 1, the oldest first. */
  private final ArrayDeque<Dense> recent = new ArrayDeque<>();

  private long count;
  private boolean ended = true;

  /** What a direction must add to a block to be taken in once the basis is full. */
  private double floor;

  private double energy;
  private double lost;

  StreamState(StreamSettings settings, Scaling scaling) {
    this(
        settings,
        scaling,
        settings.isWhole() ? null : new GrowingBasis(settings.zeros(settings.rows(), 0)),
        settings.emptyPairs(settings.isWhole() ? settings.rows() : 0));
  }

  private StreamState(
      StreamSettings settings, Scaling scaling, GrowingBasis basis, PairStore pairs) {
    this.settings = settings;
    this.scaling = scaling;
    this.basis = basis;
    this.pairs = pairs;
  }

  StreamSettings settings() {
    return settings;
  }

  long count() {
    return count;
  }

  boolean hasPairs() {
    return hasPairs;
  }

  double lostShare() {
    return energy == 0 ? 0 : Math.sqrt(Math.min(1, lost / energy));
  }

  private int size() {
    return basis == null ? settings.rows() : basis.size();
  }

  Basis basis() {
    return basis == null ? new StandardBasis(settings.rows()) : new MatrixBasis(basis.vectors());
  }

  /** Takes snapshots, which are overwritten. */
  void take(Dense block) {
    Dense coordinates = block;
    double left = 0;
    double[] norms = null;
    if (basis != null) {
      int before = basis.size();
      GrowingBasis.Absorbed absorbed = basis.absorb(block, floor);
      coordinates = absorbed.coordinates();
      norms = absorbed.norms();
      left = absorbed.lost();
      if (basis.size() > before) {
        transform(embedding(basis.size(), before));
      }
    }
    for (int j = 0; j < coordinates.columns(); j++) {
      double norm = norms == null ? block.norm(j) : norms[j];
      floor *= Math.sqrt(settings.fading());
      energy = settings.fading() * energy + norm * norm;
      lost *= settings.fading();
    }
    lost += left * left;
    for (int j = 0; j < coordinates.columns(); j++) {
      takeOne(coordinates.columns(j, j + 1).copy());
    }
    if (basis != null && basis.size() > settings.maxRank()) {
      cutBack();
    }
  }

  private void takeOne(Dense snapshot) {
    if (ended) {
      recent.clear();
    } else {
      addPair(recent.getLast(), snapshot);
    }
    ended = false;
    recent.addLast(snapshot);
    if (recent.size() > settings.recent()) {
      recent.removeFirst();
    }
    count++;
  }

  private void addPair(Dense x, Dense y) {
    double norm = x.norm(0);
    if (norm == 0) {
      return;
    }
    Dense pair = Dense.stacked(x, y);
    double divisor = scaling == Scaling.NONE ? 1 : scaling == Scaling.COLUMNS ? norm : y.norm(0);
    if (divisor != 0 && divisor != 1) {
      pair.divideColumn(0, divisor);
    }
    pairs.add(pair);
    hasPairs = true;
  }

  void endTrajectory() {
    ended = true;
  }

  private Dense embedding(int larger, int size) {
    Dense result = settings.zeros(larger, size);
    result.setBlock(0, 0, result.identity(size));
    return result;
  }

  /** Changes all coordinates c to G c. */
  private void transform(Dense g) {
    pairs.transform(g);
    for (int i = recent.size(); i > 0; i--) {
      recent.addLast(g.times(recent.removeFirst()));
    }
  }

  /** Cuts the basis back to the directions with the most energy in the pairs. */
  private void cutBack() {
    int r = basis.size();
    Dense factor = pairs.factor();
    Svd svd = Factorizations.svd(Dense.stacked(factor.columns(0, r), factor.columns(r, 2 * r)));
    double[] sigma = svd.sigma();
    int kept = settings.maxRank();
    double all = 0;
    double dropped = 0;
    for (int i = r - 1; i >= 0; i--) {
      all = Math.hypot(all, sigma[i]);
      dropped = i == kept ? all : dropped;
    }
    lost += energy * (dropped / all) * (dropped / all);
    floor = scaling == Scaling.NONE ? sigma[kept - 1] / Math.sqrt(2) : 0;
    // rows are c', so the leading directions of the coordinates c are conj V
    transform(basis.rotate(svd.v().columns(0, kept).transpose()));
  }

  /** The triangular factor as pairs: it has the same map and the same residuals. */
  SnapshotPairs pairs() {
    Dense columns = pairs.factor().transpose();
    int r = size();
    Dense x = columns.block(0, 0, r, columns.columns());
    Dense y = columns.block(r, 0, r, columns.columns());
    return new SnapshotPairs(x, y, settings.rows(), new int[0], 1);
  }

  /** The latest snapshots in coordinates. */
  Dense recent() {
    Dense result = settings.zeros(size(), recent.size());
    int j = 0;
    for (Iterator<Dense> each = recent.iterator(); each.hasNext(); j++) {
      result.setBlock(0, j, each.next());
    }
    return result;
  }

  /** Takes what another has; both must be without a window. */
  void merge(StreamState other) {
    if (settings.window() > 0 || other.settings.window() > 0) {
      throw new IllegalArgumentException("other: streams with a window cannot be merged");
    }
    if (settings.complex() != other.settings.complex()) {
      throw new IllegalArgumentException("other: one of the two is for complex snapshots");
    }
    Dense change = changeFrom(other);
    ((ForgettingPairs) pairs).merge(PairStore.transformed(other.pairs.factor(), change));
    if (recent.isEmpty()) {
      other.recent.forEach(old -> recent.add(change.times(old)));
    }
    hasPairs |= other.hasPairs;
    count += other.count;
    energy += other.energy;
    lost += other.lost;
    if (basis != null && basis.size() > settings.maxRank()) {
      cutBack();
    }
    endTrajectory();
  }

  /** What turns the coordinates of another into those of this one, after the basis took them in. */
  private Dense changeFrom(StreamState other) {
    Dense vectors =
        other.basis == null
            ? settings.zeros(0, 0).identity(settings.rows())
            : other.basis.vectors().copy();
    if (basis == null) {
      return vectors;
    }
    int before = basis.size();
    Dense change = basis.absorb(vectors, 0).coordinates();
    transform(embedding(basis.size(), before));
    return change;
  }

  void write(Path file) throws IOException {
    double[] header = {
      VERSION,
      settings.rows(),
      settings.maxRank(),
      settings.window(),
      settings.forgetting(),
      scaling.ordinal(),
      count,
      hasPairs ? 1 : 0,
      ended ? 1 : 0,
      floor,
      energy,
      lost
    };
    new NamedArrays()
        .put("stream", header)
        .put("pairs", pairs.compact())
        .put("recent", recent())
        .put("basis", basis == null ? settings.zeros(0, 0) : basis.vectors())
        .write(file);
  }

  static StreamState read(Path file, Scaling scaling) throws IOException {
    NamedArrays arrays = NamedArrays.read(file);
    double[] header = arrays.row(file, "stream");
    if (header.length != 12 || header[0] != VERSION) {
      throw new IOException(file + ": not the state of a stream, version " + VERSION);
    }
    if (header[5] != scaling.ordinal()) {
      throw new IllegalArgumentException(
          "dmd: scaling " + scaling + ", the stream was made with another");
    }
    Dense vectors = arrays.get(file, "basis");
    Dense rows = arrays.get(file, "pairs");
    Dense recent = arrays.get(file, "recent");
    StreamSettings settings = StreamSettings.of(file, !rows.isReal(), header);
    int size = settings.isWhole() ? settings.rows() : vectors.columns();
    boolean fits =
        vectors.isReal() == rows.isReal()
            && recent.isReal() == rows.isReal()
            && (settings.isWhole() || vectors.rows() == settings.rows())
            && (settings.window() > 0
                ? rows.rows() <= settings.window()
                : rows.rows() == rows.columns());
    if (!fits || rows.columns() != 2 * size || recent.rows() != size) {
      throw new IOException(
          file
              + ": sizes do not fit: basis "
              + vectors.shape()
              + ", pairs "
              + rows.shape()
              + ", recent "
              + recent.shape());
    }
    requireFinite(file, vectors, rows, recent);
    GrowingBasis basis = settings.isWhole() ? null : new GrowingBasis(vectors);
    StreamState state = new StreamState(settings, scaling, basis, settings.emptyPairs(size));
    state.pairs.restore(rows);
    for (int j = 0; j < recent.columns(); j++) {
      state.recent.addLast(recent.columns(j, j + 1).copy());
    }
    state.count = (long) header[6];
    state.hasPairs = header[7] == 1;
    state.ended = header[8] == 1 || recent.columns() == 0;
    state.floor = header[9];
    state.energy = header[10];
    state.lost = header[11];
    return state;
  }

  private static void requireFinite(Path file, Dense... matrices) throws IOException {
    for (Dense matrix : matrices) {
      if (!Double.isFinite(matrix.frobeniusNorm())) {
        throw new IOException(file + ": holds numbers that are not finite");
      }
    }
  }
}
