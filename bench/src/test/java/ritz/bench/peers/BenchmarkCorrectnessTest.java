// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ojalgo.matrix.store.R064Store;

/** A ratio means something only if both sides compute the same thing. */
class BenchmarkCorrectnessTest {
  private static final int N = 33;

  // Each side is within N eps |a| |b| of the product, whose factors stay below 1.
  private static final double BOUND = 2.0 * N * N;

  @Test
  void dgemm() {
    DgemmBenchmark benchmark = new DgemmBenchmark();
    benchmark.n = N;
    benchmark.fill();
    Flops flops = new Flops();
    double[] ritz = benchmark.ritz(flops).clone();
    assertThat(flops.flops).isEqualTo(2.0 * N * N * N);
    double[] openblas = new double[N * N];
    benchmark.openblas(flops).get(openblas);
    var tolerance = within(BOUND * Math.ulp(1.0));
    assertThat(openblas).containsExactly(ritz, tolerance);
    assertThat(benchmark.netlib(flops)).containsExactly(ritz, tolerance);
    assertThat(benchmark.ejml(flops)).containsExactly(ritz, tolerance);
    R064Store ojalgo = benchmark.ojalgo(flops);
    double[][] hipparchus = benchmark.hipparchus(flops).getData();
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < N; i++) {
        assertThat(ojalgo.doubleValue(i, j)).isCloseTo(ritz[i + j * N], tolerance);
        assertThat(hipparchus[i][j]).isCloseTo(ritz[i + j * N], tolerance);
      }
    }
  }

  @Test
  void sgemm() {
    SgemmBenchmark benchmark = new SgemmBenchmark();
    benchmark.n = N;
    benchmark.fill();
    Flops flops = new Flops();
    float[] ritz = benchmark.ritz(flops).clone();
    float[] openblas = new float[N * N];
    benchmark.openblas(flops).get(openblas);
    var tolerance = within((float) BOUND * Math.ulp(1f));
    assertThat(openblas).containsExactly(ritz, tolerance);
    assertThat(benchmark.netlib(flops)).containsExactly(ritz, tolerance);
    assertThat(benchmark.ejml(flops)).containsExactly(ritz, tolerance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NN", "NT", "TN"})
  void networkGemm(String transposes) {
    NetworkGemmBenchmark benchmark = new NetworkGemmBenchmark();
    benchmark.shape = "35x34x33";
    benchmark.transposes = transposes;
    benchmark.fill();
    Flops flops = new Flops();
    float[] ritz = benchmark.ritz(flops).clone();
    float[] openblas = new float[35 * 34];
    benchmark.openblas(flops).get(openblas);
    var tolerance = within((float) BOUND * Math.ulp(1f));
    assertThat(openblas).containsExactly(ritz, tolerance);
    assertThat(benchmark.netlib(flops)).containsExactly(ritz, tolerance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"double", "float"})
  void twoThreads(String entries) {
    TwoThreadsBenchmark benchmark = new TwoThreadsBenchmark();
    benchmark.entries = entries;
    benchmark.n = 160; // large enough to be shared out
    benchmark.fill();
    Flops flops = new Flops();
    assertThat(benchmark.ritz(flops)).isEqualTo(benchmark.oneThread(flops));
  }

  @Test
  void svd() {
    SvdBenchmark benchmark = new SvdBenchmark();
    benchmark.n = N;
    benchmark.fill();
    double[] ritz = benchmark.ritz();
    // Every method is backward stable: within about N eps of the norm, which is below N.
    var tolerance = within(10.0 * N * N * Math.ulp(1.0));
    assertThat(benchmark.dgejsv()).containsExactly(ritz, tolerance);
    assertThat(benchmark.dgesdd()).containsExactly(ritz, tolerance);
    assertThat(benchmark.hipparchus()).containsExactly(ritz, tolerance);
    assertThat(benchmark.ojalgo()).containsExactly(ritz, tolerance);
    double[] ascending = benchmark.ejml().clone();
    Arrays.sort(ascending);
    for (int i = 0; i < N; i++) {
      assertThat(ascending[i]).isCloseTo(ritz[N - 1 - i], tolerance);
    }
  }

  @Test
  void eigen() {
    EigenBenchmark benchmark = new EigenBenchmark();
    benchmark.n = N;
    benchmark.fill();
    double ritz = benchmark.ritz();
    // N eigenvalues of condition up to some hundred, each within N eps of the norm times that.
    var tolerance = within(1e3 * N * N * N * Math.ulp(1.0));
    assertThat(benchmark.dgeev()).isCloseTo(ritz, tolerance);
    assertThat(benchmark.ejml()).isCloseTo(ritz, tolerance);
    assertThat(benchmark.hipparchus()).isCloseTo(ritz, tolerance);
    assertThat(benchmark.ojalgo()).isCloseTo(ritz, tolerance);
  }

  @Test
  void fft() {
    FftBenchmark benchmark = new FftBenchmark();
    benchmark.n = 240;
    benchmark.fill();
    double[] ritz = benchmark.ritz();
    double[] jtransforms = benchmark.jtransforms();
    for (int j = 0; j < benchmark.n; j++) {
      // There and back leaves numbers below 1 with a few roundings for each of about eight passes.
      assertThat(jtransforms[2 * j]).isCloseTo(ritz[j], within(100 * Math.ulp(1.0)));
    }
  }

  @Test
  void tall() {
    // Values up to the number of rows, each within a modest multiple of rows eps.
    var tolerance = within(10.0 * 500 * 500 * Math.ulp(1.0));
    QrBenchmark qr = tall(new QrBenchmark());
    assertThat(qr.ritz()).isCloseTo(qr.dgeqrf(), tolerance);
    assertThat(qr.ejml()).isCloseTo(qr.dgeqrf(), tolerance);
    assertThat(qr.hipparchus()).isCloseTo(qr.dgeqrf(), tolerance);
    assertThat(qr.ojalgo()).isCloseTo(qr.dgeqrf(), tolerance);
    GramBenchmark gram = tall(new GramBenchmark());
    assertThat(gram.ritz()).isCloseTo(gram.dsyrk(), tolerance);
    assertThat(gram.ejml()).isCloseTo(gram.dsyrk(), tolerance);
    assertThat(gram.netlib()).isCloseTo(gram.dsyrk(), tolerance);
    TallSvdBenchmark svd = tall(new TallSvdBenchmark());
    assertThat(svd.ritz()).isCloseTo(svd.dgesdd(), tolerance);
    assertThat(svd.ejml()).isCloseTo(svd.dgesdd(), tolerance);
  }

  private static <T extends TallBenchmark> T tall(T benchmark) {
    benchmark.rows = 500;
    benchmark.columns = 10;
    benchmark.fill();
    return benchmark;
  }

  @Test
  void dmd() {
    DmdBenchmark benchmark = new DmdBenchmark();
    benchmark.rows = 500;
    benchmark.steps = 20;
    benchmark.rank = 10;
    benchmark.fill();
    double ritz = benchmark.ritz();
    // The residuals are those of noise of 1e-6, far above rounding; each backward error of some
    // hundred eps times the norm of the map moves ten of them by less than 1e-10.
    assertThat(ritz).isBetween(1e-9, 1e-2);
    assertThat(benchmark.dgedmd()).isCloseTo(ritz, within(1e-10));
    assertThat(benchmark.dgedmdJacobi()).isCloseTo(ritz, within(1e-10));
    assertThat(benchmark.dgedmdqJacobi()).isCloseTo(ritz, within(1e-10));
  }
}
