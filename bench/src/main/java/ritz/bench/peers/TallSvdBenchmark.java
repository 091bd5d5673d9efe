// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import java.util.stream.DoubleStream;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.linalg.JacobiSvd;

/**
 * The singular values and vectors of a tall matrix; every contender returns the largest value.
 * Hipparchus is not among them: it takes minutes.
 */
public class TallSvdBenchmark extends TallBenchmark {

  /**
   * Ritz.
   *
   * @return the largest singular value
   */
  @Benchmark
  public double ritz() {
    return JacobiSvd.of(matrix).singularValues()[0];
  }

  /**
   * LAPACK's divide and conquer.
   *
   * @return the largest singular value
   */
  @Benchmark
  public double dgesdd() {
    OpenBlas.require(
        openblas.LAPACKE_dgesdd(
            OpenBlas.COLUMN_MAJOR,
            (byte) 'S',
            rows,
            columns,
            nativeMatrix.fresh(),
            rows,
            values,
            u,
            rows,
            small,
            columns));
    return values.get(0);
  }

  /**
   * EJML.
   *
   * @return the largest singular value
   */
  @Benchmark
  public double ejml() {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows, columns, true, true, true);
    svd.decompose(ejml.copy());
    return DoubleStream.of(svd.getSingularValues()).max().getAsDouble();
  }

  /**
   * ojAlgo, held to one thread.
   *
   * @return the largest singular value
   */
  @Benchmark
  public double ojalgo() {
    SingularValue<Double> svd = SingularValue.R064.make(ojalgo);
    svd.decompose(ojalgo);
    svd.getU();
    svd.getV();
    return svd.getSingularValues().doubleValue(0);
  }
}
