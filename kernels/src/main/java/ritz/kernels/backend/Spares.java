// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** Objects kept for reuse, at most as many as there are processors; thread-safe. */
final class Spares<T> {
  private final AtomicReferenceArray<T> slots =
      new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());

  T takeOr(Supplier<T> maker) {
    for (int i = 0; i < slots.length(); i++) {
      T spare = slots.get(i);
      if (spare != null && slots.compareAndSet(i, spare, null)) {
        return spare;
      }
    }
    return maker.get();
  }

  void giveBack(T spare) {
    for (int i = 0; i < slots.length(); i++) {
      if (slots.get(i) == null && slots.compareAndSet(i, null, spare)) {
        return;
      }
    }
  }
}
