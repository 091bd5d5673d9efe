// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.javacpp.DoublePointer;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.linear.RealMatrix;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.R064Store;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import ritz.kernels.Matrix;

/** A matrix with many more rows than columns, as snapshots are. */
@State(Scope.Benchmark)
public class TallBenchmark {
  /** The number of rows. */
  @Param({"100000"})
  public int rows;

  /** The number of columns. */
  @Param({"100"})
  public int columns;

  Matrix matrix;
  NativeMatrix nativeMatrix;
  DMatrixRMaj ejml;
  RealMatrix hipparchus;
  R064Store ojalgo;
  DoublePointer small;
  DoublePointer values;
  DoublePointer u;

  /** Fills the matrix. */
  @Setup
  public void fill() {
    OpenBlas.start();
    OjAlgoUtils.limitThreadsTo(1);
    double[] a = Uniforms.doubles(rows * columns, 1);
    matrix = Matrix.of(rows, columns, a);
    nativeMatrix = new NativeMatrix(a);
    ejml = PeerMatrices.ejml(matrix);
    hipparchus = PeerMatrices.hipparchus(matrix);
    ojalgo = PeerMatrices.ojalgo(matrix);
    small = new DoublePointer((long) columns * columns);
    values = new DoublePointer(columns);
    u = new DoublePointer((long) rows * columns);
    makeRoom();
  }

  /** Prepares what else a benchmark needs, once the matrix is filled. */
  void makeRoom() {}
}
