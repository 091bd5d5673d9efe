// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import ritz.kernels.DoubleBlas;
import ritz.kernels.FloatBlas;
import ritz.kernels.Threads;
import ritz.kernels.Transpose;

/** The product of two square matrices on two threads, beside the same on one. */
@State(Scope.Benchmark)
public class TwoThreadsBenchmark {
  /** The type of the entries. */
  @Param({"double", "float"})
  public String entries;

  /** The order of the matrices. */
  @Param({"512", "768", "1024", "1536"})
  public int n;

  private double[] a;
  private double[] b;
  private double[] c;
  private float[] floatA;
  private float[] floatB;
  private float[] floatC;

  /** Fills the operands. */
  @Setup
  public void fill() {
    a = Uniforms.doubles(n * n, 1);
    b = Uniforms.doubles(n * n, 2);
    c = new double[n * n];
    floatA = Uniforms.floats(n * n, 1);
    floatB = Uniforms.floats(n * n, 2);
    floatC = new float[n * n];
  }

  /**
   * Ritz on two threads.
   *
   * @param flops the counter
   * @return an entry of the product
   */
  @Benchmark
  public double ritz(Flops flops) {
    return multiply(Threads.of(2), flops);
  }

  /**
   * Ritz on one thread.
   *
   * @param flops the counter
   * @return an entry of the product
   */
  @Benchmark
  public double oneThread(Flops flops) {
    return multiply(Threads.single(), flops);
  }

  private double multiply(Threads threads, Flops flops) {
    flops.add(2.0 * n * n * n);
    Transpose no = Transpose.NO;
    if (entries.equals("double")) {
      DoubleBlas.gemm(threads, no, no, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
      return c[0];
    }
    FloatBlas.gemm(threads, no, no, n, n, n, 1, floatA, 0, n, floatB, 0, n, 0, floatC, 0, n);
    return floatC[0];
  }
}
