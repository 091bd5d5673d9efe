// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.jtransforms.fft.DoubleFFT_1D;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.visnow.jlargearrays.ConcurrencyUtils;
import ritz.kernels.fft.Fft;

/** The complex Fourier transform of one array and back, in place, by those who take any length. */
@State(Scope.Benchmark)
public abstract class FourierBenchmark {
  double[] re;
  double[] im;
  private Fft ritz;
  private DoubleFFT_1D jtransforms;
  private double[] interleaved;

  /** Makes the plans and the numbers. */
  void fill(int n) {
    ConcurrencyUtils.setNumberOfThreads(1);
    ritz = Fft.of(n);
    re = Uniforms.doubles(n, 1);
    im = Uniforms.doubles(n, 2);
    jtransforms = new DoubleFFT_1D(n);
    interleaved = new double[2 * n];
    for (int j = 0; j < n; j++) {
      interleaved[2 * j] = re[j];
      interleaved[2 * j + 1] = im[j];
    }
  }

  /**
   * Ritz.
   *
   * @return the real parts
   */
  @Benchmark
  public double[] ritz() {
    ritz.forward(re, im);
    ritz.inverse(re, im);
    return re;
  }

  /**
   * JTransforms, held to one thread.
   *
   * @return real and imaginary parts
   */
  @Benchmark
  public double[] jtransforms() {
    jtransforms.complexForward(interleaved);
    jtransforms.complexInverse(interleaved, true);
    return interleaved;
  }
}
