// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;
import ritz.nn.io.Npy;

/** A damped rotation and a decay, seen through three coordinates. */
class DmdCommandTest {
  private static final int LENGTH = 12;
  private static final Complex PAIR = Complex.polar(0.95, 0.4);
  private static final double DECAY = 0.7;

  /**
   * Rounding of the snapshots, of size eps, is amplified by the condition of the modes and by the
   * weakest mode; both stay below 100 here, and a factor of 10 is left for the algorithm.
   */
  private static final double ROUNDING = 1e5 * Math.ulp(1.0);

  @TempDir private Path dir;
  private Path trajectory;
  private Path first;
  private Path second;

  @BeforeEach
  void writeSnapshots() throws IOException {
    Matrix states = states(0, LENGTH);
    trajectory = write("trajectory.npy", states);
    first = write("first.npy", states.columns(0, LENGTH - 1));
    second = write("second.npy", states.columns(1, LENGTH));
  }

  private Path write(String name, Matrix matrix) throws IOException {
    Path file = dir.resolve(name);
    Npy.write(file, matrix);
    return file;
  }

  private static Matrix states(int from, int count) {
    Matrix states = new Matrix(3, count);
    for (int j = 0; j < count; j++) {
      int time = from + j;
      double radius = Math.pow(PAIR.abs(), time);
      double angle = PAIR.arg() * time;
      states.set(0, j, radius * Math.cos(angle) + Math.pow(DECAY, time));
      states.set(1, j, radius * Math.sin(angle));
      states.set(2, j, radius * Math.cos(angle) - Math.pow(DECAY, time));
    }
    return states;
  }

  @Test
  void printsWhatTheLibraryFindsToTheBit() throws IOException {
    DmdResult expected = Dmd.builder().build().fit(states(0, LENGTH));

    Map<String, Object> json = CommandRun.json("dmd", trajectory);

    assertThat(json.keySet())
        .containsExactly("rank", "eigenvalues", "residuals", "amplitudes", "reconstruction_error");
    assertThat(json).containsEntry("rank", 3);
    assertPairs(json.get("eigenvalues"), expected.eigenvalues());
    assertPairs(json.get("amplitudes"), expected.amplitudes());
    assertThat(CommandRun.numbers(json.get("residuals"))).containsExactly(expected.residuals());
    assertThat(((Number) json.get("reconstruction_error")).doubleValue())
        .isEqualTo(expected.reconstructionError());
  }

  private static void assertPairs(Object json, Complex[] expected) {
    List<?> pairs = (List<?>) json;
    assertThat(pairs).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(CommandRun.numbers(pairs.get(i)))
          .containsExactly(expected[i].re(), expected[i].im());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--scaling=none", "--refine", "--scaling=columns", "--tolerance=1e-9"})
  void findsTheTrueEigenvaluesFromPairsUnderEveryOption(String option) {
    Map<String, Object> json = CommandRun.json("dmd", first, "--next", second, option);

    List<?> eigenvalues = (List<?>) json.get("eigenvalues");
    assertThat(eigenvalues)
        .map(CommandRun::numbers)
        .anySatisfy(z -> assertNear(z, PAIR))
        .anySatisfy(z -> assertNear(z, PAIR.conjugate()))
        .anySatisfy(z -> assertNear(z, new Complex(DECAY, 0)))
        .hasSize(3);
  }

  private static void assertNear(double[] z, Complex expected) {
    assertThat(new Complex(z[0], z[1]).minus(expected).abs()).isLessThan(ROUNDING);
  }

  @Test
  void theRankCanBeLimited() {
    assertThat(CommandRun.json("dmd", trajectory, "--rank", 2)).containsEntry("rank", 2);
  }

  @Test
  void theForecastGoesOnFromTheLastSnapshot() throws IOException {
    Path forecast = dir.resolve("forecast.npy");
    Matrix expected = states(LENGTH, 4);

    CommandRun.done("dmd", trajectory, "--forecast", 4, "--forecast-out", forecast);
    assertThat(Npy.read(forecast).minus(expected).frobeniusNorm()).isCloseTo(0, within(ROUNDING));

    CommandRun.done("dmd", first, "--next", second, "--forecast", 4, "--forecast-out", forecast);
    assertThat(Npy.read(forecast).minus(expected).frobeniusNorm()).isCloseTo(0, within(ROUNDING));
  }

  @Test
  void theModesAreWrittenAsComplexNumbers() throws IOException {
    Path file = dir.resolve("modes.npy");
    ComplexMatrix expected = Dmd.builder().build().fit(states(0, LENGTH)).modes();

    CommandRun.done("dmd", trajectory, "--modes-out", file);

    ComplexMatrix modes = Npy.readComplex(file);
    assertThat(modes.real().data()).containsExactly(expected.real().data());
    assertThat(modes.imaginary().data()).containsExactly(expected.imaginary().data());
  }

  @Test
  void theReportShowsTheSpectrumAndTheSingularValues() throws IOException {
    CommandRun.done("dmd", trajectory, "--report", dir.resolve("report"));

    assertThat(Files.readString(dir.resolve("report/index.html")))
        .contains("<h2>Eigenvalues</h2>", "<h2>Singular values</h2>", "trajectory.npy");
  }

  @Test
  void saysInWordsWhatItFound() {
    assertThat(CommandRun.done("dmd", trajectory).out())
        .contains("rank 3 of 3 singular values")
        .contains("0.950000")
        .contains("0.700000");
  }
}
