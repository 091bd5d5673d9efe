// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A ratio means something only if both sides compute the same thing. */
class BenchmarkCorrectnessTest {
  private static final int N = 33;

  // Each side is within N eps |a| |b| of the product; entries of a and b stay below 5.
  private static final double BOUND = 2.0 * N * N * 25;

  @Test
  void dgemm() {
    DgemmBenchmark benchmark = new DgemmBenchmark();
    benchmark.n = N;
    benchmark.fill();
    Flops flops = new Flops();
    double[] ritz = benchmark.ritz(flops);
    double[] peer = new double[N * N];
    benchmark.openblas(flops).get(peer);
    assertThat(ritz).containsExactly(peer, within(BOUND * Math.ulp(1.0)));
    assertThat(flops.flops).isEqualTo(2 * 2.0 * N * N * N);
  }

  @Test
  void sgemm() {
    SgemmBenchmark benchmark = new SgemmBenchmark();
    benchmark.n = N;
    benchmark.fill();
    float[] ritz = benchmark.ritz(new Flops());
    float[] peer = new float[N * N];
    benchmark.openblas(new Flops()).get(peer);
    assertThat(ritz).containsExactly(peer, within((float) BOUND * Math.ulp(1f)));
  }
}
