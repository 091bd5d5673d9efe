// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
  @Test
  void aThreadTakesItsOwnTasksAndThenThoseOfTheNextThreads() {
    Shares shares = new Shares(8, 3);
    assertThat(next(shares, 1, 2)).containsExactly(2, 3);
    assertThat(next(shares, 2, 4)).containsExactly(5, 6, 7, 0);
    assertThat(next(shares, 1, 3)).containsExactly(4, 1, -1);
    assertThat(next(shares, 0, 2)).containsExactly(-1, -1);
  }

  @Test
  void eachTaskIsTakenOnceWhoeverTakesIt() {
    for (int tasks = 0; tasks < 12; tasks++) {
      for (int threads = 1; threads < 6; threads++) {
        Shares shares = new Shares(tasks, threads);
        int busy = threads - 1;
        int[] taken = next(shares, busy, tasks);
        assertThat(taken).containsExactlyInAnyOrder(IntStream.range(0, tasks).toArray());
        assertThat(shares.next(busy)).isEqualTo(-1);
      }
    }
  }

  private static int[] next(Shares shares, int thread, int count) {
    return IntStream.range(0, count).map(i -> shares.next(thread)).toArray();
  }
}
