// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;
import ritz.kernels.linalg.Qr;

/** Streams beside decompositions of the same snapshots at once. */
class StreamingDmdTest {
  private static final double EPS = Math.ulp(1.0);
  private static final Dmd PLAIN = Dmd.builder().scaling(Scaling.NONE).build();
  private static final Complex[] SPECTRUM = {
    new Complex(0.95, 0.2), new Complex(0.9, -0.0), new Complex(-0.4, 0.6), new Complex(0.5, 0)
  };

  @TempDir Path directory;

  /** A stable system that noise keeps moving. */
  private static Matrix driven(LinearSystem system, int steps, double size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix result = new Matrix(system.size(), steps);
    Matrix state = new Matrix(system.size(), 1);
    for (int j = 0; j < steps; j++) {
      Matrix next = system.a().times(state);
      for (int i = 0; i < system.size(); i++) {
        next.set(i, 0, next.get(i, 0) + size * random.nextGaussian());
        result.set(i, j, next.get(i, 0));
      }
      state = next;
    }
    return result;
  }

  /** The eigenvalues of Y X^+ with weights, by a least-squares problem of its own. */
  private static Complex[] batch(Matrix snapshots, double forgetting) {
    int m = snapshots.columns() - 1;
    Matrix x = snapshots.columns(0, m).transpose();
    Matrix y = snapshots.columns(1, m + 1).transpose();
    for (int i = 0; i < m; i++) {
      double weight = Math.pow(forgetting, m - 1 - i);
      for (int j = 0; j < x.columns(); j++) {
        x.set(i, j, weight * x.get(i, j));
        y.set(i, j, weight * y.get(i, j));
      }
    }
    return ritz.kernels.linalg.Eigen.valuesOf(Qr.of(x).solve(y).transpose()).values();
  }

  private static double distance(Complex[] a, Complex[] b) {
    return SpectrumDistance.hausdorff(a, b);
  }

  private static double condition(Matrix a) {
    double[] sigma = JacobiSvd.valuesOf(a).singularValues();
    return sigma[0] / sigma[sigma.length - 1];
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.99, 0.9})
  void onlineEqualsBatch(double forgetting) {
    LinearSystem system = LinearSystem.skewed(1, SPECTRUM);
    Matrix snapshots = driven(system, 400, 1, 2);
    StreamingDmd stream = StreamingDmd.builder(system.size()).forgetting(forgetting).build();
    for (int j = 0; j < snapshots.columns(); j++) {
      stream.add(snapshots.column(j));
    }
    assertThat(condition(snapshots)).isLessThan(1e3);
    assertThat(distance(stream.result().eigenvalues(), batch(snapshots, forgetting)))
        .isLessThan(1e-9);
    assertThat(stream.count()).isEqualTo(400);
    assertThat(stream.lostShare()).isZero();
  }

  @Test
  void residualsAndModesAreThoseOfBatchToo() {
    LinearSystem system = LinearSystem.skewed(1, SPECTRUM);
    Matrix snapshots = driven(system, 90, 1, 3);
    StreamingDmd stream = StreamingDmd.builder(system.size()).build();
    stream.add(snapshots);
    DmdResult expected = PLAIN.fit(snapshots);
    DmdResult found = stream.result();
    for (int j = 0; j < expected.rank(); j++) {
      int partner = nearest(found.eigenvalues(), expected.eigenvalues()[j]);
      assertThat(Math.abs(found.residuals()[partner] - expected.residuals()[j])).isLessThan(1e-11);
    }
    assertThat(found.imageNorm() / expected.imageNorm()).isBetween(1 - 1e-12, 1 + 1e-12);
  }

  private static int nearest(Complex[] among, Complex z) {
    int best = 0;
    for (int j = 1; j < among.length; j++) {
      best = among[j].minus(z).abs() < among[best].minus(z).abs() ? j : best;
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40, 150})
  void windowEqualsBatchOnTheSameColumns(int window) {
    LinearSystem system = LinearSystem.skewed(1, SPECTRUM);
    Matrix snapshots = driven(system, 330, 1, 4);
    StreamingDmd stream = StreamingDmd.builder(system.size()).window(window).build();
    for (int j = 0; j < snapshots.columns(); j++) {
      stream.add(snapshots.column(j));
      if (j == window || j == 200 || j > 325) {
        Matrix same = snapshots.columns(Math.max(0, j - window), j + 1);
        DmdResult expected = PLAIN.fit(same);
        DmdResult found = stream.result();
        // Few columns are badly conditioned; eps times the condition of both bounds the rest.
        double[] sigma = expected.singularValues();
        double bound = 1e3 * EPS * sigma[0] / sigma[expected.rank() - 1] * expected.modeCondition();
        assertThat(found.rank()).isEqualTo(expected.rank());
        assertThat(distance(found.eigenvalues(), expected.eigenvalues())).isLessThan(bound);
        assertThat(found.reconstruct().columns()).isEqualTo(same.columns());
      }
    }
  }

  /** Bursts of up to six decades come and go; a factor that subtracts would keep their rounding. */
  @Test
  void burstsLeaveNoTrace() {
    LinearSystem system = LinearSystem.skewed(1, SPECTRUM);
    int n = system.size();
    SplittableRandom random = new SplittableRandom(5);
    StreamingDmd window = StreamingDmd.builder(n).window(40).build();
    StreamingDmd online = StreamingDmd.builder(n).forgetting(0.9).build();
    int steps = 201_400; // 41 times through all sizes, and quiet at the end
    Matrix last = new Matrix(n, 400);
    Matrix state = new Matrix(n, 1);
    for (int step = 0; step < steps; step++) {
      state = system.a().times(state);
      double size = Math.pow(10, step / 700 % 7 - 3);
      for (int i = 0; i < n; i++) {
        state.set(i, 0, state.get(i, 0) + size * random.nextGaussian());
      }
      double[] snapshot = state.column(0);
      window.add(snapshot);
      online.add(snapshot);
      if (step >= steps - last.columns()) {
        System.arraycopy(snapshot, 0, last.data(), last.index(0, step - steps + 400), n);
      }
    }
    assertThat(distance(window.result().eigenvalues(), batch(last.columns(359, 400), 1)))
        .isLessThan(1e-9);
    assertThat(distance(online.result().eigenvalues(), batch(last, 0.9))).isLessThan(1e-9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-200, 1e-12})
  void quietStepsOverflowNothing(double noise) {
    LinearSystem system = LinearSystem.skewed(1, SPECTRUM);
    SplittableRandom random = new SplittableRandom(6);
    StreamingDmd stream = StreamingDmd.builder(system.size()).forgetting(0.95).build();
    stream.add(driven(system, 100, 1, 7));
    for (int step = 0; step < 15_000; step++) {
      double[] quiet = new double[system.size()];
      Arrays.setAll(quiet, i -> noise * random.nextGaussian());
      stream.add(quiet);
    }
    for (Complex value : stream.result().eigenvalues()) {
      assertThat(value.isFinite()).isTrue();
    }
    Matrix loud = driven(system, 300, 1, 8);
    stream.add(loud);
    assertThat(distance(stream.result().eigenvalues(), batch(loud, 0.95))).isLessThan(1e-5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e6})
  void eigenvaluesDoNotDependOnTheUnit(double unit) {
    LinearSystem system = LinearSystem.skewed(1, SPECTRUM);
    Matrix snapshots = driven(system, 200, 1, 9);
    StreamingDmd[] streams = {
      StreamingDmd.builder(system.size()).forgetting(0.98).build(),
      StreamingDmd.builder(system.size()).window(50).build()
    };
    for (StreamingDmd stream : streams) {
      StreamingDmd scaled =
          stream == streams[0]
              ? StreamingDmd.builder(system.size()).forgetting(0.98).build()
              : StreamingDmd.builder(system.size()).window(50).build();
      Matrix other = snapshots.copy();
      for (int i = 0; i < other.data().length; i++) {
        other.data()[i] *= unit;
      }
      stream.add(snapshots);
      scaled.add(other);
      assertThat(distance(stream.result().eigenvalues(), scaled.result().eigenvalues()))
          .isLessThan(1e-9);
    }
  }

  /** Gram matrices square the condition 1e8 and lose the smallest direction altogether. */
  @Test
  void badConditionCostsNoMoreThanItCostsBatch() {
    LinearSystem system = LinearSystem.normal(10, SPECTRUM);
    int n = system.size();
    double worst = 0;
    for (int seed = 0; seed < 10; seed++) {
      Matrix x = LinearSystem.random(n, 60, new SplittableRandom(seed));
      for (int j = 0; j < 60; j++) {
        for (int i = 0; i < n; i++) {
          x.set(i, j, x.get(i, j) * Math.pow(10, -8.0 * i / (n - 1)));
        }
      }
      StreamingDmd stream = StreamingDmd.builder(n).build();
      for (int j = 0; j < 60; j++) {
        stream.add(x.columns(j, j + 1));
        stream.add(system.a().times(x.columns(j, j + 1)));
        stream.endTrajectory();
      }
      Complex[] truth = system.spectrum().toArray(Complex[]::new);
      double batch = distance(PLAIN.fit(x, system.a().times(x)).eigenvalues(), truth);
      double online = distance(stream.result().eigenvalues(), truth);
      worst = Math.max(worst, online / batch);
    }
    assertThat(worst).isLessThan(10);
  }

  /** After one period of periodic data the window holds the same pairs as before. */
  @Test
  void appendingAndDroppingRestoresTheFactor() {
    int coordinates = 5;
    int length = 60;
    SplittableRandom random = new SplittableRandom(11);
    Matrix rows = LinearSystem.random(length, 2 * coordinates, random);
    WindowPairs window = new WindowPairs(length, Dense.of(new Matrix(0, 2 * coordinates)));
    Matrix before = null;
    for (int step = 0; step < 20 * length; step++) {
      int at = step % length;
      double[] row = new double[2 * coordinates];
      Arrays.setAll(row, j -> rows.get(at, j));
      window.add(Dense.of(Matrix.of(2 * coordinates, 1, row)));
      if (step == length - 1) {
        before = window.factor().real();
      }
    }
    Matrix after = window.factor().real();
    // R is unique but for the signs of its rows.
    for (int i = 0; i < after.rows(); i++) {
      double sign = Math.signum(before.get(i, i)) * Math.signum(after.get(i, i));
      for (int j = i; j < after.columns(); j++) {
        assertThat(Math.abs(sign * after.get(i, j) - before.get(i, j)))
            .isLessThan(1e-13 * before.frobeniusNorm());
      }
    }
  }

  private static Matrix tall(int rows, Matrix snapshots) {
    Matrix basis = LinearSystem.orthogonal(rows, new SplittableRandom(12));
    return basis.columns(0, snapshots.rows()).times(snapshots);
  }

  @Test
  void tallSnapshotsAreKeptInABasisThatGrows() {
    LinearSystem system = LinearSystem.skewed(1, SPECTRUM);
    Matrix snapshots = driven(system, 300, 1, 13);
    Matrix tall = tall(80, snapshots);
    for (int window : new int[] {0, 50}) {
      StreamingDmd.Builder builder = StreamingDmd.builder(80).maxRank(12);
      StreamingDmd stream = (window > 0 ? builder.window(window) : builder).build();
      stream.add(tall);
      DmdResult found = stream.result();
      Matrix same = window > 0 ? snapshots.columns(249, 300) : snapshots;
      assertThat(distance(found.eigenvalues(), batch(same, 1))).isLessThan(1e-9);
      assertThat(stream.lostShare()).isLessThan(1e-12);
      assertThat(found.modes().rows()).isEqualTo(80);
      for (int j = 0; j < found.rank(); j++) {
        assertThat(Spectra.norm(found.modes(), j)).isBetween(1 - 1e-12, 1 + 1e-12);
      }
      Matrix recent = found.reconstruct();
      assertThat(recent.rows()).isEqualTo(80);
    }
  }

  /** A system whose directions change for ever, in a basis that holds half of them. */
  @Test
  void theBasisIsCutBackToTheDirectionsThatCount() {
    int n = 60;
    SplittableRandom random = new SplittableRandom(14);
    Matrix loud = LinearSystem.orthogonal(n, random).columns(0, 6).copy();
    LinearSystem system = LinearSystem.normal(15, SPECTRUM);
    Matrix snapshots = loud.times(driven(system, 2000, 1, 16));
    double total = snapshots.frobeniusNorm();
    double noiseEnergy = 0;
    for (int i = 0; i < snapshots.data().length; i++) {
      double noise = 1e-3 * random.nextGaussian();
      noiseEnergy += noise * noise;
      snapshots.data()[i] += noise;
    }
    StreamingDmd stream =
        StreamingDmd.builder(n)
            .maxRank(10)
            .dmd(Dmd.builder().scaling(Scaling.NONE).rank(6).build())
            .build();
    stream.add(snapshots);
    DmdResult found = stream.result();
    // Noise of share 1e-3 moves eigenvalues of a well-conditioned fit by that much at most.
    DmdResult whole = Dmd.builder().scaling(Scaling.NONE).rank(6).build().fit(snapshots);
    assertThat(distance(found.eigenvalues(), whole.eigenvalues())).isLessThan(1e-4);
    double share = Math.sqrt(noiseEnergy) / total;
    assertThat(stream.lostShare()).isBetween(0.5 * share, 1.1 * share);
    Matrix modes = found.coordinates().basis().lift(Dense.of(Matrix.identity(10))).real();
    assertThat(modes.transposeTimes(modes).minus(Matrix.identity(10)).frobeniusNorm())
        .isLessThan(1e-14 * 10);
  }

  @Test
  void partsMergeIntoTheWhole() {
    LinearSystem system = LinearSystem.skewed(1, SPECTRUM);
    Matrix tall = tall(90, driven(system, 200, 1, 17));
    for (int maxRank : new int[] {20, 200}) {
      StreamingDmd first = StreamingDmd.builder(90).maxRank(maxRank).build();
      StreamingDmd second = StreamingDmd.builder(90).maxRank(maxRank).build();
      first.add(tall.columns(0, 110));
      second.add(tall.columns(109, 200));
      first.merge(second);
      assertThat(first.count()).isEqualTo(201);
      StreamingDmd whole = StreamingDmd.builder(90).maxRank(maxRank).build();
      whole.add(tall);
      double bound = 1e-10;
      DmdResult expected = whole.result().select(mode -> mode.eigenvalue().abs() > 1e-6);
      DmdResult found = first.result().select(mode -> mode.eigenvalue().abs() > 1e-6);
      assertThat(distance(found.eigenvalues(), expected.eigenvalues())).isLessThan(bound);
      StreamingDmd empty = StreamingDmd.builder(90).maxRank(maxRank).build();
      empty.merge(whole);
      assertThat(empty.result().forecast(3).minus(whole.result().forecast(3)).frobeniusNorm())
          .isLessThan(1e-8);
    }
  }

  @Test
  void aSavedStreamGoesOnToTheBit() throws IOException {
    LinearSystem system = LinearSystem.skewed(1, SPECTRUM);
    Matrix tall = tall(70, driven(system, 260, 1, 18));
    StreamingDmd[] streams = {
      StreamingDmd.builder(70).maxRank(20).forgetting(0.99).build(),
      StreamingDmd.builder(70).maxRank(20).window(45).build(),
      StreamingDmd.builder(70).maxRank(70).build()
    };
    for (StreamingDmd stream : streams) {
      stream.add(tall.columns(0, 150));
      Path file = directory.resolve("stream.npz");
      stream.save(file);
      StreamingDmd loaded = StreamingDmd.load(file, PLAIN);
      stream.add(tall.columns(150, 260));
      loaded.add(tall.columns(150, 260));
      assertThat(loaded.count()).isEqualTo(stream.count());
      assertThat(loaded.result().eigenvalues()).isEqualTo(stream.result().eigenvalues());
      assertThat(loaded.result().forecast(2).data()).isEqualTo(stream.result().forecast(2).data());
    }
    try (var left = Files.list(directory)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    StreamingDmd stream = StreamingDmd.builder(4).build();
    stream.add(LinearSystem.random(4, 10, new SplittableRandom(19)));
    Path file = directory.resolve("stream.npz");
    stream.save(file);
    byte[] good = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(20);
    int refused = 0;
    for (int i = 0; i < 90; i++) {
      byte[] bad = Arrays.copyOf(good, i % 2 == 0 ? good.length : random.nextInt(good.length));
      if (bad.length > 0) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(file, bad);
      try {
        StreamingDmd.load(file, PLAIN).result();
      } catch (IOException | IllegalArgumentException e) {
        refused++;
      }
    }
    // Some bytes of a zip archive, such as dates, mean nothing.
    assertThat(refused).isGreaterThan(60);
    Files.writeString(file, "no archive");
    assertThatIOException()
        .isThrownBy(() -> StreamingDmd.load(file, PLAIN))
        .withMessageContaining("stream.npz");
  }

  @Test
  void badInputIsNamedAndNothingTaken() {
    StreamingDmd stream = StreamingDmd.builder(3).build();
    assertThatIllegalStateException().isThrownBy(stream::result).withMessageContaining("no pair");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.add(new double[] {1, 2}))
        .withMessageContaining("2 x 1, expected 3 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.add(new double[] {1, 2, Double.NaN}))
        .withMessageContaining("entry (2, 0) is NaN");
    assertThat(stream.count()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> StreamingDmd.builder(0));
    StreamingDmd.Builder builder = StreamingDmd.builder(3);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.forgetting(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.window(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRank(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.dmd(Dmd.builder().delays(2).build()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StreamingDmd.builder(3).window(4).forgetting(0.5).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.merge(StreamingDmd.builder(4).build()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.merge(StreamingDmd.builder(3).window(4).build()))
        .withMessageContaining("window");
  }
}
