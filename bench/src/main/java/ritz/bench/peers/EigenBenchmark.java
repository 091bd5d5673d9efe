// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.hipparchus.linear.EigenDecompositionNonSymmetric;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.linalg.Eigen;

/**
 * All eigenvalues and right eigenvectors of a general matrix; every contender returns the sum of
 * the moduli of the eigenvalues.
 */
public class EigenBenchmark extends SquareBenchmark {
  private DoublePointer re;
  private DoublePointer im;
  private DoublePointer vectors;

  /** Makes room for the results of LAPACK. */
  @Override
  void makeRoom() {
    re = new DoublePointer(order);
    im = new DoublePointer(order);
    vectors = new DoublePointer((long) order * order);
  }

  /**
   * Ritz.
   *
   * @return the sum of the moduli
   */
  @Benchmark
  public double ritz() {
    double sum = 0;
    for (var value : Eigen.of(matrix).values()) {
      sum += value.abs();
    }
    return sum;
  }

  /**
   * LAPACK.
   *
   * @return the sum of the moduli
   */
  @Benchmark
  public double dgeev() {
    OpenBlas.require(
        openblas.LAPACKE_dgeev(
            OpenBlas.COLUMN_MAJOR,
            (byte) 'N',
            (byte) 'V',
            order,
            nativeMatrix.fresh(),
            order,
            re,
            im,
            vectors,
            1,
            vectors,
            order));
    double sum = 0;
    for (int i = 0; i < order; i++) {
      sum += Math.hypot(re.get(i), im.get(i));
    }
    return sum;
  }

  /**
   * EJML.
   *
   * @return the sum of the moduli
   */
  @Benchmark
  public double ejml() {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(order, true);
    eigen.decompose(ejml.copy());
    double sum = 0;
    for (int i = 0; i < order; i++) {
      sum += eigen.getEigenvalue(i).getMagnitude();
    }
    return sum;
  }

  /**
   * Hipparchus.
   *
   * @return the sum of the moduli
   */
  @Benchmark
  public double hipparchus() {
    double sum = 0;
    for (var value : new EigenDecompositionNonSymmetric(hipparchus).getEigenvalues()) {
      sum += value.norm();
    }
    return sum;
  }

  /**
   * ojAlgo, held to one thread.
   *
   * @return the sum of the moduli
   */
  @Benchmark
  public double ojalgo() {
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(ojalgo, false);
    eigen.decompose(ojalgo);
    eigen.getV();
    double sum = 0;
    for (var value : eigen.getEigenvalues()) {
      sum += value.norm();
    }
    return sum;
  }
}
