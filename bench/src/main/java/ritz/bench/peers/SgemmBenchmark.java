// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import dev.ludovic.netlib.blas.BLAS;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.R032Store;
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
  @Param({"4", "8", "16", "32", "64", "128", "192", "256", "512", "768", "1024", "1536"})
  public int n;

  private final BLAS netlib = Netlib.kernels();
  private float[] a;
  private float[] b;
  private float[] c;
  private FloatPointer nativeA;
  private FloatPointer nativeB;
  private FloatPointer nativeC;
  private FMatrixRMaj ejmlA;
  private FMatrixRMaj ejmlB;
  private FMatrixRMaj ejmlC;
  private R032Store ojalgoA;
  private R032Store ojalgoB;
  private R032Store ojalgoC;

  /** Fills the operands. EJML's are row-major, so it multiplies the transposes in reverse. */
  @Setup
  public void fill() {
    OpenBlas.start();
    OjAlgoUtils.limitThreadsTo(1);
    a = Uniforms.floats(n * n, 1);
    b = Uniforms.floats(n * n, 2);
    c = new float[n * n];
    nativeA = new FloatPointer(a);
    nativeB = new FloatPointer(b);
    nativeC = new FloatPointer(c);
    ejmlA = FMatrixRMaj.wrap(n, n, b);
    ejmlB = FMatrixRMaj.wrap(n, n, a);
    ejmlC = new FMatrixRMaj(n, n);
    ojalgoA = R032Store.FACTORY.make(n, n);
    ojalgoB = R032Store.FACTORY.make(n, n);
    ojalgoC = R032Store.FACTORY.make(n, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        ojalgoA.set(i, j, a[i + j * n]);
        ojalgoB.set(i, j, b[i + j * n]);
      }
    }
  }

  /**
   * Ritz.
   *
   * @param flops the counter
   * @return the product, column-major
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
   * @return the product, column-major
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

  /**
   * The Java kernels of netlib, on the Vector API.
   *
   * @param flops the counter
   * @return the product, column-major
   */
  @Benchmark
  public float[] netlib(Flops flops) {
    netlib.sgemm("N", "N", n, n, n, 1, a, n, b, n, 0, c, n);
    flops.add(2.0 * n * n * n);
    return c;
  }

  /**
   * EJML.
   *
   * @param flops the counter
   * @return the transpose of the product, row-major
   */
  @Benchmark
  public float[] ejml(Flops flops) {
    CommonOps_FDRM.mult(ejmlA, ejmlB, ejmlC);
    flops.add(2.0 * n * n * n);
    return ejmlC.data;
  }

  /**
   * ojAlgo, held to one thread.
   *
   * @param flops the counter
   * @return the product
   */
  @Benchmark
  public R032Store ojalgo(Flops flops) {
    ojalgoC.fillByMultiplying(ojalgoA, ojalgoB);
    flops.add(2.0 * n * n * n);
    return ojalgoC;
  }
}
