// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

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

  /** The latest snapshots of the trajectory in coordinates, the oldest first. */
  private final ArrayDeque<double[]> recent = new ArrayDeque<>();

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
        settings.isWhole() ? null : new GrowingBasis(settings.rows()),
        settings.emptyPairs(settings.isWhole() ? settings.rows() : 0));
  }

  private StreamState(
      StreamSettings settings, Scaling scaling, GrowingBasis basis, PairStore pairs) {
    this.settings = settings;
    this.scaling = scaling;
    this.basis = basis;
    this.pairs = pairs;
  }

  int rows() {
    return settings.rows();
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
    return basis == null
        ? new StandardBasis(settings.rows())
        : new MatrixBasis(Dense.of(basis.vectors()));
  }

  /** Takes snapshots, which are overwritten. */
  void take(Matrix block) {
    Matrix coordinates = block;
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
      double norm = norms == null ? Dense.norm(block, j) : norms[j];
      floor *= Math.sqrt(settings.fading());
      energy = settings.fading() * energy + norm * norm;
      lost *= settings.fading();
    }
    lost += left * left;
    for (int j = 0; j < coordinates.columns(); j++) {
      take(coordinates.column(j));
    }
    if (basis != null && basis.size() > settings.maxRank()) {
      cutBack();
    }
  }

  private void take(double[] snapshot) {
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

  private void addPair(double[] x, double[] y) {
    double norm = DoubleBlas.nrm2(x.length, x, 0);
    if (norm == 0) {
      return;
    }
    double divisor = 1;
    if (scaling != Scaling.NONE) {
      divisor = scaling == Scaling.COLUMNS ? norm : DoubleBlas.nrm2(y.length, y, 0);
    }
    double[] row = new double[2 * x.length];
    for (int i = 0; i < x.length; i++) {
      row[i] = divisor == 0 ? x[i] : x[i] / divisor;
      row[x.length + i] = divisor == 0 ? y[i] : y[i] / divisor;
    }
    pairs.add(row);
    hasPairs = true;
  }

  void endTrajectory() {
    ended = true;
  }

  private static Matrix embedding(int larger, int size) {
    Matrix result = new Matrix(larger, size);
    for (int i = 0; i < size; i++) {
      result.set(i, i, 1);
    }
    return result;
  }

  /** Changes all coordinates c to G c. */
  private void transform(Matrix g) {
    pairs.transform(g);
    for (int i = recent.size(); i > 0; i--) {
      double[] old = recent.removeFirst();
      recent.addLast(g.times(Matrix.of(old.length, 1, old)).column(0));
    }
  }

  /** Cuts the basis back to the directions with the most energy in the pairs. */
  private void cutBack() {
    int r = basis.size();
    Matrix factor = pairs.factor();
    Matrix halves = new Matrix(2 * factor.rows(), r);
    Dense.of(halves).setBlock(0, 0, Dense.of(factor.columns(0, r)));
    Dense.of(halves).setBlock(factor.rows(), 0, Dense.of(factor.columns(r, 2 * r)));
    JacobiSvd svd = JacobiSvd.of(halves);
    double[] sigma = svd.singularValues();
    int kept = settings.maxRank();
    double all = 0;
    double dropped = 0;
    for (int i = r - 1; i >= 0; i--) {
      all = Math.hypot(all, sigma[i]);
      dropped = i == kept ? all : dropped;
    }
    lost += energy * (dropped / all) * (dropped / all);
    floor = scaling == Scaling.NONE ? sigma[kept - 1] / Math.sqrt(2) : 0;
    transform(basis.rotate(svd.v().columns(0, kept).transpose()));
  }

  /** The triangular factor as pairs: it has the same map and the same residuals. */
  SnapshotPairs pairs() {
    Matrix columns = pairs.factor().transpose();
    int r = size();
    Dense x = Dense.of(columns.block(0, 0, r, columns.columns()));
    Dense y = Dense.of(columns.block(r, 0, r, columns.columns()));
    return new SnapshotPairs(x, y, settings.rows(), new int[0], 1);
  }

  /** The latest snapshots in coordinates. */
  Matrix recent() {
    Matrix result = new Matrix(size(), recent.size());
    int j = 0;
    for (Iterator<double[]> each = recent.iterator(); each.hasNext(); j++) {
      System.arraycopy(each.next(), 0, result.data(), result.index(0, j), size());
    }
    return result;
  }

  /** Takes what another has; both must be without a window. */
  void merge(StreamState other) {
    if (settings.window() > 0 || other.settings.window() > 0) {
      throw new IllegalArgumentException("other: streams with a window cannot be merged");
    }
    Matrix change = changeFrom(other);
    ((ForgettingPairs) pairs).merge(PairStore.transformed(other.pairs.factor(), change));
    if (recent.isEmpty()) {
      other.recent.forEach(
          old -> recent.add(change.times(Matrix.of(old.length, 1, old)).column(0)));
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
  private Matrix changeFrom(StreamState other) {
    Matrix vectors = other.basis == null ? Matrix.identity(rows()) : other.basis.vectors().copy();
    if (basis == null) {
      return vectors;
    }
    int before = basis.size();
    Matrix change = basis.absorb(vectors, 0).coordinates();
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
        .put("pairs", Dense.of(pairs.compact()))
        .put("recent", Dense.of(recent()))
        .put("basis", Dense.of(basis == null ? new Matrix(0, 0) : basis.vectors()))
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
    StreamSettings settings = StreamSettings.of(file, header);
    Matrix vectors = arrays.get(file, "basis").real();
    Matrix rows = arrays.get(file, "pairs").real();
    Matrix recent = arrays.get(file, "recent").real();
    int size = settings.isWhole() ? settings.rows() : vectors.columns();
    boolean fits =
        (settings.isWhole() || vectors.rows() == settings.rows())
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
      state.recent.addLast(recent.column(j));
    }
    state.count = (long) header[6];
    state.hasPairs = header[7] == 1;
    state.ended = header[8] == 1 || recent.columns() == 0;
    state.floor = header[9];
    state.energy = header[10];
    state.lost = header[11];
    return state;
  }

  private static void requireFinite(Path file, Matrix... matrices) throws IOException {
    for (Matrix matrix : matrices) {
      if (!Double.isFinite(matrix.frobeniusNorm())) {
        throw new IOException(file + ": holds numbers that are not finite");
      }
    }
  }
}
