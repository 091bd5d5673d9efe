// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R032Store;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.scalar.ComplexNumber;

/** A ratio means something only if both sides compute the same thing. */
class BenchmarkCorrectnessTest {
  private static final int N = 33;

  // Each side is within N eps |a| |b| of the product, whose factors stay below 1.
  private static final double BOUND = 2.0 * N * N;

  // There and back leaves numbers below 1 with a few roundings for each of about eight passes.
  private static final Offset<Double> THERE_AND_BACK = within(100 * Math.ulp(1.0));

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
    R032Store ojalgo = benchmark.ojalgo(flops);
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < N; i++) {
        assertThat(ojalgo.floatValue(i, j)).isCloseTo(ritz[i + j * N], tolerance);
      }
    }
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
    assertThat(benchmark.ejml(flops)).containsExactly(ritz, tolerance);
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
    SvdBenchmark benchmark = square(new SvdBenchmark());
    double[] ritz = benchmark.ritz();
    // Every method is backward stable: within about N eps of the norm, which is below N.
    var tolerance = within(10.0 * N * N * Math.ulp(1.0));
    assertThat(benchmark.dgejsv()).containsExactly(ritz, tolerance);
    assertThat(benchmark.dgesdd()).containsExactly(ritz, tolerance);
    assertThat(benchmark.hipparchus()).containsExactly(ritz, tolerance);
    assertThat(benchmark.ojalgo()).containsExactly(ritz, tolerance);
    double[] ascending = ascending(benchmark.ejml());
    for (int i = 0; i < N; i++) {
      assertThat(ascending[i]).isCloseTo(ritz[N - 1 - i], tolerance);
    }
  }

  @Test
  void eigen() {
    EigenBenchmark benchmark = square(new EigenBenchmark());
    double ritz = benchmark.ritz();
    // N eigenvalues of condition up to some hundred, each within N eps of the norm times that.
    var tolerance = within(1e3 * N * N * N * Math.ulp(1.0));
    assertThat(benchmark.dgeev()).isCloseTo(ritz, tolerance);
    assertThat(benchmark.ejml()).isCloseTo(ritz, tolerance);
    assertThat(benchmark.hipparchus()).isCloseTo(ritz, tolerance);
    assertThat(benchmark.ojalgo()).isCloseTo(ritz, tolerance);
  }

  @Test
  void symmetricEigen() {
    SymmetricEigenBenchmark benchmark = square(new SymmetricEigenBenchmark());
    double[] ritz = benchmark.ritz();
    // Every method is backward stable: within about N eps of the norm, which is below N.
    var tolerance = within(10.0 * N * N * Math.ulp(1.0));
    assertThat(benchmark.dsyev()).containsExactly(ritz, tolerance);
    assertThat(benchmark.dsyevd()).containsExactly(ritz, tolerance);
    assertThat(ascending(benchmark.ejml())).containsExactly(ritz, tolerance);
    assertThat(ascending(benchmark.hipparchus())).containsExactly(ritz, tolerance);
    assertThat(ascending(benchmark.ojalgo())).containsExactly(ritz, tolerance);
  }

  private static double[] ascending(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  @Test
  void cholesky() {
    CholeskyBenchmark benchmark = square(new CholeskyBenchmark());
    // The matrix has eigenvalues from N to about 3 N, so the factor is as exact as it can be.
    double ritz = benchmark.ritz();
    var tolerance = within(10.0 * N * N * Math.ulp(1.0));
    assertThat(benchmark.dpotrf()).isCloseTo(ritz, tolerance);
    assertThat(benchmark.ejml()).isCloseTo(ritz, tolerance);
    assertThat(benchmark.hipparchus()).isCloseTo(ritz, tolerance);
    assertThat(benchmark.ojalgo()).isCloseTo(ritz, tolerance);
  }

  @Test
  void leastSquares() {
    LeastSquaresBenchmark benchmark = square(new LeastSquaresBenchmark());
    double[] ritz = benchmark.ritz();
    // The condition of a random matrix four times as tall as wide is near 3.
    var tolerance = within(10.0 * N * N * Math.ulp(1.0));
    assertThat(ritz).hasSize(N);
    assertThat(benchmark.dgels()).containsExactly(ritz, tolerance);
    assertThat(benchmark.ejml()).containsExactly(ritz, tolerance);
    assertThat(benchmark.hipparchus()).containsExactly(ritz, tolerance);
    assertThat(benchmark.ojalgo()).containsExactly(ritz, tolerance);
  }

  private static <T extends SquareBenchmark> T square(T benchmark) {
    benchmark.order = N;
    benchmark.fill();
    return benchmark;
  }

  @Test
  void fft() {
    FftBenchmark benchmark = new FftBenchmark();
    benchmark.powerOfTwo = 256;
    benchmark.fill();
    double[][] hipparchus = benchmark.hipparchus();
    MatrixStore<ComplexNumber> ojalgo = benchmark.ojalgo();
    compare(benchmark);
    for (int j = 0; j < benchmark.powerOfTwo; j++) {
      assertThat(hipparchus[0][j]).isCloseTo(benchmark.re[j], THERE_AND_BACK);
      assertThat(hipparchus[1][j]).isCloseTo(benchmark.im[j], THERE_AND_BACK);
      assertThat(ojalgo.get(j).getReal()).isCloseTo(benchmark.re[j], THERE_AND_BACK);
      assertThat(ojalgo.get(j).getImaginary()).isCloseTo(benchmark.im[j], THERE_AND_BACK);
    }
  }

  @Test
  void fftOfAnyLength() {
    FftAnyLengthBenchmark benchmark = new FftAnyLengthBenchmark();
    benchmark.length = 240;
    benchmark.fill();
    compare(benchmark);
  }

  private static void compare(FourierBenchmark benchmark) {
    double[] ritz = benchmark.ritz();
    double[] jtransforms = benchmark.jtransforms();
    for (int j = 0; j < ritz.length; j++) {
      assertThat(jtransforms[2 * j]).isCloseTo(ritz[j], THERE_AND_BACK);
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
    assertThat(gram.hipparchus()).isCloseTo(gram.dsyrk(), tolerance);
    assertThat(gram.ojalgo()).isCloseTo(gram.dsyrk(), tolerance);
    TallSvdBenchmark svd = tall(new TallSvdBenchmark());
    assertThat(svd.ritz()).isCloseTo(svd.dgesdd(), tolerance);
    assertThat(svd.ejml()).isCloseTo(svd.dgesdd(), tolerance);
    assertThat(svd.ojalgo()).isCloseTo(svd.dgesdd(), tolerance);
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
