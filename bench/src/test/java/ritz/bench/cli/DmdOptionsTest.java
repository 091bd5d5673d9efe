// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.BaggedDmdResult;
import ritz.koopman.dmd.DmdResult;
import ritz.nn.io.Npy;

/**
 * Options of {@code ritz dmd} beside the method: dictionaries, streams, rank, files, comparison.
 */
class DmdOptionsTest {
  private static final Complex PAIR = Complex.polar(0.95, 0.4);

  @TempDir private Path dir;

  private Path write(String name, Matrix matrix) throws IOException {
    Path file = dir.resolve(name);
    Npy.write(file, matrix);
    return file;
  }

  /** A swing of one angular frequency seen by a row of sensors. */
  private static Matrix swing(double frequency, int sensors, int count, double noise) {
    Random random = new Random(1);
    Matrix result = new Matrix(sensors, count);
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < sensors; i++) {
        result.set(i, k, Math.cos(frequency * k + i) + noise * random.nextGaussian());
      }
    }
    return result;
  }

  /** Each holds the components of the state, on which a linear map has its eigenvalues. */
  @ParameterizedTest
  @EnumSource(DmdDictionary.Kind.class)
  void everyDictionaryFindsALinearMap(DmdDictionary.Kind kind) throws IOException {
    Random random = new Random(2);
    Matrix x = new Matrix(2, 400);
    Matrix y = new Matrix(2, 400);
    for (int j = 0; j < 400; j++) {
      x.set(0, j, 2 * random.nextDouble() - 1);
      x.set(1, j, 2 * random.nextDouble() - 1);
      y.set(0, j, PAIR.re() * x.get(0, j) - PAIR.im() * x.get(1, j));
      y.set(1, j, PAIR.im() * x.get(0, j) + PAIR.re() * x.get(1, j));
    }
    Map<String, Object> json =
        CommandRun.json(
            "dmd",
            write("x.npy", x),
            "--next",
            write("y.npy", y),
            "--method",
            "edmd",
            "--dictionary",
            kind.name().toLowerCase(Locale.ROOT));
    assertThat((List<?>) json.get("eigenvalues"))
        .map(CommandRun::numbers)
        .anySatisfy(z -> assertThat(new Complex(z[0], z[1]).minus(PAIR).abs()).isLessThan(1e-6));
  }

  @Test
  void aStreamSeesItsWindowAlone() throws IOException {
    Matrix slow = swing(0.3, 5, 60, 0);
    Matrix fast = swing(0.9, 5, 60, 0);
    Matrix both = new Matrix(5, 120);
    System.arraycopy(slow.data(), 0, both.data(), 0, 300);
    System.arraycopy(fast.data(), 0, both.data(), 300, 300);
    Path file = write("both.npy", both);
    Map<String, Object> json =
        CommandRun.json("dmd", file, "--method", "streaming", "--window", 40, "--tolerance", 1e-9);
    assertThat(json).containsEntry("rank", 2).containsKey("lost_share");
    assertThat(CommandRun.firstEigenvalue(json).minus(Complex.polar(1, 0.9)).abs())
        .isLessThan(1e-12);
    Map<String, Object> all =
        CommandRun.json("dmd", file, "--method", "streaming", "--tolerance", 1e-9);
    assertThat(CommandRun.firstEigenvalue(all).minus(Complex.polar(1, 0.9)).abs())
        .isGreaterThan(0.1);
  }

  @Test
  void theRankFollowsEnergyOrNoise() throws IOException {
    Path file = write("noisy.npy", swing(0.3, 20, 100, 0.1));
    assertThat(CommandRun.json("dmd", file)).containsEntry("rank", 20);
    assertThat(CommandRun.json("dmd", file, "--optimal-threshold")).containsEntry("rank", 2);
    assertThat(CommandRun.json("dmd", file, "--energy", 0.9)).containsEntry("rank", 2);
  }

  @Test
  void truncationTakesNoiseOutBeforeTheDelays() throws IOException {
    Path file = write("noisy.npy", swing(0.3, 20, 100, 0.5));
    Object[] plain = {"dmd", file, "--rank", 2};
    Object[] higherOrder = {"dmd", file, "--rank", 2, "--delays", 20, "--truncate", 0.3};
    Complex truth = Complex.polar(1, 0.3);
    assertThat(CommandRun.firstEigenvalue(CommandRun.json(higherOrder)).minus(truth).abs())
        .isLessThan(0.5 * CommandRun.firstEigenvalue(CommandRun.json(plain)).minus(truth).abs());
  }

  @Test
  void spectraOfTwoFilesAreCompared() throws IOException {
    Path one = write("one.npy", swing(0.3, 6, 40, 0));
    Path two = write("two.npy", swing(0.5, 6, 40, 0));
    Map<?, ?> distance =
        (Map<?, ?>) CommandRun.json("dmd", one, "--rank", 2, "--compare", two).get("distance");
    double apart = Complex.polar(1, 0.3).minus(Complex.polar(1, 0.5)).abs();
    assertThat(CommandRun.numbers(List.of(distance.get("wasserstein"), distance.get("hausdorff"))))
        .containsExactly(new double[] {apart, apart}, within(1e-10));
  }

  @Test
  void modelsAreSavedAsTheyAre() throws IOException {
    Path file = write("swing.npy", swing(0.3, 6, 40, 0.01));
    Path model = dir.resolve("model.npz");
    Map<String, Object> json = CommandRun.json("dmd", file, "--rank", 2, "--save", model);
    assertThat(DmdResult.load(model).eigenvalues()[0]).isEqualTo(CommandRun.firstEigenvalue(json));
    CommandRun.done("dmd", file, "--method", "bagged", "--rank", 2, "--bags", 5, "--save", model);
    assertThat(BaggedDmdResult.load(model).bags()).isEqualTo(5);
  }

  /** The band of the forecast: in the files, in the score and in the plot. */
  @Test
  void baggedForecastsTellTheirErrors() throws IOException {
    Path file = write("swing.npy", swing(0.3, 6, 60, 0.05));
    Path errors = dir.resolve("errors.npy");
    Object[] bagged = {"dmd", file, "--method", "bagged", "--rank", 2, "--bags", 20};
    Path forecast = dir.resolve("forecast.npy");
    CommandRun.done(
        with(
            with(bagged, "--forecast", 5, "--forecast-out", forecast),
            "--forecast-errors-out",
            errors));
    // of 60 snapshots of noise 0.05: some 0.05 · 2 / sqrt(60), growing with time
    double typical = Npy.read(errors).frobeniusNorm() / Math.sqrt(30);
    assertThat(typical).isBetween(0.005, 0.05);
    Path report = dir.resolve("report");
    Map<?, ?> score =
        (Map<?, ?>)
            CommandRun.json(with(bagged, "--hold-out", 5, "--report", report)).get("hold_out");
    assertThat(((Number) score.get("standard_error")).doubleValue()).isBetween(0.005, 0.05);
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("1.96 standard errors", "The color is the standard error")
        .doesNotContain("The color is the residual");
  }

  private static Object[] with(Object[] args, Object... more) {
    Object[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }
}
