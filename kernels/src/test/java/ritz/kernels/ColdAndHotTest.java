// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.backend.DoubleKernels;
import ritz.kernels.backend.Selection;

/**
 * In a fresh JVM at each lane width of the machine, the first call of every kernel, interpreted,
 * and one after 20 000 calls, compiled, give the same bits.
 */
class ColdAndHotTest {
  private static final String PASSES = "20000";

  static Stream<String> widths() {
    int largest = Selection.simd() ? 64 * DoubleKernels.INSTANCE.lanes() : 0;
    return Stream.concat(
        Stream.of("scalar"),
        Stream.of("128", "256", "512").filter(w -> Integer.parseInt(w) <= largest));
  }

  @ParameterizedTest
  @MethodSource("widths")
  void giveTheSameBits(String width) throws IOException {
    String line = FreshJvm.firstLine(FreshJvm.flags(width), KernelDigest.class, PASSES);
    String[] checksums = line.split(" ", -1);
    assertThat(checksums[1]).as("after %s passes", PASSES).isEqualTo(checksums[0]);
  }
}
