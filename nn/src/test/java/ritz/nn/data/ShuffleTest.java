// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShuffleTest {
  @Property(tries = 200, seed = "1")
  void everyNumberAppearsOnce(@ForAll long seed, @ForAll @IntRange(min = 0, max = 500) int size) {
    int[] order = Shuffle.permutation(size, seed);
    int[] again = IntStream.range(0, size).map(i -> -7).toArray();
    Shuffle.fill(again, seed);
    assertThat(again).isEqualTo(order);
    Arrays.sort(order);
    assertThat(order).isEqualTo(IntStream.range(0, size).toArray());
  }

  @Test
  void allOrdersAreEquallyLikely() {
    int[] counts = new int[27];
    int draws = 60_000;
    for (int seed = 0; seed < draws; seed++) {
      int[] order = Shuffle.permutation(3, seed);
      counts[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    double expected = draws / 6.0;
    for (int code : new int[] {5, 7, 11, 15, 19, 21}) {
      // Five standard deviations of a binomial count with p = 1 / 6.
      assertThat(counts[code] - expected)
          .isBetween(-5 * Math.sqrt(expected * 5 / 6), 5 * Math.sqrt(expected * 5 / 6));
    }
  }
}
