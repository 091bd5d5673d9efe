// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.openblas.global.openblas;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.Matrix;

/** The Gram matrix A'A of a tall matrix; every contender returns its entry (0, 0). */
public class GramBenchmark extends TallBenchmark {
  /**
   * Ritz.
   *
   * @return the entry
   */
  @Benchmark
  public double ritz() {
    Matrix product = matrix.transposeTimes(matrix);
    return product.get(0, 0);
  }

  /**
   * OpenBLAS, one triangle of the product.
   *
   * @return the entry
   */
  @Benchmark
  public double dsyrk() {
    openblas.cblas_dsyrk(
        OpenBlas.COLUMN_MAJOR,
        openblas.CblasUpper,
        openblas.CblasTrans,
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
}
