// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import java.util.Random;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Transpose;

/** The product of two square matrices of {@code double}. */
@State(Scope.Benchmark)
public class DgemmBenchmark {
  /** The order of the matrices. */
  @Param({"32", "64", "128", "192", "256", "512", "768", "1024"})
  public int n;

  private double[] a;
  private double[] b;
  private double[] c;
  private DoublePointer nativeA;
  private DoublePointer nativeB;
  private DoublePointer nativeC;

  /** Fills the operands. */
  @Setup
  public void fill() {
    OpenBlas.start();
    Random random = new Random(1);
    a = new double[n * n];
    b = new double[n * n];
    c = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      a[i] = random.nextGaussian();
      b[i] = random.nextGaussian();
    }
    nativeA = new DoublePointer(a);
    nativeB = new DoublePointer(b);
    nativeC = new DoublePointer(c);
  }

  /**
   * Ritz.
   *
   * @param flops the counter
   * @return the product
   */
  @Benchmark
  public double[] ritz(Flops flops) {
    DoubleBlas.gemm(Transpose.NO, Transpose.NO, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
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
  public DoublePointer openblas(Flops flops) {
    openblas.cblas_dgemm(
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
