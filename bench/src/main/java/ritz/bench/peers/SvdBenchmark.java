// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

/** All singular values and vectors of a square matrix; every contender returns the values. */
@State(Scope.Benchmark)
public class SvdBenchmark {
  /** The order of the matrix. */
  @Param({"32", "64", "128", "256", "512"})
  public int n;

  private Matrix matrix;
  private NativeMatrix nativeMatrix;
  private DoublePointer values;
  private DoublePointer u;
  private DoublePointer v;
  private DoublePointer statistics;
  private IntPointer counts;
  private DMatrixRMaj ejml;
  private RealMatrix hipparchus;
  private R064Store ojalgo;

  /** Fills the matrix. */
  @Setup
  public void fill() {
    OpenBlas.start();
    OjAlgoUtils.limitThreadsTo(1);
    double[] a = Uniforms.doubles(n * n, 1);
    matrix = Matrix.of(n, n, a);
    nativeMatrix = new NativeMatrix(a);
    values = new DoublePointer(n);
    u = new DoublePointer((long) n * n);
    v = new DoublePointer((long) n * n);
    statistics = new DoublePointer(7);
    counts = new IntPointer(3);
    ejml = PeerMatrices.ejml(matrix);
    hipparchus = PeerMatrices.hipparchus(matrix);
    ojalgo = PeerMatrices.ojalgo(matrix);
  }

  /**
   * Ritz.
   *
   * @return the singular values
   */
  @Benchmark
  public double[] ritz() {
    return JacobiSvd.of(matrix).singularValues();
  }

  /**
   * LAPACK's preconditioned Jacobi method.
   *
   * @return the singular values
   */
  @Benchmark
  public double[] dgejsv() {
    OpenBlas.require(
        openblas.LAPACKE_dgejsv(
            OpenBlas.COLUMN_MAJOR,
            (byte) 'C',
            (byte) 'U',
            (byte) 'V',
            (byte) 'R',
            (byte) 'N',
            (byte) 'N',
            n,
            n,
            nativeMatrix.fresh(),
            n,
            values,
            u,
            n,
            v,
            n,
            statistics,
            counts));
    return OpenBlas.toArray(values, n);
  }

  /**
   * LAPACK's divide and conquer, without high relative accuracy.
   *
   * @return the singular values
   */
  @Benchmark
  public double[] dgesdd() {
    OpenBlas.require(
        openblas.LAPACKE_dgesdd(
            OpenBlas.COLUMN_MAJOR, (byte) 'S', n, n, nativeMatrix.fresh(), n, values, u, n, v, n));
    return OpenBlas.toArray(values, n);
  }

  /**
   * EJML.
   *
   * @return the singular values, in its order
   */
  @Benchmark
  public double[] ejml() {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(n, n, true, true, true);
    svd.decompose(ejml.copy());
    return svd.getSingularValues();
  }

  /**
   * Hipparchus.
   *
   * @return the singular values
   */
  @Benchmark
  public double[] hipparchus() {
    SingularValueDecomposition svd = new SingularValueDecomposition(hipparchus);
    svd.getU();
    svd.getV();
    return svd.getSingularValues();
  }

  /**
   * ojAlgo, held to one thread.
   *
   * @return the singular values
   */
  @Benchmark
  public double[] ojalgo() {
    SingularValue<Double> svd = SingularValue.R064.make(ojalgo);
    svd.decompose(ojalgo);
    svd.getU();
    svd.getV();
    return svd.getSingularValues().toRawCopy1D();
  }
}
