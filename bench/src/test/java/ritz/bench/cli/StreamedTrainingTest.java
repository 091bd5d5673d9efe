// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Matrix;
import ritz.nn.io.Checkpoint;
import ritz.nn.io.ModelFile;
import ritz.nn.io.Npy;

/** Trainings on data that are read anew in every epoch. */
class StreamedTrainingTest {
  @TempDir private Path dir;

  private static double number(Map<String, Object> json, String name) {
    return ((Number) json.get(name)).doubleValue();
  }

  /** Points of the unit square, above or below its diagonal, with their distance from it. */
  private static double[][] points(int count, boolean classes) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      rows[i] = new double[] {x, y, classes ? (y > x ? 1 : 0) : 100 + 10 * (y - x)};
    }
    return rows;
  }

  private Path csv(int count, boolean classes) throws IOException {
    StringBuilder text = new StringBuilder("x;y;target\n");
    for (double[] row : points(count, classes)) {
      text.append(row[0]).append(';').append(row[1]).append(';').append(row[2]).append('\n');
    }
    return Files.writeString(dir.resolve("points.csv"), text);
  }

  private Path npy(int count, boolean classes) throws IOException {
    Path file = dir.resolve("points.npy");
    Npy.write(file, Matrix.fromRows(points(count, classes)));
    return file;
  }

  @ParameterizedTest
  @CsvSource({"csv,true", "csv,false", "npy,true", "npy,false"})
  void filesAreLearnedStreamedAsWellAsLoaded(String kind, boolean classes) throws IOException {
    Path file = kind.equals("csv") ? csv(1500, classes) : npy(1500, classes);
    Object[] loaded = {"train", "--data", file, "--epochs", 15, "--prune", 0, "--rate", 0.01};
    Object[] streamed = {
      "train",
      "--data",
      file,
      "--epochs",
      15,
      "--prune",
      0,
      "--rate",
      0.01,
      "--stream",
      "--buffer",
      256
    };
    for (Object[] command : new Object[][] {loaded, streamed}) {
      Map<String, Object> json = CommandRun.json(command);
      if (classes) {
        assertThat(number(json, "test_accuracy")).isGreaterThan(0.95);
      } else {
        // The target has a standard deviation of 10 / sqrt(6) = 4.1.
        assertThat(number(json, "test_rmse")).isLessThan(0.4);
      }
    }
    assertThat(CommandRun.done(streamed).out()).contains("1000 samples, 500 more held out");
  }

  @Test
  void aFolderOfImagesIsStreamed() throws IOException {
    writeIdx("train", 300);
    writeIdx("t10k", 60);
    Map<String, Object> json =
        CommandRun.json("train", "--data", dir, "--stream", "--epochs", 30, "--prune", 0);
    assertThat(number(json, "test_accuracy")).isGreaterThan(0.9);
  }

  /** Images of four pixels, the brightest of which is the class. */
  private void writeIdx(String name, int count) throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + 4 * count);
    images.putInt(0x803).putInt(count).putInt(2).putInt(2);
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      byte[] pixels = {(byte) (i % 50), (byte) (i % 40), 0, 9};
      pixels[i % 4] = (byte) 200;
      images.put(pixels);
      labels.put((byte) (i % 4));
    }
    Files.write(dir.resolve(name + "-images-idx3-ubyte"), images.array());
    Files.write(dir.resolve(name + "-labels-idx1-ubyte"), labels.array());
  }

  @Test
  void anInterruptedStreamGoesOnToTheSameWeights() throws IOException {
    Path file = csv(600, true);
    Path whole = dir.resolve("whole.safetensors");
    Path parts = dir.resolve("parts.safetensors");
    CommandRun.done("train", "--data", file, "--stream", "--epochs", 16, "--checkpoint", whole);
    CommandRun.done("train", "--data", file, "--stream", "--epochs", 14, "--checkpoint", parts);
    CommandRun.done(
        "train", "--data", file, "--stream", "--epochs", 16, "--checkpoint", parts, "--resume");
    assertThat(ModelFile.load(parts).parameters()).isEqualTo(ModelFile.load(whole).parameters());
  }

  /** The rate is too small for the weights to move, so that the monitor never ends the training. */
  @ParameterizedTest
  @ValueSource(strings = {"csv cut", "csv deleted", "npy cut", "npy deleted"})
  void aFileThatIsLostEndsInOneLineWithTheLastCheckpointWhole(String fault) throws Exception {
    Path file = fault.startsWith("csv") ? csv(600, true) : npy(600, true);
    Path saved = dir.resolve("c.safetensors");
    CompletableFuture<CommandRun> training =
        CompletableFuture.supplyAsync(
            () ->
                CommandRun.of(
                    "train",
                    "--data",
                    file,
                    "--stream",
                    "--epochs",
                    100_000_000,
                    "--rate",
                    1e-9,
                    "--checkpoint",
                    saved));
    while (!Files.exists(saved) && !training.isDone()) {
      Thread.onSpinWait();
    }
    if (fault.endsWith("cut")) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() / 2);
      }
    } else {
      Files.delete(file);
    }
    CommandRun run = training.get();
    assertThat(run.status()).as(run.toString()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("ritz train: " + file + ": ").doesNotContain("Exception");
    Checkpoint checkpoint = Checkpoint.load(saved);
    assertThat(checkpoint.state().epoch()).isPositive();
    assertThat(checkpoint.model().network().inputs()).isEqualTo(2);
    assertThat(dir.toFile().list()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void theBarMovesWithinAnEpoch() {
    assertThat(ProgressLine.position(0, 3)).isZero();
    assertThat(ProgressLine.position(1, 3)).isEqualTo(333);
    assertThat(ProgressLine.position(7, 3)).isEqualTo(2333);
    assertThat(ProgressLine.position(3L * Integer.MAX_VALUE, 3))
        .isEqualTo(1000L * Integer.MAX_VALUE);
  }
}
