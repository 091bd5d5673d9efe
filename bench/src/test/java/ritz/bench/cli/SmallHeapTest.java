// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings in JVMs with small heaps. */
class SmallHeapTest {
  @TempDir private Path dir;

  private String train(String heap, String... options) throws IOException, InterruptedException {
    Path errors = dir.resolve("errors.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "ritz.bench.Main",
                "train",
                "--json"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return answer;
  }

  @Test
  void theDigitsAreLearnedIn64Megabytes() throws Exception {
    assertThat(train("-Xmx64m", "--epochs", "10")).contains("\"parameters\":2410");
  }

  @Test
  void aMillionParametersAreTrainedIn256Megabytes() throws Exception {
    assertThat(train("-Xmx256m", "--layers", "64,970,970,10", "--epochs", "2", "--batch", "128"))
        .contains("\"parameters\":1014630");
  }
}
