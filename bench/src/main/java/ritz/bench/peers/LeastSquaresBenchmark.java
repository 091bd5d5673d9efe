// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealVector;
import org.ojalgo.matrix.decomposition.QR;
import org.ojalgo.matrix.store.R064Store;
import org.openjdk.jmh.annotations.Benchmark;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

/**
 * The least-squares solution for one right-hand side and a matrix of full rank with four times as
 * many rows as columns, by QR; every contender returns the solution.
 */
public class LeastSquaresBenchmark extends SquareBenchmark {
  private static final int ROWS_PER_COLUMN = 4;

  private int rows;
  private Matrix side;
  private NativeMatrix nativeSide;
  private DMatrixRMaj ejmlSide;
  private RealVector hipparchusSide;
  private R064Store ojalgoSide;

  /** A tall matrix without structure. */
  @Override
  Matrix make() {
    rows = ROWS_PER_COLUMN * order;
    return Matrix.of(rows, order, Uniforms.doubles(rows * order, 1));
  }

  /** Fills the right-hand side. */
  @Override
  void makeRoom() {
    double[] b = Uniforms.doubles(rows, 2);
    side = Matrix.of(rows, 1, b);
    nativeSide = new NativeMatrix(b);
    ejmlSide = PeerMatrices.ejml(side);
    hipparchusSide = MatrixUtils.createRealVector(b);
    ojalgoSide = PeerMatrices.ojalgo(side);
  }

  /**
   * Ritz.
   *
   * @return the solution
   */
  @Benchmark
  public double[] ritz() {
    return Qr.of(matrix).solve(side).data();
  }

  /**
   * LAPACK.
   *
   * @return the solution
   */
  @Benchmark
  public double[] dgels() {
    var work = nativeSide.fresh();
    OpenBlas.require(
        openblas.LAPACKE_dgels(
            OpenBlas.COLUMN_MAJOR,
            (byte) 'N',
            rows,
            order,
            1,
            nativeMatrix.fresh(),
            rows,
            work,
            rows));
    return OpenBlas.toArray(work, order);
  }

  /**
   * EJML.
   *
   * @return the solution
   */
  @Benchmark
  public double[] ejml() {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquares(rows, order);
    solver.setA(ejml.copy());
    DMatrixRMaj solution = new DMatrixRMaj(order, 1);
    solver.solve(ejmlSide, solution);
    return solution.data;
  }

  /**
   * Hipparchus.
   *
   * @return the solution
   */
  @Benchmark
  public double[] hipparchus() {
    var qr = new org.hipparchus.linear.QRDecomposition(hipparchus);
    return qr.getSolver().solve(hipparchusSide).toArray();
  }

  /**
   * ojAlgo, held to one thread.
   *
   * @return the solution
   */
  @Benchmark
  public double[] ojalgo() {
    QR<Double> qr = QR.R064.make(ojalgo);
    qr.decompose(ojalgo);
    return qr.getSolution(ojalgoSide).toRawCopy1D();
  }
}
