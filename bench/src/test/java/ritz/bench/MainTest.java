// SPDX-License-Identifier: Apache-2.0
package ritz.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Matrix;
import ritz.nn.io.Npy;

/** The program in a JVM of its own. */
class MainTest {
  private static final String HINT = "--add-modules jdk.incubator.vector";

  @TempDir private Path dir;
  private Path matrix;

  /** How a process ended and what it printed. */
  private record Ended(int status, String out, List<String> err) {}

  @BeforeEach
  void writeMatrix() throws IOException {
    matrix = Files.writeString(dir.resolve("a.csv"), "2,0\n0,1\n");
  }

  private Ended run(List<String> jvmFlags, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    Path out = dir.resolve("out");
    Path err = dir.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int status = process.waitFor();
    return new Ended(
        status, Files.readString(out), Files.readAllLines(err, StandardCharsets.UTF_8));
  }

  @Test
  void withoutTheVectorModuleOneLineSaysHowToGetIt() throws Exception {
    Ended ended = run(List.of(), "svd", matrix.toString(), "--json");

    assertThat(ended.status).isZero();
    assertThat(ended.out).startsWith("{\"rank\":2").endsWith("}" + System.lineSeparator());
    assertThat(ended.err).singleElement().asString().contains(HINT);
  }

  @Test
  void withTheVectorModuleOnlyTheJvmItselfWarns() throws Exception {
    Ended ended = run(List.of(HINT.split(" ")), "svd", matrix.toString());

    assertThat(ended.status).isZero();
    assertThat(ended.err).singleElement().asString().contains("incubator modules");
  }

  @Test
  void theDigitsAreTrainedAndReportedInASmallHeap() throws Exception {
    Path report = dir.resolve("report");

    Ended ended = run(List.of("-Xmx64m"), "train", "--epochs", "16", "--report", report.toString());

    assertThat(ended.status).as(ended.toString()).isZero();
    assertThat(ended.out).contains("16 of 16 epochs");
    assertThat(report.resolve("index.html")).isNotEmptyFile();
    assertThat(ended.err).singleElement().asString().contains(HINT);
  }

  @Test
  void aHeapThatIsTooSmallIsNamedInOneLine() throws Exception {
    Path large = dir.resolve("large.npy");
    Npy.write(large, new Matrix(2000, 2000));

    Ended ended = run(List.of("-Xmx20m"), "svd", large.toString());

    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err).singleElement().asString().contains("20 MB is too small; -Xmx");
  }

  @Test
  void faultsEndWithOneLineAndTheirStatus() throws Exception {
    Ended ended = run(List.of(), "svd", dir.resolve("none.npy").toString());

    assertThat(ended.status).isEqualTo(2);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err).singleElement().asString().contains("none.npy: no such file");
  }
}
