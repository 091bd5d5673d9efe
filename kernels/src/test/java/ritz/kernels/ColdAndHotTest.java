// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    String[] checksums = run(width);
    assertThat(checksums[1]).as("after %s passes", PASSES).isEqualTo(checksums[0]);
  }

  private static String[] run(String width) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!width.equals("scalar")) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.addAll(
        List.of(
            "-Dritz.simd=" + width,
            "-cp",
            System.getProperty("java.class.path"),
            KernelDigest.class.getName(),
            PASSES));
    Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      assertThat(line).as("output of %s", command).isNotNull();
      return line.split(" ");
    }
  }
}
