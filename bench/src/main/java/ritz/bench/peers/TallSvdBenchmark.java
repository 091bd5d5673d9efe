// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import java.util.stream.DoubleStream;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.linalg.JacobiSvd;

/** The singular values and vectors of a tall matrix; every contender returns the largest value. */
public class TallSvdBenchmark extends TallBenchmark {
  private DMatrixRMaj ejml;

  /** Copies the matrix into the type of the peer. */
  @Override
  void makeRoom() {
    ejml = PeerMatrices.ejml(matrix);
  }

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
}
