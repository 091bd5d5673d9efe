// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/** OpenBLAS through JavaCPP, on one thread. */
final class OpenBlas {
  static final int COLUMN_MAJOR = openblas.CblasColMajor;
  static final int NO_TRANSPOSE = openblas.CblasNoTrans;
  static final int TRANSPOSE = openblas.CblasTrans;

  private OpenBlas() {}

  /** Loads the library and ties it to one thread. */
  static void start() {
    openblas.blas_set_num_threads(1);
  }

  /** Checks what a routine of LAPACK returned. */
  static void require(int info) {
    if (info != 0) {
      throw new IllegalStateException("LAPACK returned " + info);
    }
  }

  static double[] toArray(DoublePointer pointer, int length) {
    double[] values = new double[length];
    pointer.get(values);
    return values;
  }
}
