// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.ejml.data.DMatrixRMaj;
import org.hipparchus.linear.RealMatrix;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.R064Store;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import ritz.kernels.Matrix;

/** A matrix to be factored, in the types of all contenders. */
@State(Scope.Benchmark)
public class SquareBenchmark {
  /** The order of the matrix. */
  @Param({"32", "64", "128", "256", "512"})
  public int order;

  Matrix matrix;
  NativeMatrix nativeMatrix;
  DMatrixRMaj ejml;
  RealMatrix hipparchus;
  R064Store ojalgo;

  /** Fills the matrix. */
  @Setup
  public void fill() {
    OpenBlas.start();
    OjAlgoUtils.limitThreadsTo(1);
    matrix = make();
    nativeMatrix = new NativeMatrix(matrix.data());
    ejml = PeerMatrices.ejml(matrix);
    hipparchus = PeerMatrices.hipparchus(matrix);
    ojalgo = PeerMatrices.ojalgo(matrix);
    makeRoom();
  }

  /** Makes the matrix: entries from -1 to 1 without structure unless a benchmark says otherwise. */
  Matrix make() {
    return Matrix.of(order, order, Uniforms.doubles(order * order, 1));
  }

  /** Prepares what else a benchmark needs, once the matrix is filled. */
  void makeRoom() {}
}
