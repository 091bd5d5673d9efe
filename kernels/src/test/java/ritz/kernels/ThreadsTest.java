// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void runsEachTaskOnce() {
    for (int parallelism = 1; parallelism <= 4; parallelism++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(100);
      Threads.of(parallelism).forEach(100, runs::incrementAndGet);
      for (int task = 0; task < 100; task++) {
        assertThat(runs.get(task)).isEqualTo(1);
      }
    }
  }

  @Test
  void oneThreadTouchesNoOther() {
    Thread caller = Thread.currentThread();
    Threads.of(1).forEach(10, task -> assertThat(Thread.currentThread()).isSameAs(caller));
    Threads.on(
            command -> {
              throw new AssertionError("executor used");
            },
            1)
        .forEach(3, task -> {});
  }

  @Test
  void aDeafExecutorDelaysNothing() {
    AtomicIntegerArray runs = new AtomicIntegerArray(5);
    Threads.on(command -> {}, 3).forEach(5, runs::incrementAndGet);
    assertThat(runs).hasToString("[1, 1, 1, 1, 1]");
  }

  @Test
  void computationsInQuickSuccessionRunEachTaskOnceAndReleaseTheExecutor() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Threads threads = Threads.on(executor, 3);
    AtomicIntegerArray runs = new AtomicIntegerArray(7);
    for (int call = 0; call < 2000; call++) {
      threads.forEach(7, runs::incrementAndGet);
    }
    assertThat(runs).hasToString("[2000, 2000, 2000, 2000, 2000, 2000, 2000]");
    for (int i = 0; i < 2; i++) {
      assertThat(executor.submit(() -> "free").get()).isEqualTo("free");
    }
    executor.shutdown();
    assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void computationsWithinComputationsAndFromManyThreadsEnd() {
    AtomicInteger runs = new AtomicInteger();
    Threads outer = Threads.on(ForkJoinPool.commonPool(), 4);
    for (int call = 0; call < 50; call++) {
      outer.forEach(5, i -> Threads.of(2).forEach(6, j -> runs.incrementAndGet()));
    }
    assertThat(runs).hasValue(50 * 5 * 6);
  }

  @Test
  void anExecutorMayRunOnTheCaller() {
    AtomicIntegerArray runs = new AtomicIntegerArray(5);
    Threads.on(Runnable::run, 3).forEach(5, runs::incrementAndGet);
    assertThat(runs).hasToString("[1, 1, 1, 1, 1]");
  }

  @Test
  void handsOnWhatATaskThrew() {
    IllegalStateException problem = new IllegalStateException("task 3");
    assertThatThrownBy(
            () ->
                Threads.of(2)
                    .forEach(
                        8,
                        task -> {
                          if (task == 3) {
                            throw problem;
                          }
                        }))
        .isSameAs(problem);
  }

  @Test
  void refusesNoThreads() {
    assertThatThrownBy(() -> Threads.of(0)).hasMessage("parallelism: 0, expected at least 1");
  }
}
