// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ojalgo.matrix.decomposition.QR;
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

  /**
   * EJML.
   *
   * @return |R(0, 0)|
   */
  @Benchmark
  public double ejml() {
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(rows, columns);
    qr.decompose(ejml.copy());
    return Math.abs(qr.getR(null, true).get(0, 0));
  }

  /**
   * Hipparchus.
   *
   * @return |R(0, 0)|
   */
  @Benchmark
  public double hipparchus() {
    var qr = new org.hipparchus.linear.QRDecomposition(hipparchus);
    return Math.abs(qr.getR().getEntry(0, 0));
  }

  /**
   * ojAlgo, held to one thread.
   *
   * @return |R(0, 0)|
   */
  @Benchmark
  public double ojalgo() {
    QR<Double> qr = QR.R064.make(ojalgo);
    qr.decompose(ojalgo);
    return Math.abs(qr.getR().doubleValue(0, 0));
  }
}
