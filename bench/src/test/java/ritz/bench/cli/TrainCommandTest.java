// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.bench.data.CsvDataset;
import ritz.bench.data.TrainingData;
import ritz.kernels.Matrix;
import ritz.nn.Activation;
import ritz.nn.Initialization;
import ritz.nn.Metrics;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.data.Dataset;
import ritz.nn.io.ModelFile;
import ritz.nn.io.Npy;

class TrainCommandTest {
  /** A rate too small to change a weight. */
  private static final String IMMOBILE = "train --optimizer sgd --rate 1e-30 --patience 2";

  @TempDir private Path dir;

  private static double number(Map<String, Object> json, String name) {
    return ((Number) json.get(name)).doubleValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "layer"})
  void normalizedNetworksAreTrainedAndSaved(String norm) throws IOException {
    Path file = dir.resolve("m.safetensors");
    Map<String, Object> json =
        CommandRun.json("train", "--norm", norm, "--dropout", 0.1, "--epochs", 20, "--save", file);

    assertThat(json).containsEntry("parameters", 64 * 32 + 32 + 2 * 32 + 32 * 10 + 10);
    Dataset test = TrainingData.load("digits", CsvDataset::byLastColumn, 1).test();
    assertThat(Metrics.accuracy(ModelFile.load(file), test))
        .isEqualTo(number(json, "pruned_test_accuracy"))
        .isGreaterThan(0.9);
  }

  @Test
  void theInitialWeightsAreOfTheSchemeAndScaleAskedFor() throws IOException {
    Path file = dir.resolve("w.npy");
    String options =
        "--layers 64,16,16,8,10 --residual --init orthogonal --init-scale 0.5 --seed 3";
    CommandRun.done(
        (Object[])
            ("train --epochs 1 --prune 0 " + options + " --snapshots " + file).split(" ", -1));

    Initialization half = Initialization.orthogonal().scaled(0.5);
    Network network =
        Network.builder(64)
            .dense(16, Activation.RELU, half)
            .residual(block -> block.dense(16, Activation.RELU, half))
            .dense(8, Activation.RELU, half)
            .dense(10, Activation.IDENTITY, half)
            .build();
    float[] expected = network.initialize(3);
    Matrix weights = Npy.read(file);
    assertThat(weights.rows()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(weights.get(i, 0)).as("parameter %d", i).isEqualTo(expected[i]);
    }
  }

  @Test
  void patienceEndsATrainingThatDoesNotImprove() {
    Map<String, Object> json = CommandRun.json((Object[]) IMMOBILE.split(" ", -1));

    assertThat(json).containsEntry("stopped_by", "patience").containsEntry("epochs", 3);
  }

  @Test
  void anInterruptedTrainingGoesOnToTheSameWeights() throws IOException {
    Path whole = dir.resolve("whole.safetensors");
    Path parts = dir.resolve("parts.safetensors");
    CommandRun.done("train", "--epochs", 6, "--checkpoint", whole);
    CommandRun.done("train", "--epochs", 3, "--checkpoint", parts);
    Path onnx = dir.resolve("m.onnx");
    Map<String, Object> json =
        CommandRun.json("train", "--epochs", 6, "--checkpoint", parts, "--resume", "--onnx", onnx);

    assertThat(number(json, "epochs")).isEqualTo(6);
    assertThat(ModelFile.load(parts).parameters()).isEqualTo(ModelFile.load(whole).parameters());
    assertThat(Files.size(onnx)).isGreaterThan(4 * 2410);
    CommandRun other =
        CommandRun.of("train", "--epochs", 6, "--checkpoint", parts, "--resume", "--batch", 16);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("parts.safetensors: batch: 16, the training to resume had 32");
    CommandRun nothing = CommandRun.of("train", "--resume");
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("expected --checkpoint with a file");
  }

  @Test
  void theDigitsAreLearnedUntilTheWeightsHaveConverged() {
    Map<String, Object> json = CommandRun.json("train");

    assertThat(json.keySet())
        .containsExactly(
            "epochs",
            "stopped_by",
            "train_loss",
            "test_accuracy",
            "parameters",
            "pruned_fraction",
            "pruned_test_accuracy",
            "verdict",
            "eigenvalues",
            "residuals",
            "monitor_overhead",
            "seconds");
    assertThat(json)
        .containsEntry("stopped_by", "koopman")
        .containsEntry("verdict", "converged")
        .containsEntry("parameters", 64 * 32 + 32 + 32 * 10 + 10);
    // a linear classifier reaches 0.95
    assertThat(number(json, "test_accuracy")).isGreaterThan(0.95);
    assertThat(number(json, "pruned_test_accuracy")).isGreaterThan(0.95);
    assertThat(number(json, "pruned_fraction")).isBetween(0.5, 0.6);
    assertThat(number(json, "train_loss")).isBetween(0.0, 0.1);
    assertThat(number(json, "monitor_overhead")).isBetween(0.0, 1.0);
    assertThat(number(json, "seconds")).isPositive();
    assertThat((List<?>) json.get("residuals"))
        .hasSameSizeAs((List<?>) json.get("eigenvalues"))
        .isNotEmpty();
  }

  @Test
  void theMonitorSaysTheSameToTheSnapshots() throws IOException {
    Path weights = dir.resolve("w.npy");
    Map<String, Object> live =
        CommandRun.json("train", "--seed", 3, "--optimizer", "momentum", "--snapshots", weights);

    Map<String, Object> later = CommandRun.json("monitor", weights);

    for (String key : List.of("verdict", "eigenvalues", "residuals")) {
      assertThat(later).containsEntry(key, live.get(key));
    }
    assertThat(later).containsEntry("converged_at", live.get("epochs"));
    Matrix columns = Npy.read(weights);
    assertThat(columns.columns()).isEqualTo((int) number(live, "epochs") + 1);
    float[] initial = network().initialize(3);
    for (int i = 0; i < initial.length; i++) {
      assertThat(columns.get(i, 0)).isEqualTo(initial[i]);
    }
  }

  private static Network network() {
    return Network.builder(64).dense(32, Activation.RELU).dense(10).build();
  }

  @Test
  void theSavedModelIsThePrunedOne() throws IOException {
    Path file = dir.resolve("m.safetensors");
    Map<String, Object> json =
        CommandRun.json("train", "--epochs", 20, "--seed", 5, "--save", file);

    Model model = ModelFile.load(file);
    Dataset test = TrainingData.load("digits", CsvDataset::byLastColumn, 5).test();
    assertThat(Metrics.accuracy(model, test)).isEqualTo(number(json, "pruned_test_accuracy"));
    assertThat(zeroWeights(model)).isEqualTo(Math.round(2410 * number(json, "pruned_fraction")));

    Path samples = dir.resolve("x.npy");
    Npy.write(samples, rows(test));
    List<?> predictions =
        (List<?>) CommandRun.json("predict", "--model", file, samples).get("predictions");
    assertThat(predictions).hasSize(test.size());
    long correct = 0;
    for (int i = 0; i < test.size(); i++) {
      correct += predictions.get(i).equals(test.labels()[i]) ? 1 : 0;
    }
    assertThat((double) correct / test.size()).isEqualTo(number(json, "pruned_test_accuracy"));
  }

  private static long zeroWeights(Model model) {
    return model.network().parameters().stream()
        .filter(tensor -> tensor.name().endsWith("weight"))
        .flatMapToInt(tensor -> IntStream.range(tensor.offset(), tensor.offset() + tensor.length()))
        .filter(i -> model.parameters()[i] == 0)
        .count();
  }

  private static Matrix rows(Dataset data) {
    Matrix rows = new Matrix(data.size(), data.features());
    for (int i = 0; i < data.size(); i++) {
      float[] sample = data.sample(i);
      for (int j = 0; j < sample.length; j++) {
        rows.set(i, j, sample[j]);
      }
    }
    return rows;
  }

  @Test
  void withoutPruningTheModelStaysAsItIs() {
    Map<String, Object> json = CommandRun.json("train", "--epochs", 5, "--prune", 0);

    assertThat(json).containsEntry("pruned_fraction", 0);
    assertThat(json).containsEntry("pruned_test_accuracy", json.get("test_accuracy"));
  }

  @Test
  void theSeedDecidesTheResultAndTheThreadsDoNot() {
    Map<String, Object> once = withoutTimes(CommandRun.json("train", "--epochs", 15));

    assertThat(withoutTimes(CommandRun.json("train", "--epochs", 15, "--threads", 2)))
        .isEqualTo(once);
    assertThat(withoutTimes(CommandRun.json("train", "--epochs", 15, "--seed", 2)))
        .isNotEqualTo(once);
  }

  private static Map<String, Object> withoutTimes(Map<String, Object> json) {
    json.keySet().removeAll(List.of("seconds", "monitor_overhead"));
    return json;
  }

  @Test
  void theReportShowsWhatHappened() throws IOException {
    CommandRun.done("train", "--epochs", 16, "--report", dir.resolve("report"));

    assertThat(Files.readString(dir.resolve("report/index.html")))
        .contains("<h1>Training on digits</h1>")
        .contains("<h2>Loss</h2>")
        .contains("<h2>What the monitor saw</h2>")
        .contains("<h2>Koopman eigenvalues</h2>")
        .contains("<h2>Where the modes are</h2>")
        .contains("<h2>What was pruned</h2>")
        .contains("<dd>16 of 16</dd>");
  }

  @Test
  void aTrainingTooShortForModesHasAReportToo() throws IOException {
    CommandRun.done("train", "--epochs", 2, "--report", dir);

    assertThat(Files.readString(dir.resolve("index.html")))
        .contains("<h2>Loss</h2>", "<h2>What was pruned</h2>")
        .doesNotContain("<h2>Koopman eigenvalues</h2>");
  }

  @Test
  void saysInWordsWhatItFound() {
    assertThat(CommandRun.done("train", "--epochs", 16).out())
        .contains("64-32 relu-10 (2410 parameters) on digits: 1198 samples, 599 more")
        .contains("Stopped after 16 of 16 epochs: no epochs were left.")
        .contains("Pruned 50.0 %")
        .containsPattern("test accuracy [89]\\d\\.\\d\\d %");
  }

  @ParameterizedTest
  @CsvSource({"1e20,32", "1e39,100000"})
  void aTrainingThatBreaksDownSaysSo(String rate, int batch) {
    Map<String, Object> json =
        CommandRun.json(
            "train", "--optimizer", "sgd", "--rate", rate, "--batch", batch, "--epochs", 5);

    assertThat(json).containsEntry("stopped_by", "non_finite").containsEntry("train_loss", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum", "nesterov", "adam", "adamw"})
  void everyOptimizerLearns(String optimizer) {
    Map<String, Object> json =
        CommandRun.json("train", "--optimizer", optimizer, "--epochs", 5, "--activation", "tanh");

    // chance is 0.1
    assertThat(number(json, "test_accuracy")).isGreaterThan(0.7);
  }

  @Test
  void aRegressionPredictsInTheUnitsOfTheFile() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    StringBuilder content = new StringBuilder("price,size,age\n");
    for (int i = 0; i < 300; i++) {
      double size = random.nextDouble();
      double age = random.nextDouble();
      content.append(5000 + 2000 * size - 1000 * age).append(',');
      content.append(size).append(',').append(age).append('\n');
    }
    Path data = Files.writeString(dir.resolve("houses.csv"), content);
    Path model = dir.resolve("m.safetensors");

    Map<String, Object> json =
        CommandRun.json(
            "train", "--data", data, "--target", "price", "--prune", 0.25, "--save", model);

    // the prices have a standard deviation of sqrt(2000² + 1000²) / sqrt(12) = 645; at least 90 %
    // of their variance is to be explained, 50 % after pruning
    assertThat(json).containsEntry("test_accuracy", null);
    assertThat(number(json, "test_rmse")).isLessThan(645 * Math.sqrt(0.1));
    assertThat(number(json, "pruned_test_rmse")).isLessThan(645 * Math.sqrt(0.5));
    Path sample = Files.writeString(dir.resolve("x.csv"), "0.5,0.5\n");
    double[] predicted =
        CommandRun.numbers(CommandRun.json("predict", "--model", model, sample).get("predictions"));
    assertThat(predicted[0]).isBetween(5000.0, 6000.0);
  }

  @Test
  void aCheckpointPredictsWhatTheModelWould() throws IOException {
    StringBuilder content = new StringBuilder("size,age,price\n");
    for (int i = 0; i < 30; i++) {
      content.append(i).append(',').append(i % 7).append(',').append(5000.5 + 100 * i).append('\n');
    }
    Path data = Files.writeString(dir.resolve("houses.csv"), content);
    Path model = dir.resolve("m.safetensors");
    Path checkpoint = dir.resolve("c.safetensors");
    CommandRun.done(
        "train",
        "--data",
        data,
        "--epochs",
        3,
        "--prune",
        0,
        "--save",
        model,
        "--checkpoint",
        checkpoint);
    Object expected = CommandRun.json("predict", "--model", model, data).get("predictions");
    assertThat(CommandRun.json("predict", "--model", checkpoint, data))
        .containsEntry("predictions", expected);
    assertThat(CommandRun.numbers(expected)[0]).isBetween(3000.0, 10000.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"500,400", "size,width"})
  void otherDataAreNotResumedOn(String change) throws IOException {
    StringBuilder content = new StringBuilder("size,age,price\n");
    for (int i = 0; i < 30; i++) {
      content.append(i).append(',').append(i % 7).append(',').append(5000.5 + i).append('\n');
    }
    Path data = Files.writeString(dir.resolve("houses.csv"), content);
    Path checkpoint = dir.resolve("c.safetensors");
    CommandRun.done("train", "--data", data, "--epochs", 2, "--checkpoint", checkpoint);
    String[] words = change.split(",", -1);
    Files.writeString(data, content.toString().replace(words[0], words[1]));
    CommandRun run =
        CommandRun.of(
            "train", "--data", data, "--epochs", 3, "--checkpoint", checkpoint, "--resume");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("c.safetensors: other data than those of the training to resume");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aFileWithWordsIsAClassification() throws IOException {
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      double angle = 2 * Math.PI * i / 60;
      content.append(Math.cos(angle)).append(',').append(Math.sin(angle));
      content.append(i % 60 < 30 ? ",up\n" : ",down\n");
    }
    Path data = Files.writeString(dir.resolve("points.csv"), content);
    Path model = dir.resolve("m.safetensors");

    CommandRun.done("train", "--data", data, "--epochs", 40, "--save", model);

    Path samples = Files.writeString(dir.resolve("x.csv"), "0.1,0.9\n-0.2,-0.8\n");
    assertThat(CommandRun.done("predict", "--model", model, samples).out().lines())
        .containsExactly("up", "down");
    assertThat(Arrays.asList("down", "up")).isEqualTo(ModelFile.load(model).classes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--optimizer adagrad --l1 1e-5 --schedule step",
        "--optimizer adadelta --schedule exponential --warm-up 2",
        "--optimizer rmsprop --rate 0.001 --schedule cosine --clip 1 --plateau 2",
        "--optimizer nesterov --weight-decay 1e-4 --schedule one_cycle",
        "--optimizer adamw --weight-decay 0.1 --label-smoothing 0.1",
        "--optimizer lbfgs",
        "--loss binary_cross_entropy",
        "--loss huber --rate 0.01"
      })
  void recipesLearnTheDigits(String recipe) {
    Map<String, Object> json =
        CommandRun.json((Object[]) ("train --epochs 8 --prune 0 " + recipe).split(" ", -1));
    // one class in ten
    assertThat(number(json, "test_accuracy")).isGreaterThan(0.8);
  }
}
