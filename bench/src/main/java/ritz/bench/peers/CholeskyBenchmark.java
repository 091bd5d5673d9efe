// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.hipparchus.linear.CholeskyDecomposition;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;
import ritz.kernels.linalg.Cholesky;

/**
 * The triangular factor of a positive definite matrix; every contender returns the last entry of
 * its diagonal.
 */
public class CholeskyBenchmark extends SquareBenchmark {
  /** A'A + n I for a matrix A without structure. */
  @Override
  Matrix make() {
    Matrix a = super.make();
    Matrix definite = Matrix.identity(order);
    Matrix.gemm(Transpose.YES, Transpose.NO, 1, a, a, order, definite);
    for (int j = 0; j < order; j++) {
      for (int i = 0; i < j; i++) {
        definite.set(i, j, definite.get(j, i));
      }
    }
    return definite;
  }

  /**
   * Ritz.
   *
   * @return the entry
   */
  @Benchmark
  public double ritz() {
    return Cholesky.of(matrix).l().get(order - 1, order - 1);
  }

  /**
   * LAPACK.
   *
   * @return the entry
   */
  @Benchmark
  public double dpotrf() {
    var work = nativeMatrix.fresh();
    OpenBlas.require(
        openblas.LAPACKE_dpotrf(OpenBlas.COLUMN_MAJOR, (byte) 'L', order, work, order));
    return work.get((long) order * order - 1);
  }

  /**
   * EJML.
   *
   * @return the entry
   */
  @Benchmark
  public double ejml() {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(order, true);
    cholesky.decompose(ejml.copy());
    return cholesky.getT(null).get(order - 1, order - 1);
  }

  /**
   * Hipparchus.
   *
   * @return the entry
   */
  @Benchmark
  public double hipparchus() {
    return new CholeskyDecomposition(hipparchus).getL().getEntry(order - 1, order - 1);
  }

  /**
   * ojAlgo, held to one thread.
   *
   * @return the entry
   */
  @Benchmark
  public double ojalgo() {
    var cholesky = org.ojalgo.matrix.decomposition.Cholesky.R064.make(ojalgo);
    cholesky.decompose(ojalgo);
    return cholesky.getL().doubleValue(order - 1, order - 1);
  }
}
