// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.hipparchus.linear.SingularValueDecomposition;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.linalg.JacobiSvd;

/** All singular values and vectors of a square matrix; every contender returns the values. */
public class SvdBenchmark extends SquareBenchmark {
  private DoublePointer values;
  private DoublePointer u;
  private DoublePointer v;
  private DoublePointer statistics;
  private IntPointer counts;

  /** Makes room for the results of LAPACK. */
  @Override
  void makeRoom() {
    values = new DoublePointer(order);
    u = new DoublePointer((long) order * order);
    v = new DoublePointer((long) order * order);
    statistics = new DoublePointer(7);
    counts = new IntPointer(3);
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
            order,
            order,
            nativeMatrix.fresh(),
            order,
            values,
            u,
            order,
            v,
            order,
            statistics,
            counts));
    return OpenBlas.toArray(values, order);
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
            OpenBlas.COLUMN_MAJOR,
            (byte) 'S',
            order,
            order,
            nativeMatrix.fresh(),
            order,
            values,
            u,
            order,
            v,
            order));
    return OpenBlas.toArray(values, order);
  }

  /**
   * EJML.
   *
   * @return the singular values, in its order
   */
  @Benchmark
  public double[] ejml() {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(order, order, true, true, true);
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
