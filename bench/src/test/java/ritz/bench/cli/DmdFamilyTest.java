// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.nn.io.Npy;

/**
 * The methods of {@code ritz dmd}, on a rotation by 0.4 with a decay of 0.95 and on real series.
 */
class DmdFamilyTest {
  private static final Complex PAIR = Complex.polar(0.95, 0.4);

  @TempDir private Path dir;

  private static Matrix swing(int from, int count) {
    Matrix states = new Matrix(2, count);
    for (int k = 0; k < count; k++) {
      states.set(0, k, PAIR.pow(from + k).re());
      states.set(1, k, PAIR.pow(from + k).im());
    }
    return states;
  }

  private Path write(String name, Matrix matrix) throws IOException {
    Path file = dir.resolve(name);
    Npy.write(file, matrix);
    return file;
  }

  private static void assertPair(Map<String, Object> json, double bound) {
    List<?> eigenvalues = (List<?>) json.get("eigenvalues");
    assertThat(eigenvalues)
        .map(CommandRun::numbers)
        .anySatisfy(z -> assertThat(new Complex(z[0], z[1]).minus(PAIR).abs()).isLessThan(bound));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "standard",
        "forward_backward",
        "total_least_squares",
        "randomized",
        "compressed",
        "toeplitz",
        "tridiagonal",
        "optimized",
        "krylov",
        "streaming",
        "edmd",
        "kernel"
      })
  void everyMethodFindsTheSwing(String method) throws IOException {
    int count = method.equals("krylov") ? 3 : 20;
    Path file = write("swing.npy", swing(0, count));
    Object[] args = {"dmd", file, "--method", method, "--tolerance", 1e-9};
    if (method.equals("krylov")) {
      args = new Object[] {"dmd", file, "--method", method};
    } else if (method.equals("optimized")) {
      args = new Object[] {"dmd", file, "--method", method, "--rank", 2};
    } else if (method.equals("kernel")) {
      args = new Object[] {"dmd", file, "--method", method, "--width", 10};
    }
    // for the kernel, as well as bells of width 10 make linear functions
    assertPair(CommandRun.json(args), method.equals("kernel") ? 1e-3 : 1e-8);
  }

  @Test
  void structuresAreKept() throws IOException {
    Path file = write("swing.npy", swing(0, 20));
    Map<String, Object> rotation = CommandRun.json("dmd", file, "--method", "orthogonal");
    double[] z = CommandRun.numbers(((List<?>) rotation.get("eigenvalues")).get(0));
    assertThat(Math.hypot(z[0], z[1])).isCloseTo(1, within(1e-14));
    Map<String, Object> symmetric = CommandRun.json("dmd", file, "--method", "symmetric");
    for (Object lambda : (List<?>) symmetric.get("eigenvalues")) {
      assertThat(CommandRun.numbers(lambda)[1]).isZero();
    }
  }

  @Test
  void delaysFindTheSwingInASingleSeries() throws IOException {
    Path file = write("series.npy", swing(0, 20).transpose().columns(0, 1).copy());
    assertPair(CommandRun.json("dmd", file, "--delays", 4, "--rank", 2), 1e-10);
  }

  @Test
  void unevenTimesAndUncertainties() throws IOException {
    Random random = new Random(1);
    double[] times = random.doubles(40).map(u -> 20 * u).sorted().toArray();
    Matrix snapshots = new Matrix(3, 40);
    for (int k = 0; k < 40; k++) {
      for (int i = 0; i < 3; i++) {
        double clean = Math.exp(-0.05 * times[k]) * Math.cos(0.8 * times[k] + i);
        snapshots.set(i, k, clean + 0.01 * random.nextGaussian());
      }
    }
    Map<String, Object> json =
        CommandRun.json(
            "dmd",
            write("x.npy", snapshots),
            "--times",
            write("t.npy", Matrix.of(1, 40, times)),
            "--method",
            "bagged",
            "--rank",
            2,
            "--bags",
            10);
    double frequency = CommandRun.numbers(json.get("frequencies"))[0];
    double error = CommandRun.numbers(json.get("frequency_errors"))[0];
    // within four standard errors of the truth, themselves of a sensible size
    assertThat(frequency).isCloseTo(0.8 / (2 * Math.PI), within(4 * error));
    assertThat(error).isBetween(1e-6, 1e-3);
  }

  @Test
  void inputsAreToldFromTheDynamicsAndDriveTheForecast() throws IOException {
    Random random = new Random(2);
    Matrix inputs = new Matrix(1, 25);
    Matrix states = new Matrix(1, 26);
    states.set(0, 0, 1);
    for (int k = 0; k < 25; k++) {
      inputs.set(0, k, random.nextGaussian());
      states.set(0, k + 1, 0.8 * states.get(0, k) + 3 * inputs.get(0, k));
    }
    Path forecast = dir.resolve("forecast.npy");
    Map<String, Object> json =
        CommandRun.json(
            "dmd",
            write("x.npy", states.columns(0, 21)),
            "--control",
            write("u.npy", inputs.columns(0, 20)),
            "--future-control",
            write("f.npy", inputs.columns(20, 25)),
            "--forecast",
            5,
            "--forecast-out",
            forecast);
    assertThat(CommandRun.numbers(((List<?>) json.get("input_map")).get(0))[0])
        .isCloseTo(3, within(1e-12));
    assertThat(Npy.read(forecast).minus(states.columns(21, 26)).frobeniusNorm()).isLessThan(1e-11);
  }

  @Test
  void aSeriesOfNumbersIsSaidToNeedDelays() throws IOException {
    Path file = write("series.npy", swing(0, 40).block(0, 0, 1, 40).copy());
    assertThat(CommandRun.done("dmd", file).out()).contains("--delays D");
    assertThat(CommandRun.done("dmd", file, "--delays", 4).out()).doesNotContain("--delays D");
    Map<String, Object> json =
        CommandRun.json("dmd", file, "--method", "multi_resolution", "--delays", 6, "--rank", 4);
    assertThat((List<?>) json.get("windows")).isNotEmpty();
  }

  @Test
  void multiResolutionTellsItsWindows() throws IOException {
    Map<String, Object> json =
        CommandRun.json(
            "dmd", write("swing.npy", swing(0, 64)), "--method", "multi_resolution", "--rank", 2);
    assertThat((List<?>) json.get("windows")).isNotEmpty();
  }

  /** The choice is made before what is held out: that may be anything. */
  @Test
  void whatIsHeldOutHasNoSayInTheChoice() throws IOException {
    Matrix signal = swing(0, 64).block(0, 0, 1, 64).copy();
    Random random = new Random(5);
    for (int k = 0; k < 64; k++) {
      signal.set(0, k, signal.get(0, k) + 0.05 * random.nextGaussian());
    }
    Matrix other = signal.copy();
    for (int k = 56; k < 64; k++) {
      other.set(0, k, 9);
    }
    Path first = write("first.npy", signal);
    Path second = write("second.npy", other);
    Map<String, Object> json =
        CommandRun.json("dmd", first, "--choose", "--hold-out", 8, "--season", 6);
    Map<String, Object> changed =
        CommandRun.json("dmd", second, "--choose", "--hold-out", 8, "--season", 6);
    assertThat(changed).containsEntry("choice", json.get("choice"));
    assertThat(changed.get("eigenvalues")).isEqualTo(json.get("eigenvalues"));
    assertThat(changed.get("hold_out")).isNotEqualTo(json.get("hold_out"));
    Map<?, ?> choice = (Map<?, ?>) json.get("choice");
    // the settings chosen, given by hand, make the same model
    assertThat(
            CommandRun.json(
                    "dmd",
                    first,
                    "--delays",
                    choice.get("delays"),
                    "--rank",
                    choice.get("rank"),
                    "--hold-out",
                    8)
                .get("eigenvalues"))
        .isEqualTo(json.get("eigenvalues"));
  }

  /** The forecasts of the page of koopman; naive ones are beaten, or not, as it says. */
  @ParameterizedTest
  @CsvSource({
    "sunspots,11,8,11,11,14.59,25.11",
    "elnino,36,2,24,12,0.8638,1.031",
    "ecg,270,16,90,90,0.4557,0.7482"
  })
  void realSeriesAreForecastAsThePageSays(
      String name, int delays, int rank, int steps, int season, double error, double seasonal)
      throws IOException {
    Path report = dir.resolve(name);
    Map<String, Object> json =
        CommandRun.json(
            "dmd",
            name,
            "--center",
            "--delays",
            delays,
            "--rank",
            rank,
            "--hold-out",
            steps,
            "--season",
            season,
            "--report",
            report);
    Map<?, ?> score = (Map<?, ?>) json.get("hold_out");
    assertThat(((Number) score.get("rmse")).doubleValue()).isCloseTo(error, within(0.01 * error));
    assertThat(((Number) score.get("seasonal_rmse")).doubleValue())
        .isCloseTo(seasonal, within(0.01 * seasonal));
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("<h2>Eigenvalues</h2>", "<h2>Amplitudes</h2>", "<h2>Reconstruction</h2>")
        .contains("<h2>Forecast</h2>");
  }

  /**
   * Each of several forecasts is chosen and fitted by what lies before it: together they are those
   * of the shortened series, one by one.
   */
  @Test
  void severalForecastsAreThoseOfShorterSeries() throws IOException {
    Matrix signal = swing(0, 64).block(0, 0, 1, 64).copy();
    Random random = new Random(6);
    for (int k = 0; k < 64; k++) {
      signal.set(0, k, signal.get(0, k) + 0.05 * random.nextGaussian());
    }
    String[] names = {"rmse", "persistence_rmse", "seasonal_rmse", "mean_season_rmse"};
    double[] squares = new double[names.length];
    Map<?, ?> all = null;
    for (int end = 52; end <= 64; end += 6) {
      Path file = write("signal.npy", signal.columns(0, end).copy());
      Object[] args = {"dmd", file, "--choose", "--hold-out", 6, "--season", 6, "--forecasts", 3};
      Map<String, Object> json = CommandRun.json(args);
      for (int i = 0; i < names.length; i++) {
        Map<?, ?> score = (Map<?, ?>) json.get("hold_out");
        squares[i] += Math.pow(((Number) score.get(names[i])).doubleValue(), 2) / 3;
      }
      all = (Map<?, ?>) json.get("forecasts");
    }
    for (int i = 0; i < names.length; i++) {
      assertThat(((Number) all.get(names[i])).doubleValue())
          .isCloseTo(Math.sqrt(squares[i]), within(1e-12));
    }
  }

  /** Of seasons of 6 the mean of the values 6, 12, … steps before. */
  @Test
  void naiveForecastsAreWhatTheySay() throws IOException {
    Matrix series = new Matrix(1, 20);
    for (int k = 0; k < 20; k++) {
      series.set(0, k, k);
    }
    Map<String, Object> json =
        CommandRun.json(
            "dmd", write("x.npy", series), "--delays", 3, "--hold-out", 2, "--season", 6);
    Map<?, ?> score = (Map<?, ?>) json.get("hold_out");
    // 18 and 19 after 17; after 12 and 13; after the means of 0, 6, 12 and of 1, 7, 13
    assertThat(((Number) score.get("persistence_rmse")).doubleValue())
        .isCloseTo(Math.sqrt(2.5), within(1e-14));
    assertThat(((Number) score.get("seasonal_rmse")).doubleValue()).isCloseTo(6, within(1e-14));
    assertThat(((Number) score.get("mean_season_rmse")).doubleValue()).isCloseTo(12, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({
    "--forecasts 3,--forecasts: 3",
    "--hold-out 7 --forecasts 3,too few to hold 21 out",
    "--times t.npy,--times: standard does not take it; these do: optimized",
    "--method krylov --next y.npy,--next: krylov does not take it",
    "--method optimized,--rank: missing",
    "--method streaming --forgetting 2,forgetting: 2.0",
    "--compare y.npy --next y.npy,--compare: not with",
    "--forecast 2 --forecast-out f.npy --forecast-errors-out e.npy,--forecast-errors-out: standard does not take it; these do: bagged",
    "--delays 3 --method edmd,--delays: edmd does not take it",
    "--hold-out 19,too few to hold 19 out"
  })
  void misuseIsNamed(String options, String fault) throws IOException {
    write("t.npy", new Matrix(1, 20));
    write("y.npy", swing(1, 20));
    Path file = write("swing.npy", swing(0, 20));
    String[] words =
        ("dmd "
                + file
                + " "
                + options.replace("t.npy", dir + "/t.npy").replace("y.npy", dir + "/y.npy"))
            .split(" ");
    CommandRun run = CommandRun.of((Object[]) words);
    assertThat(run.status()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).contains(fault);
  }
}
