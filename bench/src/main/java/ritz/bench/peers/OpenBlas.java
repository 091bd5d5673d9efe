// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.openblas.global.openblas;

/** OpenBLAS through JavaCPP, on one thread. */
final class OpenBlas {
  static final int COLUMN_MAJOR = openblas.CblasColMajor;
  static final int NO_TRANSPOSE = openblas.CblasNoTrans;

  private OpenBlas() {}

  /** Loads the library and ties it to one thread. */
  static void start() {
    openblas.blas_set_num_threads(1);
  }
}
