// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import dev.ludovic.netlib.blas.BLAS;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Threads;
import ritz.kernels.Transpose;
import ritz.kernels.Triangle;

/**
 * One triangle of the Gram matrix A'A of a tall matrix, EJML's, Hipparchus' and ojAlgo's both;
 * every contender returns the entry (0, 0).
 */
public class GramBenchmark extends TallBenchmark {
  private final BLAS netlib = Netlib.kernels();
  private double[] gram;
  private DMatrixRMaj ejmlGram;

  /** Makes room for the results. */
  @Override
  void makeRoom() {
    gram = new double[columns * columns];
    ejmlGram = new DMatrixRMaj(columns, columns);
  }

  /**
   * Ritz.
   *
   * @return the entry
   */
  @Benchmark
  public double ritz() {
    DoubleBlas.syrk(
        Threads.single(),
        Triangle.UPPER,
        Transpose.YES,
        columns,
        rows,
        1,
        matrix.data(),
        0,
        rows,
        0,
        gram,
        0,
        columns);
    return gram[0];
  }

  /**
   * OpenBLAS.
   *
   * @return the entry
   */
  @Benchmark
  public double dsyrk() {
    openblas.cblas_dsyrk(
        OpenBlas.COLUMN_MAJOR,
        openblas.CblasUpper,
        OpenBlas.TRANSPOSE,
        columns,
        rows,
        1,
        nativeMatrix.original(),
        rows,
        0,
        small,
        columns);
    return small.get(0);
  }

  /**
   * EJML.
   *
   * @return the entry
   */
  @Benchmark
  public double ejml() {
    CommonOps_DDRM.multInner(ejml, ejmlGram);
    return ejmlGram.get(0);
  }

  /**
   * The Java kernels of netlib, on the Vector API.
   *
   * @return the entry
   */
  @Benchmark
  public double netlib() {
    netlib.dsyrk("U", "T", columns, rows, 1, matrix.data(), rows, 0, gram, columns);
    return gram[0];
  }

  /**
   * Hipparchus.
   *
   * @return the entry
   */
  @Benchmark
  public double hipparchus() {
    return hipparchus.transposeMultiply(hipparchus).getEntry(0, 0);
  }

  /**
   * ojAlgo, held to one thread.
   *
   * @return the entry
   */
  @Benchmark
  public double ojalgo() {
    return ojalgo.transpose().multiply(ojalgo).doubleValue(0, 0);
  }
}
