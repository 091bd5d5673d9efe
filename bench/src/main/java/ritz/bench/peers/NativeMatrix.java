// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.bytedeco.javacpp.DoublePointer;

/** A matrix in native memory that LAPACK may overwrite, and its original. */
final class NativeMatrix {
  private final DoublePointer original;
  private final DoublePointer work;

  NativeMatrix(double[] columnMajor) {
    original = new DoublePointer(columnMajor);
    work = new DoublePointer(columnMajor.length);
  }

  /** The matrix, copied afresh. */
  DoublePointer fresh() {
    work.put(original);
    return work;
  }

  DoublePointer original() {
    return original;
  }
}
