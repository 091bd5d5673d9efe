// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.openblas.global.openblas;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.linalg.JacobiSvd;

/** The singular values and vectors of a tall matrix; every contender returns the largest value. */
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
}
