// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.SymmetricEigen;

/**
 * All eigenvalues and eigenvectors of a symmetric matrix; every contender returns the values, in
 * its order.
 */
public class SymmetricEigenBenchmark extends SquareBenchmark {
  private DoublePointer values;

  /** The mean of a matrix without structure and its transpose. */
  @Override
  Matrix make() {
    Matrix a = super.make();
    Matrix symmetric = new Matrix(order, order);
    for (int j = 0; j < order; j++) {
      for (int i = 0; i < order; i++) {
        symmetric.set(i, j, (a.get(i, j) + a.get(j, i)) / 2);
      }
    }
    return symmetric;
  }

  /** Makes room for the results of LAPACK. */
  @Override
  void makeRoom() {
    values = new DoublePointer(order);
  }

  /**
   * Ritz.
   *
   * @return the eigenvalues
   */
  @Benchmark
  public double[] ritz() {
    return SymmetricEigen.of(matrix).values();
  }

  /**
   * LAPACK's QR method.
   *
   * @return the eigenvalues
   */
  @Benchmark
  public double[] dsyev() {
    OpenBlas.require(
        openblas.LAPACKE_dsyev(
            OpenBlas.COLUMN_MAJOR,
            (byte) 'V',
            (byte) 'L',
            order,
            nativeMatrix.fresh(),
            order,
            values));
    return OpenBlas.toArray(values, order);
  }

  /**
   * LAPACK's divide and conquer.
   *
   * @return the eigenvalues
   */
  @Benchmark
  public double[] dsyevd() {
    OpenBlas.require(
        openblas.LAPACKE_dsyevd(
            OpenBlas.COLUMN_MAJOR,
            (byte) 'V',
            (byte) 'L',
            order,
            nativeMatrix.fresh(),
            order,
            values));
    return OpenBlas.toArray(values, order);
  }

  /**
   * EJML.
   *
   * @return the eigenvalues
   */
  @Benchmark
  public double[] ejml() {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(order, true, true);
    eigen.decompose(ejml.copy());
    double[] result = new double[order];
    for (int i = 0; i < order; i++) {
      result[i] = eigen.getEigenvalue(i).getReal();
    }
    return result;
  }

  /**
   * Hipparchus.
   *
   * @return the eigenvalues
   */
  @Benchmark
  public double[] hipparchus() {
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(hipparchus);
    eigen.getV();
    return eigen.getEigenvalues();
  }

  /**
   * ojAlgo, held to one thread.
   *
   * @return the eigenvalues
   */
  @Benchmark
  public double[] ojalgo() {
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(ojalgo, true);
    eigen.decompose(ojalgo);
    eigen.getV();
    double[] result = new double[order];
    for (int i = 0; i < order; i++) {
      result[i] = eigen.getEigenvalues().get(i).getReal();
    }
    return result;
  }
}
