// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
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
}
