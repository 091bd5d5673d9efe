// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import ritz.kernels.Threads;

class RangeLoopTest {
  @Test
  void goesOverEachNumberOnceOnAnyNumberOfThreads() {
    for (int parallelism = 1; parallelism <= 5; parallelism++) {
      for (int count : new int[] {1, 3, 64, 1001}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(count);
        RangeLoop loop =
            new RangeLoop(
                Threads.of(parallelism),
                (from, to) -> {
                  for (int j = from; j < to; j++) {
                    runs.incrementAndGet(j);
                  }
                });
        loop.overSamples(count, 1);
        loop.overSamples(count, 1 << 20);
        loop.over(count);
        for (int j = 0; j < count; j++) {
          assertThat(runs.get(j)).isEqualTo(3);
        }
      }
    }
  }

  @Test
  void leavesAShortLoopToTheCaller() {
    List<String> parts = Collections.synchronizedList(new ArrayList<>());
    RangeLoop loop = new RangeLoop(Threads.of(3), (from, to) -> parts.add(from + " to " + to));
    loop.overSamples(32, 64);
    assertThat(parts).containsExactly("0 to 32");
    parts.clear();
    loop.overSamples(256, 1024);
    assertThat(parts).containsExactlyInAnyOrder("0 to 85", "85 to 170", "170 to 256");
  }
}
