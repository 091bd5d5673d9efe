// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/**
 * Objects kept for reuse, at most as many as there are processors; thread-safe.
 *
 * @param <T> their type
 */
public final class Spares<T> {
  private static final int IDLE = 0;
  private static final int BUSY = 1;

  private final Supplier<T> maker;
  private final Object[] spares = new Object[Runtime.getRuntime().availableProcessors()];

  /** Who made a place busy owns it, and alone may change what it holds. */
  private final AtomicIntegerArray states = new AtomicIntegerArray(spares.length);

  /**
   * An empty store.
   *
   * @param maker makes an object where none is kept
   */
  public Spares(Supplier<T> maker) {
    this.maker = maker;
  }

  /**
   * A kept object, or a new one.
   *
   * @return an object that is the caller's until given back
   */
  @SuppressWarnings("unchecked")
  public T take() {
    for (int i = 0; i < spares.length; i++) {
      if (spares[i] != null && states.get(i) == IDLE && states.compareAndSet(i, IDLE, BUSY)) {
        return (T) spares[i];
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
    for (int i = 0; i < spares.length; i++) {
      if (spares[i] == spare) {
        states.setRelease(i, IDLE);
        return;
      }
    }
    for (int i = 0; i < spares.length; i++) {
      if (spares[i] == null && states.compareAndSet(i, IDLE, BUSY)) {
        if (spares[i] == null) {
          spares[i] = spare;
          states.setRelease(i, IDLE);
          return;
        }
        states.setRelease(i, IDLE);
      }
    }
  }
}
