// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.ejml.data.DMatrixRMaj;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.ojalgo.matrix.store.R064Store;
import ritz.kernels.Matrix;

/** The same matrix in the types of the peers. */
final class PeerMatrices {
  private PeerMatrices() {}

  static DMatrixRMaj ejml(Matrix a) {
    DMatrixRMaj copy = new DMatrixRMaj(a.rows(), a.columns());
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        copy.set(i, j, a.get(i, j));
      }
    }
    return copy;
  }

  static RealMatrix hipparchus(Matrix a) {
    double[][] rows = new double[a.rows()][a.columns()];
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        rows[i][j] = a.get(i, j);
      }
    }
    return new Array2DRowRealMatrix(rows, false);
  }

  static R064Store ojalgo(Matrix a) {
    R064Store copy = R064Store.FACTORY.make(a.rows(), a.columns());
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        copy.set(i, j, a.get(i, j));
      }
    }
    return copy;
  }
}
