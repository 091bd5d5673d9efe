// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.hipparchus.linear.EigenDecompositionNonSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.R064Store;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Eigen;

/**
 * All eigenvalues and right eigenvectors of a general matrix; every contender returns the sum of
 * the moduli of the eigenvalues.
 */
@State(Scope.Benchmark)
public class EigenBenchmark {
  /** The order of the matrix. */
  @Param({"32", "64", "128", "256"})
  public int n;

  private Matrix matrix;
  private NativeMatrix nativeMatrix;
  private DoublePointer re;
  private DoublePointer im;
  private DoublePointer vectors;
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
    re = new DoublePointer(n);
    im = new DoublePointer(n);
    vectors = new DoublePointer((long) n * n);
    ejml = new DMatrixRMaj(n, n);
    hipparchus = MatrixUtils.createRealMatrix(n, n);
    ojalgo = R064Store.FACTORY.make(n, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        ejml.set(i, j, a[i + j * n]);
        hipparchus.setEntry(i, j, a[i + j * n]);
        ojalgo.set(i, j, a[i + j * n]);
      }
    }
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
            n,
            nativeMatrix.fresh(),
            n,
            re,
            im,
            vectors,
            1,
            vectors,
            n));
    double sum = 0;
    for (int i = 0; i < n; i++) {
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
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true);
    eigen.decompose(ejml.copy());
    double sum = 0;
    for (int i = 0; i < n; i++) {
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
