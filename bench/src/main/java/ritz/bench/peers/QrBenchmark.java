// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.openblas.global.openblas;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.TallSkinnyQr;

/** The triangular factor of a tall matrix; every contender returns the modulus of R(0, 0). */
public class QrBenchmark extends TallBenchmark {
  /**
   * Ritz, the triangular factor alone.
   *
   * @return |R(0, 0)|
   */
  @Benchmark
  public double ritz() {
    TallSkinnyQr qr = new TallSkinnyQr(columns);
    qr.add(matrix);
    Matrix r = qr.r();
    return Math.abs(r.get(0, 0));
  }

  /**
   * LAPACK; it keeps Q in the form of reflectors too.
   *
   * @return |R(0, 0)|
   */
  @Benchmark
  public double dgeqrf() {
    var work = nativeMatrix.fresh();
    OpenBlas.require(
        openblas.LAPACKE_dgeqrf(OpenBlas.COLUMN_MAJOR, rows, columns, work, rows, values));
    return Math.abs(work.get(0));
  }
}
