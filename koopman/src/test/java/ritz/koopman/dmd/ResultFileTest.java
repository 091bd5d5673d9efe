// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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
import ritz.koopman.dictionary.Dictionary;

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
  void baggedResultsKeepTheirErrors() throws IOException {
    Path file = directory.resolve("bagged.npz");
    double[] times = new TimeAxis(2, 0.5).times(15);
    for (Dense data : List.of(Dense.of(snapshots()), Dense.of(ComplexMatrix.of(snapshots())))) {
      BaggedDmd dmd = new BaggedDmd(OptimizedDmd.builder(2).dt(0.5).build(), 5, 1);
      BaggedDmdResult bagged =
          data.isReal() ? dmd.fit(data.real(), times) : dmd.fit(data.complex(), times);
      bagged.save(file);
      BaggedDmdResult loaded = BaggedDmdResult.load(file);
      assertThat(loaded.bags()).isEqualTo(bagged.bags());
      assertThat(loaded.discarded()).isEqualTo(bagged.discarded());
      assertThat(loaded.result().eigenvalues()).isEqualTo(bagged.result().eigenvalues());
      assertThat(loaded.frequencyErrors()).isEqualTo(bagged.frequencyErrors());
      assertThat(loaded.amplitudeErrors()).isEqualTo(bagged.amplitudeErrors());
      assertClose(loaded.modeErrors(), bagged.modeErrors());
      assertClose(loaded.stateErrors(4, 20), bagged.stateErrors(4, 20));
      assertClose(loaded.result().modes(), bagged.result().modes());
    }
  }

  @Test
  void controlledResultsKeepBothMaps() throws IOException {
    Path file = directory.resolve("controlled.npz");
    Matrix inputs = LinearSystem.random(2, 14, new SplittableRandom(5));
    ControlledDmdResult controlled =
        new ControlledDmd(Dmd.builder().rank(4).dt(0.5).build()).fit(snapshots(), inputs);
    controlled.save(file);
    ControlledDmdResult loaded = ControlledDmdResult.load(file);
    assertThat(loaded.inputMap().data()).isEqualTo(controlled.inputMap().data());
    assertClose(loaded.forecast(inputs), controlled.forecast(inputs));
    double[] state = snapshots().column(3);
    assertClose(loaded.forecast(state, inputs, 0.3, 6), controlled.forecast(state, inputs, 0.3, 6));
    assertThatIOException()
        .isThrownBy(() -> MultiResolutionResult.load(file))
        .withMessageContaining("controlled.npz: has no array multi_resolution");
    assertThatIOException()
        .isThrownBy(() -> BaggedDmdResult.load(file))
        .withMessageContaining("has no array bags");
  }

  @Test
  void levelsKeepTheirWindows() throws IOException {
    Path file = directory.resolve("levels.npz");
    Matrix snapshots = LinearSystem.normal(1, Complex.polar(1, 0.05)).trajectory(64);
    MultiResolutionResult levels =
        new MultiResolutionDmd(Dmd.builder().rank(2).dt(0.5).build(), 3, 1).fit(snapshots);
    levels.save(file);
    MultiResolutionResult loaded = MultiResolutionResult.load(file);
    assertThat(loaded.windows()).hasSameSizeAs(levels.windows()).isNotEmpty();
    assertThat(loaded.windows().get(0).length()).isEqualTo(levels.windows().get(0).length());
    assertThat(loaded.timeOf(3)).isEqualTo(levels.timeOf(3));
    assertClose(loaded.reconstruct(), levels.reconstruct());
    assertClose(loaded.forecast(5), levels.forecast(5));
  }

  @Test
  void eigenfunctionsNeedTheirDictionary() throws IOException {
    Path file = directory.resolve("functions.npz");
    Dictionary monomials = Dictionary.monomials(2, 2);
    Matrix x = LinearSystem.random(2, 40, new SplittableRandom(6));
    Matrix y = LinearSystem.normal(1, Complex.polar(0.9, 0.7)).a().times(x);
    EdmdResult edmd = new Edmd(monomials, Dmd.builder().build()).fit(x, y);
    edmd.save(file);
    EdmdResult loaded = EdmdResult.load(file, monomials);
    assertClose(loaded.eigenfunctions(x), edmd.eigenfunctions(x));
    assertClose(loaded.forecast(x.column(0), 7), edmd.forecast(x.column(0), 7));
    assertThat(loaded.leastResidual(Complex.ONE)).isEqualTo(edmd.leastResidual(Complex.ONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EdmdResult.load(file, Dictionary.monomials(2, 3)))
        .withMessageContaining("dictionary: 10 functions, expected the 6");
  }

  private static void assertClose(Matrix a, Matrix b) {
    assertClose(ComplexMatrix.of(a), ComplexMatrix.of(b));
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
