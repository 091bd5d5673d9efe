// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import ritz.kernels.FloatBlas;
import ritz.kernels.Transpose;

/** The product of two square matrices of {@code float}. */
@State(Scope.Benchmark)
public class SgemmBenchmark {
  /** The order of the matrices. */
  @Param({"32", "64", "128", "192", "256", "512", "768", "1024"})
  public int n;

  private float[] a;
  private float[] b;
  private float[] c;
  private FloatPointer nativeA;
  private FloatPointer nativeB;
  private FloatPointer nativeC;

  /** Fills the operands. */
  @Setup
  public void fill() {
    OpenBlas.start();
    Random random = new Random(1);
    a = new float[n * n];
    b = new float[n * n];
    c = new float[n * n];
    for (int i = 0; i < n * n; i++) {
      a[i] = (float) random.nextGaussian();
      b[i] = (float) random.nextGaussian();
    }
    nativeA = new FloatPointer(a);
    nativeB = new FloatPointer(b);
    nativeC = new FloatPointer(c);
  }

  /**
   * Ritz.
   *
   * @param flops the counter
   * @return the product
   */
  @Benchmark
  public float[] ritz(Flops flops) {
    FloatBlas.gemm(Transpose.NO, Transpose.NO, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
    flops.add(2.0 * n * n * n);
    return c;
  }

  /**
   * OpenBLAS, on native memory, so that no call copies an array.
   *
   * @param flops the counter
   * @return the product
   */
  @Benchmark
  public FloatPointer openblas(Flops flops) {
    openblas.cblas_sgemm(
        OpenBlas.COLUMN_MAJOR,
        OpenBlas.NO_TRANSPOSE,
        OpenBlas.NO_TRANSPOSE,
        n,
        n,
        n,
        1,
        nativeA,
        n,
        nativeB,
        n,
        0,
        nativeC,
        n);
    flops.add(2.0 * n * n * n);
    return nativeC;
  }
}
