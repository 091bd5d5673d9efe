// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

class ResultFileTest {
  @TempDir Path directory;

  private static Matrix snapshots() {
    LinearSystem system =
        LinearSystem.skewed(1, new Complex(0.9, 0.3), new Complex(0.8, 0), new Complex(-0.5, 0));
    Matrix lift = LinearSystem.random(50, 4, new SplittableRandom(2));
    Matrix result = lift.times(system.trajectory(15));
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] += 1e-3 * random.nextGaussian();
    }
    return result;
  }

  private void assertSame(DmdResult result) throws IOException {
    Path file = directory.resolve("result.npz");
    result.save(file);
    DmdResult loaded = DmdResult.load(file);
    assertThat(loaded.eigenvalues()).isEqualTo(result.eigenvalues());
    assertThat(loaded.residuals()).isEqualTo(result.residuals());
    assertThat(loaded.contributions()).isEqualTo(result.contributions());
    assertThat(loaded.amplitudes()).isEqualTo(result.amplitudes());
    assertThat(loaded.exponents()).isEqualTo(result.exponents());
    assertThat(loaded.singularValues()).isEqualTo(result.singularValues());
    assertThat(loaded.times(0)).isEqualTo(result.times(0));
    assertThat(loaded.isReal()).isEqualTo(result.isReal());
    assertThat(loaded.reconstructionError())
        .isCloseTo(result.reconstructionError(), within(1e-12 * (1 + result.rank())));
    assertClose(loaded.modes(), result.modes());
    assertClose(loaded.exactModes(), result.exactModes());
    assertClose(loaded.stateAtComplex(3.5, 20), result.stateAtComplex(3.5, 20));
    assertClose(loaded.reconstructComplex(), result.reconstructComplex());
    assertThat(loaded.select(mode -> mode.growthRate() > -0.2).rank())
        .isEqualTo(result.select(mode -> mode.growthRate() > -0.2).rank());
  }

  private static void assertClose(ComplexMatrix a, ComplexMatrix b) {
    assertThat(Dense.of(a).minus(Dense.of(b)).frobeniusNorm())
        .isLessThan(1e-12 * Math.max(1, Dense.of(b).frobeniusNorm()));
  }

  @Test
  void whatIsLoadedIsWhatWasSaved() throws IOException {
    Matrix snapshots = snapshots();
    Dmd.Builder options = Dmd.builder().rank(4).dt(0.5).startTime(3);
    assertSame(options.build().fit(snapshots));
    assertSame(options.build().fit(List.of(snapshots.columns(0, 6), snapshots.columns(7, 15))));
    assertSame(options.delays(3).build().fit(snapshots));
    ComplexMatrix complex = new ComplexMatrix(snapshots, snapshots.times(Matrix.identity(15)));
    complex.imaginary().set(0, 0, 5);
    assertSame(Dmd.builder().rank(3).build().fit(complex));
    try (var left = Files.list(directory)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    Path file = directory.resolve("result.npz");
    Dmd.builder().rank(3).build().fit(snapshots()).save(file);
    byte[] good = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(4);
    int refused = 0;
    for (int i = 0; i < 80; i++) {
      byte[] bad =
          java.util.Arrays.copyOf(good, i % 2 == 0 ? good.length : random.nextInt(1, good.length));
      bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, bad);
      try {
        DmdResult.load(file).summary();
      } catch (IOException e) {
        refused++;
      }
    }
    // Some bytes of a zip archive, such as dates, mean nothing.
    assertThat(refused).isGreaterThan(60);
    assertThatIOException()
        .isThrownBy(() -> DmdResult.load(directory.resolve("missing.npz")))
        .withMessageContaining("missing.npz");
  }
}
