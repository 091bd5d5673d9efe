// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Objects kept for reuse, at most as many as there are processors; thread-safe.
 *
 * @param <T> their type
 */
public final class Spares<T> {
  private final AtomicReferenceArray<T> slots =
      new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());

  /** Makes an empty store. */
  public Spares() {}

  /**
   * A kept object, or a new one.
   *
   * @param maker makes a new one
   * @return an object that is the caller's until given back
   */
  public T takeOr(Supplier<T> maker) {
    for (int i = 0; i < slots.length(); i++) {
      T spare = slots.get(i);
      if (spare != null && slots.compareAndSet(i, spare, null)) {
        return spare;
      }
    }
    return maker.get();
  }

  /**
   * Takes an object back.
   *
   * @param spare the object, no longer the caller's
   */
  public void giveBack(T spare) {
    for (int i = 0; i < slots.length(); i++) {
      if (slots.get(i) == null && slots.compareAndSet(i, null, spare)) {
        return;
      }
    }
  }
}
