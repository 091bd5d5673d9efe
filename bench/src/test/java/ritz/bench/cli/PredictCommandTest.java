// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Matrix;
import ritz.nn.Activation;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.data.Scaling;
import ritz.nn.io.ModelFile;
import ritz.nn.io.Npy;

class PredictCommandTest {
  private static final float[][] SAMPLES = {{1, -2}, {3, 0.5f}, {-4, 0}, {0.25f, 8}};

  @TempDir private Path dir;
  private Model model;
  private Path modelFile;
  private Path csv;

  @BeforeEach
  void writeModelAndSamples() throws IOException {
    Network network = Network.builder(2).dense(8, Activation.TANH).dense(3).build();
    model =
        Model.initialize(network, 5)
            .withScaling(Scaling.of(new float[] {0.5f, 1}, new float[] {2, 0.25f}));
    modelFile = dir.resolve("m.safetensors");
    csv = Files.writeString(dir.resolve("x.csv"), "a,b\n1,-2\n3,0.5\n-4,0\n0.25,8\n");
  }

  private List<?> predictions(Model saved, Path input) throws IOException {
    ModelFile.save(modelFile, saved);
    return (List<?>) CommandRun.json("predict", "--model", modelFile, input).get("predictions");
  }

  @Test
  void aClassifierGivesTheNamesOfTheClasses() throws IOException {
    List<String> names = List.of("red", "green", "blue");

    List<?> found = predictions(model.withClasses(names), csv);

    assertThat(found).hasSize(SAMPLES.length);
    for (int i = 0; i < SAMPLES.length; i++) {
      assertThat(found.get(i)).isEqualTo(names.get(model.classify(SAMPLES[i])));
    }
  }

  @Test
  void classesThatAreNumbersStayNumbers() throws IOException {
    List<?> found = predictions(model.withClasses(List.of("0", "1", "-2")), csv);

    assertThat(found).hasSize(SAMPLES.length).allMatch(List.of(0, 1, -2)::contains);
  }

  @Test
  void aRegressionGivesItsValuesToTheBit() throws IOException {
    List<?> found = predictions(model, csv);

    for (int i = 0; i < SAMPLES.length; i++) {
      double[] values = CommandRun.numbers(found.get(i));
      float[] expected = model.predict(SAMPLES[i]);
      assertThat(values).containsExactly(expected[0], expected[1], expected[2]);
    }
  }

  @Test
  void aRegressionWithOneOutputGivesPlainNumbers() throws IOException {
    Model single = Model.initialize(Network.builder(2).dense(1).build(), 1);

    assertThat(predictions(single, csv)).hasSize(SAMPLES.length).allMatch(Number.class::isInstance);
  }

  @Test
  void samplesMayComeAsAnArray() throws IOException {
    Path npy = dir.resolve("x.npy");
    Npy.write(npy, Matrix.fromRows(new double[][] {{1, -2}, {3, 0.5}, {-4, 0}, {0.25, 8}}));

    assertThat(predictions(model, npy)).isEqualTo(predictions(model, csv));
  }

  @Test
  void printsAPredictionPerLine() throws IOException {
    ModelFile.save(modelFile, model.withClasses(List.of("red", "green", "blue")));

    assertThat(CommandRun.done("predict", "--model", modelFile, csv).out().lines())
        .hasSize(SAMPLES.length)
        .allMatch(List.of("red", "green", "blue")::contains);
  }
}
