// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import ritz.nn.io.Npy;

/**
 * Two turns that are not conjugate, with orthogonal modes, seen through four complex coordinates.
 */
class ComplexDmdCommandTest {
  private static final Complex[] SPECTRUM = {Complex.polar(1, 0.3), Complex.polar(1, -1.1)};

  @TempDir private Path dir;
  private Path snapshots;

  @BeforeEach
  void writeSnapshots() throws IOException {
    snapshots = write("z.npy", states(0, 24));
  }

  private static ComplexMatrix states(int from, int count) {
    ComplexMatrix states = new ComplexMatrix(4, count);
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < 4; i++) {
        Complex first = SPECTRUM[0].pow(from + k).times(Complex.polar(1, i * Math.PI / 2));
        Complex second = SPECTRUM[1].pow(from + k).times(Complex.polar(0.7, -i * Math.PI / 2));
        states.set(i, k, first.plus(second));
      }
    }
    return states;
  }

  private Path write(String name, ComplexMatrix matrix) throws IOException {
    Path file = dir.resolve(name);
    Npy.write(file, matrix);
    return file;
  }

  private static void assertSpectrum(Map<String, Object> json, double bound) {
    for (Complex z : SPECTRUM) {
      assertThat((List<?>) json.get("eigenvalues"))
          .map(CommandRun::numbers)
          .anySatisfy(w -> assertThat(new Complex(w[0], w[1]).minus(z).abs()).isLessThan(bound));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "standard",
        "forward_backward",
        "total_least_squares",
        "randomized",
        "compressed",
        "orthogonal",
        "optimized",
        "bagged",
        "edmd"
      })
  void methodsFindTheSpectrumAndForecast(String method) throws IOException {
    Path forecast = dir.resolve("forecast.npy");
    String order = method.equals("edmd") ? "--degree=1" : "--rank=2";
    Map<String, Object> json =
        CommandRun.json(
            "dmd",
            snapshots,
            "--method",
            method,
            order,
            "--forecast",
            3,
            "--forecast-out",
            forecast);
    assertSpectrum(json, 1e-9);
    double off = Npy.readComplex(forecast).minus(states(24, 3)).frobeniusNorm();
    assertThat(off).isLessThan(1e-7);
  }

  @Test
  void krylovAndMultiResolutionAndKernelRun() throws IOException {
    assertSpectrum(
        CommandRun.json("dmd", write("few.npy", states(0, 3)), "--method", "krylov"), 1e-10);
    for (String method : List.of("multi_resolution", "kernel", "symmetric", "circulant")) {
      Map<String, Object> json =
          CommandRun.json("dmd", snapshots, "--method", method, "--hold-out", 4);
      assertThat(json).containsKeys("reconstruction_error", "hold_out");
    }
  }

  @Test
  void pairsDelaysAndHeldOutSnapshots() throws IOException {
    Path x = write("x.npy", states(0, 12));
    Path y = write("y.npy", states(1, 12));
    assertSpectrum(CommandRun.json("dmd", x, "--next", y, "--rank", 2), 1e-10);
    ComplexMatrix all = states(0, 24);
    Path one = write("one.npy", all.block(2, 0, 1, 24));
    Map<String, Object> json =
        CommandRun.json("dmd", one, "--delays", 6, "--rank", 2, "--hold-out", 5, "--center");
    assertSpectrum(CommandRun.json("dmd", one, "--delays", 6, "--rank", 2), 1e-9);
    assertThat(((Map<?, ?>) json.get("hold_out")).get("rmse")).isInstanceOf(Number.class);
  }

  @Test
  void theReportSaysWhatItShows() throws IOException {
    CommandRun.done("dmd", snapshots, "--hold-out", 4, "--report", dir.resolve("report"));
    assertThat(Files.readString(dir.resolve("report/index.html"))).contains("their real parts");
  }

  /** Real inputs go with complex states. */
  @Test
  void inputs() throws IOException {
    Matrix inputs = new Matrix(1, 20);
    ComplexMatrix states = new ComplexMatrix(1, 21);
    Complex b = new Complex(0.5, 2);
    for (int k = 0; k < 20; k++) {
      inputs.set(0, k, Math.sin(k * k));
      Complex next = states.get(0, k).times(SPECTRUM[1]).plus(b.times(inputs.get(0, k)));
      states.set(0, k + 1, next);
    }
    Path u = dir.resolve("u.npy");
    Npy.write(u, inputs);
    Path forecast = dir.resolve("forecast.npy");
    Map<String, Object> json =
        CommandRun.json(
            "dmd",
            write("driven.npy", states),
            "--control",
            u,
            "--future-control",
            u,
            "--forecast",
            2,
            "--forecast-out",
            forecast);
    double[] found =
        CommandRun.numbers(((List<?>) ((List<?>) json.get("input_map")).get(0)).get(0));
    assertThat(new Complex(found[0], found[1]).minus(b).abs()).isLessThan(1e-12);
    Complex expected = states.get(0, 20).times(SPECTRUM[1]).plus(b.times(inputs.get(0, 0)));
    assertThat(Npy.readComplex(forecast).get(0, 0).minus(expected).abs()).isLessThan(1e-12);
  }

  @Test
  void aNumberThatIsNotFiniteIsNamed() throws IOException {
    ComplexMatrix bad = states(0, 5);
    bad.imaginary().set(1, 2, Double.NaN);
    CommandRun run = CommandRun.of("dmd", write("bad.npy", bad));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("bad.npy", "(1, 2)");
  }
}
