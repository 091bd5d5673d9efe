// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.nn.io.Npy;
import ritz.nn.io.NpyAppender;

/** Several inputs of {@code ritz dmd}, inputs with held-out snapshots, and files beyond memory. */
class DmdTrajectoriesTest {
  private static final Complex PAIR = Complex.polar(0.95, 0.4);

  @TempDir private Path dir;

  private Path write(String name, Matrix matrix) throws IOException {
    Path file = dir.resolve(name);
    Npy.write(file, matrix);
    return file;
  }

  /** The swing from another state, through three sensors. */
  private static Matrix swing(double phase, int count) {
    Matrix states = new Matrix(3, count);
    for (int k = 0; k < count; k++) {
      Complex z = PAIR.pow(k).times(Complex.polar(1, phase));
      states.set(0, k, z.re());
      states.set(1, k, z.im());
      states.set(2, k, z.re() + 2 * z.im());
    }
    return states;
  }

  /** A step from the end of one to the start of the next would be no swing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "standard",
        "forward_backward",
        "total_least_squares",
        "randomized",
        "compressed",
        "optimized",
        "bagged",
        "streaming",
        "edmd"
      })
  void noStepLeadsFromOneToTheNext(String method) throws IOException {
    Path a = write("a.npy", swing(0, 20));
    Path b = write("b.npy", swing(2.5, 12));
    Path c = write("c.npy", swing(-1, 15));
    Path forecast = dir.resolve("forecast.npy");
    boolean linear = method.equals("edmd");
    Object[] args = {
      "dmd",
      a,
      b,
      c,
      "--method",
      method,
      linear ? "--degree" : "--rank",
      linear ? 1 : 2,
      "--forecast",
      3,
      "--forecast-out",
      forecast
    };
    Map<String, Object> json = CommandRun.json(args);
    // The data are clean: what is left is the misfit of 1e-12 at which iterations end, or rounding,
    // times the condition of states and sketches, below 1e3; up to ten times that in the forecast.
    assertThat((List<?>) json.get("eigenvalues"))
        .map(CommandRun::numbers)
        .anySatisfy(z -> assertThat(new Complex(z[0], z[1]).minus(PAIR).abs()).isLessThan(1e-9));
    // the last one goes on
    Matrix truth = swing(-1, 18).columns(15, 18);
    assertThat(Npy.read(forecast).minus(truth).frobeniusNorm()).isLessThan(1e-8);
    if (!method.equals("streaming")) {
      assertThat((List<?>) json.get("trajectory_amplitudes")).hasSize(3);
      assertThat(((List<?>) json.get("trajectory_amplitudes")).get(0))
          .isEqualTo(json.get("amplitudes"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "krylov,krylov does not take it; since one orbit",
    "multi_resolution,multi_resolution does not take it; since its windows"
  })
  void othersSayWhyNot(String method, String reason) throws IOException {
    Path a = write("a.npy", swing(0, 20));
    CommandRun run = CommandRun.of("dmd", a, a, "--method", method);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("several X: " + reason.replace("; ", ", "));
  }

  @Test
  void timesAndInputsGoWithEach() throws IOException {
    double[] uneven = {0, 1, 3, 4, 6, 7, 9};
    Matrix every = swing(1, 10);
    Matrix some = new Matrix(3, uneven.length);
    for (int k = 0; k < uneven.length; k++) {
      System.arraycopy(every.column((int) uneven[k]), 0, some.data(), 3 * k, 3);
    }
    Path even = write("t.npy", Matrix.of(1, 12, IntStream.range(0, 12).asDoubleStream().toArray()));
    Map<String, Object> json =
        CommandRun.json(
            "dmd",
            write("a.npy", swing(0, 12)),
            write("b.npy", some),
            "--method",
            "optimized",
            "--rank",
            2,
            "--dt",
            1,
            "--times",
            even,
            "--times",
            write("u.npy", Matrix.of(1, uneven.length, uneven)));
    assertThat(CommandRun.firstEigenvalue(json).minus(PAIR).abs()).isLessThan(1e-11);
    CommandRun run =
        CommandRun.of(
            "dmd",
            dir.resolve("a.npy"),
            dir.resolve("b.npy"),
            "--method",
            "optimized",
            "--rank",
            2,
            "--times",
            even);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--times: given 1 times, expected 2, once for each X");
  }

  @Test
  void runsOfOtherLengthAreNamed() throws IOException {
    Path a = write("a.npy", swing(0, 20));
    Path b = write("b.npy", new Matrix(2, 20));
    CommandRun run = CommandRun.of("dmd", a, b);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("b.npy: 2 x 20, expected 3 rows, as in " + a);
    Path y = write("y.npy", swing(0.4, 20));
    assertThat(CommandRun.of("dmd", a, a, "--next", y).err()).contains("--next: pairs need one X");
  }

  /** x' = 0.8 x + 3 u from two starts; what is held out comes with its inputs. */
  @Test
  void forcedSystemsAreHeldOutToo() throws IOException {
    Random random = new Random(7);
    Path[] states = new Path[2];
    Path[] inputs = new Path[2];
    for (int run = 0; run < 2; run++) {
      Matrix x = new Matrix(1, 30);
      Matrix u = new Matrix(1, 29);
      x.set(0, 0, 1 + run);
      for (int k = 0; k < 29; k++) {
        u.set(0, k, random.nextGaussian());
        x.set(0, k + 1, 0.8 * x.get(0, k) + 3 * u.get(0, k));
      }
      states[run] = write("x" + run + ".npy", x);
      inputs[run] = write("u" + run + ".npy", u);
    }
    Object[] both = {
      "dmd", states[0], states[1], "--control", inputs[0], "--control", inputs[1], "--hold-out", 5
    };
    Object[] one = {
      "dmd",
      states[1],
      "--control",
      inputs[1],
      "--hold-out",
      5,
      "--forecasts",
      3,
      "--report",
      dir.resolve("report")
    };
    for (Object[] args : List.of(both, one)) {
      Map<String, Object> json = CommandRun.json(args);
      Map<?, ?> score = (Map<?, ?>) json.get("hold_out");
      assertThat(((Number) score.get("rmse")).doubleValue()).isLessThan(1e-12);
      assertThat(((Number) score.get("persistence_rmse")).doubleValue()).isGreaterThan(1);
      assertThat(CommandRun.numbers(((List<?>) json.get("input_map")).get(0))[0])
          .isCloseTo(3, within(1e-12));
    }
    assertThat(Files.readString(dir.resolve("report/index.html"))).contains("<h2>Forecast</h2>");
  }

  /** On a linear map with the functions 1 and x, the least residual at z is that of a matrix. */
  @Test
  void pseudospectraAreWrittenAndDrawn() throws IOException {
    Path grid = dir.resolve("grid.npy");
    Path report = dir.resolve("report");
    Map<String, Object> json =
        CommandRun.json(
            "dmd",
            write("a.npy", swing(0, 40).block(0, 0, 2, 40).copy()),
            "--method",
            "edmd",
            "--degree",
            1,
            "--pseudospectrum",
            grid,
            "--report",
            report);
    Matrix residuals = Npy.read(grid);
    Map<?, ?> said = (Map<?, ?>) json.get("pseudospectrum");
    double[] re = CommandRun.numbers(said.get("re"));
    double[] im = CommandRun.numbers(said.get("im"));
    assertThat(residuals.rows()).isEqualTo(im.length);
    assertThat(residuals.columns()).isEqualTo(re.length);
    Complex[] spectrum = {PAIR, PAIR.conjugate(), Complex.ONE};
    for (int j = 0; j < re.length; j++) {
      for (int i = 0; i < im.length; i++) {
        Complex z = new Complex(re[j], im[i]);
        double nearest = Double.POSITIVE_INFINITY;
        for (Complex lambda : spectrum) {
          nearest = Math.min(nearest, z.minus(lambda).abs());
        }
        // a residual is at most the distance from an eigenvalue; real data make it symmetric
        assertThat(residuals.get(i, j)).isBetween(0.0, nearest + 1e-9);
        assertThat(residuals.get(i, j))
            .isCloseTo(residuals.get(im.length - 1 - i, j), within(1e-12));
      }
    }
    assertThat(residuals.get(0, 0)).isGreaterThan(0.3);
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("<h2>Pseudospectrum</h2>", "pseudospectrum.csv");
  }

  /** 48 MB of snapshots in a heap of 42 MB. */
  @Test
  void aStreamReadsFilesLargerThanTheHeap() throws Exception {
    int n = 3000;
    Random random = new Random(3);
    float[][] modes = new float[2][n];
    for (float[] mode : modes) {
      for (int i = 0; i < n; i++) {
        mode[i] = (float) random.nextGaussian();
      }
    }
    Path file = dir.resolve("large.npy");
    float[] state = new float[n];
    try (NpyAppender columns = new NpyAppender(file, n)) {
      for (int k = 0; k < 4000; k++) {
        Complex z = Complex.polar(1, 0.4 * k);
        for (int i = 0; i < n; i++) {
          state[i] = (float) (modes[0][i] * z.re() + modes[1][i] * z.im());
        }
        columns.append(state);
      }
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx42m",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            "ritz.bench.Main",
            "dmd",
            file.toString(),
            "--method",
            "streaming",
            "--rank",
            "4",
            "--tolerance",
            "1e-5",
            "--json");
    Path errors = dir.resolve("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    assertThat(answer).contains("\"rank\":2,").contains("0.92106");
    assertThat(Files.size(file)).isGreaterThan(42L << 20);
  }

  @Test
  void streamsOfEitherOrderAreThoseInMemory() throws IOException {
    Path fortran = write("f.npy", swing(0, 50));
    // the same in C order, big-endian, and as complex numbers, which are read whole
    Path c = dir.resolve("c.npy");
    byte[] head = new byte[128];
    byte[] text =
        "\u0093NUMPY\u0001\u0000v\u0000{'descr': '>f8', 'fortran_order': False, 'shape': (3, 50), }"
            .getBytes(StandardCharsets.ISO_8859_1);
    Arrays.fill(head, (byte) ' ');
    System.arraycopy(text, 0, head, 0, text.length);
    head[127] = '\n';
    ByteBuffer bytes = ByteBuffer.allocate(128 + 8 * 150).put(head);
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 50; k++) {
        bytes.putDouble(swing(0, 50).get(i, k));
      }
    }
    Files.write(c, bytes.array());
    Path complex = dir.resolve("z.npy");
    Npy.write(complex, ComplexMatrix.of(swing(0, 50)));
    Object[] args = {"dmd", fortran, "--method", "streaming", "--tolerance", 1e-9};
    Map<String, Object> json = CommandRun.json(args);
    args[1] = c;
    assertThat(CommandRun.json(args)).isEqualTo(json);
    args[1] = complex;
    // Of complex snapshots, either eigenvalue of the pair may come first.
    assertThat((List<?>) CommandRun.json(args).get("eigenvalues"))
        .map(CommandRun::numbers)
        .anySatisfy(z -> assertThat(new Complex(z[0], z[1]).minus(PAIR).abs()).isLessThan(1e-11));
    Matrix broken = swing(0, 50);
    broken.set(1, 7, Double.NaN);
    CommandRun run = CommandRun.of("dmd", write("nan.npy", broken), "--method", "streaming");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("nan.npy: entry (1, 7) is NaN");
  }
}
