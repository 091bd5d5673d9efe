// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
