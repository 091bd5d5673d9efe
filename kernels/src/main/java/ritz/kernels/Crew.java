// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The threads of an executor that help a caller. One that has done its share looks for the next job
 * for a moment before it goes back to the executor: to wake a thread takes as long as a product of
 * medium size, and computations come one after the other.
 */
final class Crew {
  /** About a tenth of a millisecond. */
  static final int SPINS = 5000;

  /** In a place where a thread looks for a job. */
  private static final Runnable LOOKING = Crew::doNothing;

  private final Executor executor;

  /** One place less than there are processors, since a caller must not lose its own. */
  private final AtomicReferenceArray<Runnable> places =
      new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors() - 1);

  Crew(Executor executor) {
    this.executor = executor;
  }

  private static void doNothing() {}

  /** Has a job run on as many threads. It may be run late, when there is nothing left to do. */
  void run(int threads, Runnable job) {
    int found = 0;
    for (int i = 0; i < places.length() && found < threads; i++) {
      if (places.get(i) == LOOKING && places.compareAndSet(i, LOOKING, job)) {
        found++;
      }
    }
    Thread caller = Thread.currentThread();
    for (; found < threads; found++) {
      executor.execute(() -> work(job, caller));
    }
  }

  /** Some executors run their work on the thread of the caller, which has other things to do. */
  private void work(Runnable first, Thread caller) {
    boolean apart = Thread.currentThread() != caller;
    for (Runnable job = first; job != null; job = apart ? next() : null) {
      job.run();
    }
  }

  /** The next job, or null if none comes. */
  private Runnable next() {
    for (int i = 0; i < places.length(); i++) {
      if (places.compareAndSet(i, null, LOOKING)) {
        for (int spin = 0; spin < SPINS && places.get(i) == LOOKING; spin++) {
          Thread.onSpinWait();
        }
        Runnable job = places.getAndSet(i, null);
        return job == LOOKING ? null : job;
      }
    }
    return null;
  }
}
