// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RadicesTest {
  private static final int[] PRIMES = {3, 5, 7, 11, 13, 17, 19, 23, 29, 31};

  private static int[] radices(Radices radices) {
    return IntStream.range(0, radices.count()).map(radices::get).toArray();
  }

  /** Trial division, by one prime after another. */
  @Test
  void takesEveryLengthApart() {
    for (int n = 1; n <= 20_000; n++) {
      Radices found = Radices.of(n);
      int rest = n >> Integer.numberOfTrailingZeros(n);
      for (int prime : PRIMES) {
        int left = rest;
        int times = 0;
        for (; left % prime == 0; left /= prime) {
          times++;
        }
        assertThat(Arrays.stream(radices(found)).filter(r -> r == prime)).hasSize(times);
        rest = left;
      }
      assertThat(found.rest()).isEqualTo(rest);
      assertThat(found.product()).isEqualTo(n / rest);
      assertThat(Arrays.stream(radices(found)).filter(r -> r % 2 == 0)).isSubsetOf(2, 4, 8);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, ''", "2, 2", "4, 4", "8, 8", "16, '4 4'", "32, '8 4'", "128, '8 4 4'"})
  void takesEightsAndFours(int n, String expected) {
    assertThat(radices(Radices.of(n)))
        .containsExactly(
            Arrays.stream(expected.split(" "))
                .filter(radix -> !radix.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray());
  }

  /** The larger primes first, each to the smaller product, then the twos. */
  @ParameterizedTest
  @CsvSource({
    "64, 8, 8",
    "128, 8, 16",
    "131072, 256, 512",
    "6561, 81, 81",
    "486, 18, 27",
    "1000, 25, 40",
    "30030, 154, 195",
    "15625, 125, 125",
    "216000, 360, 600",
    "62, 2, 31"
  })
  void halvesAreNearlyEqual(int n, int smaller, int larger) {
    Radices[] halves = Radices.of(n).halves();
    assertThat(halves[0].product()).isEqualTo(smaller);
    assertThat(halves[1].product()).isEqualTo(larger);
  }

  @Test
  void halvesMultiplyToTheWhole() {
    for (int n = 2; n <= 5000; n++) {
      Radices whole = Radices.of(n);
      Radices[] halves = whole.halves();
      assertThat(halves[0].product() * halves[1].product()).isEqualTo(whole.product());
      assertThat(halves[0].product()).isLessThanOrEqualTo(halves[1].product());
      assertThat(halves[0].rest() * halves[1].rest()).isEqualTo(1);
    }
  }
}
