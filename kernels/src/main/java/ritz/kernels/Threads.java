// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * How many threads a computation may use, and where they come from. Results do not depend on it.
 *
 * <p>Immutable and thread-safe; it owns no thread. A thread that has helped is kept for about a
 * tenth of a millisecond in case that another computation follows, then it is the executor's again.
 */
public final class Threads {
  private static final Threads SINGLE = new Threads(null, 1);
  private static final Crew COMMON = new Crew(ForkJoinPool.commonPool());

  private final Crew crew;
  private final int parallelism;

  private Threads(Crew crew, int parallelism) {
    this.crew = crew;
    this.parallelism = parallelism;
  }

  /**
   * The calling thread alone.
   *
   * @return the setting under which no other thread is touched
   */
  public static Threads single() {
    return SINGLE;
  }

  /**
   * The common pool, with one thread per processor.
   *
   * @return the setting
   */
  public static Threads common() {
    return of(Runtime.getRuntime().availableProcessors());
  }

  /**
   * The common pool, with the given number of threads, the caller's included.
   *
   * @param parallelism the number of threads, at least 1
   * @return the setting
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static Threads of(int parallelism) {
    return of(COMMON, parallelism);
  }

  /**
   * The caller's own executor.
   *
   * @param executor runs the work that the calling thread does not do
   * @param parallelism the number of threads, the caller's included, at least 1
   * @return the setting
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static Threads on(Executor executor, int parallelism) {
    return of(new Crew(Objects.requireNonNull(executor, "executor")), parallelism);
  }

  private static Threads of(Crew crew, int parallelism) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism: " + parallelism + ", expected at least 1");
    }
    return parallelism == 1 ? SINGLE : new Threads(crew, parallelism);
  }

  /**
   * The number of threads.
   *
   * @return at least 1
   */
  public int parallelism() {
    return parallelism;
  }

  /**
   * Runs {@code body} for 0 … tasks-1, in any order, and returns when all are done. The calling
   * thread takes part, so a busy executor delays nothing.
   *
   * @param tasks the number of tasks
   * @param body takes the number of a task; must be safe to call from several threads
   * @throws RuntimeException whatever {@code body} threw first
   */
  public void forEach(int tasks, IntConsumer body) {
    int helpers = Math.min(parallelism, tasks) - 1;
    if (helpers <= 0) {
      for (int task = 0; task < tasks; task++) {
        body.accept(task);
      }
      return;
    }
    Shares shares = new Shares(tasks, helpers + 1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(tasks);
    AtomicInteger workers = new AtomicInteger(1);
    IntConsumer worker =
        number -> {
          for (int task = shares.next(number); task >= 0; task = shares.next(number)) {
            try {
              body.accept(task);
            } catch (RuntimeException | Error problem) {
              failure.compareAndSet(null, problem);
            } finally {
              done.countDown();
            }
          }
        };
    crew.run(helpers, () -> worker.accept(workers.getAndIncrement()));
    worker.accept(0);
    // Helpers end with the caller, and to be woken takes longer than to look.
    for (int i = 0; i < Crew.SPINS && done.getCount() > 0; i++) {
      Thread.onSpinWait();
    }
    awaitUninterruptibly(done);
    Throwable problem = failure.get();
    if (problem instanceof RuntimeException exception) {
      throw exception;
    } else if (problem instanceof Error error) {
      throw error;
    }
  }

  private static void awaitUninterruptibly(CountDownLatch done) {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
