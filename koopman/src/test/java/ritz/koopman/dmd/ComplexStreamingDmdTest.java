// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/** Streams of complex snapshots beside decompositions of the same snapshots at once. */
class ComplexStreamingDmdTest {
  private static final Dmd PLAIN = Dmd.builder().scaling(Scaling.NONE).build();
  private static final int N = 4;

  @TempDir Path directory;

  /** A stable system without symmetry between conjugates that noise keeps moving. */
  private static Dense driven(int steps, long seed) {
    Dense vectors = Dense.of(ComplexDmdTest.random(N, N, 1));
    Dense scaled = vectors.copy();
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < N; i++) {
        scaled.set(i, j, scaled.get(i, j).times(ComplexDmdTest.SPECTRUM[j]));
      }
    }
    Dense a = Factorizations.solve(vectors.adjoint(), scaled.adjoint()).adjoint();
    SplittableRandom random = new SplittableRandom(seed);
    Dense result = a.zeros(N, steps);
    Dense state = a.zeros(N, 1);
    for (int k = 0; k < steps; k++) {
      state = a.times(state);
      for (int i = 0; i < N; i++) {
        Complex noise = new Complex(random.nextGaussian(), random.nextGaussian());
        state.set(i, 0, state.get(i, 0).plus(noise));
      }
      result.setBlock(0, k, state);
    }
    return result;
  }

  /** The eigenvalues of Y X^+ with weights, by a least-squares problem of its own. */
  private static Complex[] batch(Dense snapshots, double forgetting) {
    int m = snapshots.columns() - 1;
    Dense x = snapshots.columns(0, m).copy();
    Dense y = snapshots.columns(1, m + 1).copy();
    for (int j = 0; j < m; j++) {
      double weight = Math.pow(forgetting, m - 1 - j);
      x.divideColumn(j, 1 / weight);
      y.divideColumn(j, 1 / weight);
    }
    return Factorizations.eigenvalues(Factorizations.solve(x.adjoint(), y.adjoint()).adjoint());
  }

  private static double distance(Complex[] a, Complex[] b) {
    return SpectrumDistance.hausdorff(a, b);
  }

  /** Columns of an orthonormal matrix times the snapshots. */
  private static Dense tall(int rows, Dense snapshots) {
    return Factorizations.orthonormal(Dense.of(ComplexDmdTest.random(rows, N, 2))).times(snapshots);
  }

  @ParameterizedTest
  @ValueSource(ints = {N, 70})
  void onlineAndWindowedEqualBatch(int rows) {
    Dense snapshots = driven(330, 3);
    Dense seen = rows == N ? snapshots : tall(rows, snapshots);
    for (double forgetting : new double[] {1, 0.97}) {
      StreamingDmd stream =
          StreamingDmd.builder(rows).complex().maxRank(12).forgetting(forgetting).build();
      stream.add(seen.complex());
      assertThat(distance(stream.result().eigenvalues(), batch(snapshots, forgetting)))
          .isLessThan(1e-9);
      assertThat(stream.lostShare()).isLessThan(1e-12);
    }
    StreamingDmd window = StreamingDmd.builder(rows).complex().maxRank(12).window(50).build();
    for (int k = 0; k < seen.columns(); k++) {
      window.add(seen.columns(k, k + 1).complex());
    }
    DmdResult result = window.result();
    assertThat(distance(result.eigenvalues(), batch(snapshots.columns(279, 330), 1)))
        .isLessThan(1e-9);
    DmdResult whole = PLAIN.fit(seen.columns(279, 330).complex());
    assertThat(ComplexDmdTest.distance(result.reconstructComplex(), whole.reconstructComplex()))
        .isLessThan(1e-9 * seen.frobeniusNorm());
    assertThat(distance(result.eigenvalues(), batch(snapshots.columns(278, 329), 1)))
        .isGreaterThan(1e-6);
  }

  @Test
  void theBasisIsCutBackToTheDirectionsThatCount() {
    Dense seen = tall(40, driven(800, 4));
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 0; k < seen.columns(); k++) {
      for (int i = 0; i < 40; i++) {
        Complex noise = new Complex(random.nextGaussian(), random.nextGaussian());
        seen.set(i, k, seen.get(i, k).plus(noise.times(1e-3)));
      }
    }
    Dmd dmd = Dmd.builder().scaling(Scaling.NONE).rank(N).build();
    StreamingDmd stream = StreamingDmd.builder(40).complex().maxRank(8).dmd(dmd).build();
    stream.add(seen.complex());
    // Noise of share 1e-3 moves eigenvalues of a well-conditioned fit by that much at most.
    assertThat(distance(stream.result().eigenvalues(), dmd.fit(seen.complex()).eigenvalues()))
        .isLessThan(1e-4);
    assertThat(stream.lostShare()).isBetween(1e-4, 1e-2);
  }

  @Test
  void partsMergeAndSavedStreamsGoOnToTheBit() throws IOException {
    Dense seen = tall(60, driven(200, 6));
    StreamingDmd first = StreamingDmd.builder(60).complex().maxRank(20).build();
    StreamingDmd second = StreamingDmd.builder(60).complex().maxRank(20).build();
    first.add(seen.columns(0, 110).complex());
    second.add(seen.columns(109, 200).complex());
    first.merge(second);
    StreamingDmd whole = StreamingDmd.builder(60).complex().maxRank(20).build();
    whole.add(seen.complex());
    assertThat(distance(first.result().eigenvalues(), whole.result().eigenvalues()))
        .isLessThan(1e-10);
    StreamingDmd[] streams = {
      whole, StreamingDmd.builder(60).complex().maxRank(20).window(45).build()
    };
    for (StreamingDmd stream : streams) {
      stream.add(seen.columns(0, 150).complex());
      Path file = directory.resolve("stream.npz");
      stream.save(file);
      StreamingDmd loaded = StreamingDmd.load(file, PLAIN);
      stream.add(seen.columns(150, 200).complex());
      loaded.add(seen.columns(150, 200).complex());
      assertThat(loaded.result().eigenvalues()).isEqualTo(stream.result().eigenvalues());
    }
  }

  @Test
  void kindsAreNotMixed() {
    StreamingDmd real = StreamingDmd.builder(3).build();
    StreamingDmd complex = StreamingDmd.builder(3).complex().build();
    ComplexMatrix states = ComplexDmdTest.random(3, 9, 7);
    assertThatIllegalStateException()
        .isThrownBy(() -> real.add(states))
        .withMessageContaining("complex()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> real.merge(complex))
        .withMessageContaining("complex");
    Matrix numbers = LinearSystem.random(3, 9, new SplittableRandom(8));
    real.add(numbers);
    complex.add(numbers);
    assertThat(distance(complex.result().eigenvalues(), real.result().eigenvalues()))
        .isLessThan(1e-11);
  }
}
