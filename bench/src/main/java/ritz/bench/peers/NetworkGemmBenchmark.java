// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import dev.ludovic.netlib.blas.BLAS;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import ritz.kernels.FloatBlas;
import ritz.kernels.Transpose;

/** Products of {@code float} matrices of the shapes that a small network has. */
@State(Scope.Benchmark)
public class NetworkGemmBenchmark {
  /** The rows and columns of the product and the inner size. */
  @Param({"784x128x64", "128x64x10", "256x256x32"})
  public String shape;

  /** How the factors enter: N as stored, T transposed. */
  @Param({"NN", "NT", "TN"})
  public String transposes;

  private final BLAS netlib = Netlib.kernels();
  private int m;
  private int n;
  private int k;
  private boolean transA;
  private boolean transB;
  private int lda;
  private int ldb;
  private float[] a;
  private float[] b;
  private float[] c;
  private FloatPointer nativeA;
  private FloatPointer nativeB;
  private FloatPointer nativeC;
  private FMatrixRMaj ejmlA;
  private FMatrixRMaj ejmlB;
  private FMatrixRMaj ejmlC;

  /** Fills the operands. EJML's are row-major, so it multiplies the transposes in reverse. */
  @Setup
  public void fill() {
    OpenBlas.start();
    String[] sizes = shape.split("x", 3);
    m = Integer.parseInt(sizes[0]);
    n = Integer.parseInt(sizes[1]);
    k = Integer.parseInt(sizes[2]);
    transA = transposes.charAt(0) == 'T';
    transB = transposes.charAt(1) == 'T';
    lda = transA ? k : m;
    ldb = transB ? n : k;
    a = Uniforms.floats(m * k, 1);
    b = Uniforms.floats(k * n, 2);
    c = new float[m * n];
    nativeA = new FloatPointer(a);
    nativeB = new FloatPointer(b);
    nativeC = new FloatPointer(c);
    ejmlA = FMatrixRMaj.wrap(m * k / lda, lda, a);
    ejmlB = FMatrixRMaj.wrap(k * n / ldb, ldb, b);
    ejmlC = new FMatrixRMaj(n, m);
  }

  /**
   * Ritz.
   *
   * @param flops the counter
   * @return the product, column-major
   */
  @Benchmark
  public float[] ritz(Flops flops) {
    Transpose first = transA ? Transpose.YES : Transpose.NO;
    Transpose second = transB ? Transpose.YES : Transpose.NO;
    FloatBlas.gemm(first, second, m, n, k, 1, a, 0, lda, b, 0, ldb, 0, c, 0, m);
    flops.add(2.0 * m * n * k);
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
    int first = transA ? OpenBlas.TRANSPOSE : OpenBlas.NO_TRANSPOSE;
    int second = transB ? OpenBlas.TRANSPOSE : OpenBlas.NO_TRANSPOSE;
    openblas.cblas_sgemm(
        OpenBlas.COLUMN_MAJOR,
        first,
        second,
        m,
        n,
        k,
        1,
        nativeA,
        lda,
        nativeB,
        ldb,
        0,
        nativeC,
        m);
    flops.add(2.0 * m * n * k);
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
    String first = transA ? "T" : "N";
    String second = transB ? "T" : "N";
    netlib.sgemm(first, second, m, n, k, 1, a, lda, b, ldb, 0, c, m);
    flops.add(2.0 * m * n * k);
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
    if (transA) {
      CommonOps_FDRM.multTransB(ejmlB, ejmlA, ejmlC);
    } else if (transB) {
      CommonOps_FDRM.multTransA(ejmlB, ejmlA, ejmlC);
    } else {
      CommonOps_FDRM.mult(ejmlB, ejmlA, ejmlC);
    }
    flops.add(2.0 * m * n * k);
    return ejmlC.data;
  }
}
