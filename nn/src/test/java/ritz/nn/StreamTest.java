// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Threads;
import ritz.nn.data.CsvReader;
import ritz.nn.data.Dataset;
import ritz.nn.data.SampleCursor;
import ritz.nn.data.SampleSource;
import ritz.nn.data.Scaling;
import ritz.nn.data.StreamSplit;
import ritz.nn.io.Checkpoint;
import ritz.nn.io.CheckpointWriter;

class StreamTest {
  private static final int SAMPLES = 500;

  @TempDir private Path folder;

  /** Points in a square, with the class of their quadrant. */
  private Path points() throws IOException {
    StringBuilder text = new StringBuilder("x,y,quadrant\n");
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < SAMPLES; i++) {
      double x = random.nextDouble() * 2 - 1;
      double y = random.nextDouble() * 2 - 1;
      String name = (y > 0 ? "upper" : "lower") + (x > 0 ? " right" : " left");
      text.append(String.format(Locale.ROOT, "%.4f,%.4f,%s%n", x, y, name));
    }
    return Files.writeString(folder.resolve("points.csv"), text);
  }

  private static final Network NETWORK =
      Network.builder(2).dense(16, Activation.RELU).dense(4).build();

  private static Trainer.Builder settings() {
    return Trainer.builder(NETWORK).optimizer(Optimizer.adam(0.01)).batch(16).epochs(30).seed(2);
  }

  @Test
  void eachEpochBringsEverySampleOnceInAnotherOrder() throws IOException {
    SampleSource source = CsvReader.classification().stream(points());
    StreamBatches batches = new StreamBatches(source, Loss.softmaxCrossEntropy(), 50, 16);
    Batch batch = new Batch(Scaling.identity(2), 4, 16, Threads.single());
    List<List<String>> orders = new ArrayList<>();
    for (int epoch : new int[] {0, 0, 1}) {
      List<String> order = new ArrayList<>();
      batches.start(7, epoch);
      while (batches.next(batch)) {
        for (int j = 0; j < batch.size(); j++) {
          float x = batch.inputs()[2 * j];
          float y = batch.inputs()[2 * j + 1];
          order.add(x + " " + y + " " + source.classes().get(batch.labels()[j]));
        }
      }
      orders.add(order);
    }
    List<String> lines = new ArrayList<>();
    try (SampleCursor cursor = source.open()) {
      while (cursor.advance()) {
        float[] point = cursor.inputs();
        lines.add(point[0] + " " + point[1] + " " + source.classes().get(cursor.label()));
      }
    }
    assertThat(orders.get(0)).containsExactlyInAnyOrderElementsOf(lines).isNotEqualTo(lines);
    assertThat(orders.get(1)).isEqualTo(orders.get(0));
    assertThat(orders.get(2)).containsExactlyInAnyOrderElementsOf(lines);
    assertThat(orders.get(2)).isNotEqualTo(orders.get(0));
    // No sample comes before it can have been read: 50 are read ahead.
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.indexOf(orders.get(0).get(i))).isLessThanOrEqualTo(i + 50);
    }
  }

  @Test
  void learnsFromAFileAsItDoesFromMemory() throws IOException {
    StreamSplit split = StreamSplit.of(CsvReader.classification().stream(points()), 100, 3);
    assertThat(split.train().size()).isEqualTo(400);
    assertThat(split.test().size()).isEqualTo(100);
    Model model = Model.initialize(NETWORK, 1).withScaling(Scaling.standardize(split.train()));
    TrainingResult result = settings().buffer(64).build().fit(model, split.train(), split.test());
    assertThat(result.epochs()).isEqualTo(30);
    assertThat(result.steps()).isEqualTo(30 * 25);
    assertThat(Metrics.accuracy(model, split.test())).isGreaterThan(0.93);
  }

  @Test
  void theHeldOutSamplesAreTheOthers() throws IOException {
    SampleSource source = CsvReader.classification().stream(points());
    StreamSplit split = StreamSplit.of(source, 123, 9);
    Set<String> train = texts(split.train().read());
    Set<String> test = texts(split.test());
    assertThat(train).hasSize(SAMPLES - 123).doesNotContainAnyElementsOf(test);
    assertThat(test).hasSize(123);
    train.addAll(test);
    assertThat(train).isEqualTo(texts(source.read()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StreamSplit.of(source, SAMPLES, 9))
        .withMessageContaining("count: 500 of 500");
  }

  private static Set<String> texts(Dataset data) {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < data.size(); i++) {
      texts.add(data.sample(i)[0] + " " + data.sample(i)[1] + " " + data.labels()[i]);
    }
    return texts;
  }

  @Test
  void aFileThatGoesAwayLeavesTheLastCheckpoint() throws IOException {
    Path file = points();
    Path saved = folder.resolve("c.safetensors");
    SampleSource source = CsvReader.classification().stream(file);
    Callback remover =
        new Callback() {
          @Override
          public void onEpoch(TrainingView training) {
            if (training.epoch() == 3) {
              file.toFile().delete();
            }
          }
        };
    Trainer broken = settings().callback(new CheckpointWriter(saved)).callback(remover).build();
    Model model = Model.initialize(NETWORK, 1);
    assertThatIOException()
        .isThrownBy(() -> broken.fit(model, source, null))
        .withMessageContaining(file.toString());
    Checkpoint checkpoint = Checkpoint.load(saved);
    assertThat(checkpoint.state().epoch()).isEqualTo(3);

    points();
    Trainer trainer = settings().build();
    trainer.resume(checkpoint.model(), checkpoint.state(), source, null);
    Model whole = Model.initialize(NETWORK, 1);
    trainer.fit(whole, source, null);
    assertThat(checkpoint.model().parameters()).isEqualTo(whole.parameters());
  }

  @Test
  void aFileThatChangesIsRefused() throws IOException {
    Path file = points();
    SampleSource source = CsvReader.classification().stream(file);
    Model model = Model.initialize(NETWORK, 1);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1));
    assertThatIOException()
        .isThrownBy(() -> settings().build().fit(model, source, null))
        .withMessageContaining("points.csv: ends after 499 samples, expected 500");
    Files.writeString(file, text + "0,0,lower left\n");
    assertThatIOException()
        .isThrownBy(() -> settings().build().fit(model, source, null))
        .withMessageContaining("points.csv: more samples than the 500 expected");
    Files.writeString(file, text.replaceFirst("(upper|lower) (left|right)", "center"));
    assertThatIOException()
        .isThrownBy(() -> settings().build().fit(model, source, null))
        .withMessageContaining("points.csv: class 'center' was not there before");
    Files.writeString(file, text.replaceFirst("0\\.", "zero"));
    assertThatIOException()
        .isThrownBy(() -> settings().build().fit(model, source, null))
        .withMessageContaining("expected a finite number");
  }

  @Test
  void lossesForTheWholeBatchAreRefused() throws IOException {
    SampleSource source = CsvReader.classification().stream(points());
    Trainer trainer = settings().optimizer(Optimizer.lbfgs(1)).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(Model.initialize(NETWORK, 1), source, null))
        .withMessageContaining("train: a stream, ")
        .withMessageContaining("needs all in one batch");
  }
}
