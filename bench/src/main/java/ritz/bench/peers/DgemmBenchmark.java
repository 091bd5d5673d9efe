// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import dev.ludovic.netlib.blas.BLAS;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.R064Store;
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
  @Param({"4", "8", "16", "32", "64", "128", "192", "256", "512", "768", "1024", "1536"})
  public int n;

  private final BLAS netlib = Netlib.kernels();
  private double[] a;
  private double[] b;
  private double[] c;
  private DoublePointer nativeA;
  private DoublePointer nativeB;
  private DoublePointer nativeC;
  private DMatrixRMaj ejmlA;
  private DMatrixRMaj ejmlB;
  private DMatrixRMaj ejmlC;
  private R064Store ojalgoA;
  private R064Store ojalgoB;
  private R064Store ojalgoC;
  private RealMatrix hipparchusA;
  private RealMatrix hipparchusB;

  /** Fills the operands. EJML's are row-major, so it multiplies the transposes in reverse. */
  @Setup
  public void fill() {
    OpenBlas.start();
    OjAlgoUtils.limitThreadsTo(1);
    a = Uniforms.doubles(n * n, 1);
    b = Uniforms.doubles(n * n, 2);
    c = new double[n * n];
    nativeA = new DoublePointer(a);
    nativeB = new DoublePointer(b);
    nativeC = new DoublePointer(c);
    ejmlA = DMatrixRMaj.wrap(n, n, b);
    ejmlB = DMatrixRMaj.wrap(n, n, a);
    ejmlC = new DMatrixRMaj(n, n);
    ojalgoA = R064Store.FACTORY.make(n, n);
    ojalgoB = R064Store.FACTORY.make(n, n);
    ojalgoC = R064Store.FACTORY.make(n, n);
    hipparchusA = MatrixUtils.createRealMatrix(n, n);
    hipparchusB = MatrixUtils.createRealMatrix(n, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        ojalgoA.set(i, j, a[i + j * n]);
        ojalgoB.set(i, j, b[i + j * n]);
        hipparchusA.setEntry(i, j, a[i + j * n]);
        hipparchusB.setEntry(i, j, b[i + j * n]);
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
  public double[] ritz(Flops flops) {
    DoubleBlas.gemm(Transpose.NO, Transpose.NO, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
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

  /**
   * The Java kernels of netlib, on the Vector API.
   *
   * @param flops the counter
   * @return the product, column-major
   */
  @Benchmark
  public double[] netlib(Flops flops) {
    netlib.dgemm("N", "N", n, n, n, 1, a, n, b, n, 0, c, n);
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
  public double[] ejml(Flops flops) {
    CommonOps_DDRM.mult(ejmlA, ejmlB, ejmlC);
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
  public R064Store ojalgo(Flops flops) {
    ojalgoC.fillByMultiplying(ojalgoA, ojalgoB);
    flops.add(2.0 * n * n * n);
    return ojalgoC;
  }

  /**
   * Hipparchus.
   *
   * @param flops the counter
   * @return the product
   */
  @Benchmark
  public RealMatrix hipparchus(Flops flops) {
    RealMatrix product = hipparchusA.multiply(hipparchusB);
    flops.add(2.0 * n * n * n);
    return product;
  }
}
