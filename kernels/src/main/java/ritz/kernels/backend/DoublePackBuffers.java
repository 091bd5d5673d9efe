// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Buffers for packed operands, kept for reuse: at most as many sets as there are processors, each
 * no larger than one block, so that a product allocates nothing once warm and no thread holds
 * memory.
 */
final class DoublePackBuffers {
  private static final AtomicReferenceArray<DoublePackBuffers> SPARE =
      new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());

  private double[] a = new double[0];
  private double[] b = new double[0];
  private double[] tile = new double[0];

  private DoublePackBuffers() {}

  static DoublePackBuffers borrow() {
    for (int i = 0; i < SPARE.length(); i++) {
      DoublePackBuffers spare = SPARE.get(i);
      if (spare != null && SPARE.compareAndSet(i, spare, null)) {
        return spare;
      }
    }
    return new DoublePackBuffers();
  }

  void giveBack() {
    for (int i = 0; i < SPARE.length(); i++) {
      if (SPARE.get(i) == null && SPARE.compareAndSet(i, null, this)) {
        return;
      }
    }
  }

  double[] a(int length) {
    if (a.length < length) {
      a = new double[length];
    }
    return a;
  }

  double[] b(int length) {
    if (b.length < length) {
      b = new double[length];
    }
    return b;
  }

  double[] tile(int length) {
    if (tile.length < length) {
      tile = new double[length];
    }
    return tile;
  }
}
