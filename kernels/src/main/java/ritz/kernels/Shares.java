// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The tasks of a computation, an equal share for each thread. A thread that is done with its own
 * takes what is left of the others'. So as long as all keep up, a thread meets the same part of the
 * data in one computation after the other, in the cache of its own processor.
 */
final class Shares {
  private final int tasks;
  private final int threads;
  private final AtomicIntegerArray taken;

  Shares(int tasks, int threads) {
    this.tasks = tasks;
    this.threads = threads;
    this.taken = new AtomicIntegerArray(threads);
  }

  /** The next task for a thread, or -1 if none is left. */
  int next(int thread) {
    for (int i = 0; i < threads; i++) {
      int share = (thread + i) % threads;
      int from = start(share);
      int count = start(share + 1) - from;
      if (taken.get(share) < count) {
        int task = taken.getAndIncrement(share);
        if (task < count) {
          return from + task;
        }
      }
    }
    return -1;
  }

  private int start(int share) {
    return (int) ((long) tasks * share / threads);
  }
}
