// SPDX-License-Identifier: Apache-2.0
package ritz.bench.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.nn.Activation;
import ritz.nn.Initialization;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Residual;
import ritz.nn.data.Scaling;
import ritz.nn.io.OnnxFile;

/** Exported models give the same outputs in Microsoft's runtime as here. */
class OnnxRuntimeTest {
  private static final Initialization DRAWN = Initialization.of(Initialization.Scheme.PYTORCH);

  @TempDir private Path folder;

  private void check(Model model) throws IOException, OrtException {
    Path file = folder.resolve("m.onnx");
    OnnxFile.save(file, model);
    int features = model.network().inputs();
    int outputs = model.network().outputs();
    int samples = 7;
    SplittableRandom random = new SplittableRandom(3);
    float[][] rows = new float[samples][features];
    float[] inputs = new float[samples * features];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) (20 * random.nextDouble() - 10);
      rows[i / features][i % features] = inputs[i];
    }
    float[] expected = model.predict(inputs);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor tensor = OnnxTensor.createTensor(environment, rows);
        OrtSession.Result result = session.run(Map.of("input", tensor))) {
      assertThat(session.getOutputNames()).containsExactly("output");
      float[][] found = (float[][]) result.get(0).getValue();
      for (int i = 0; i < samples; i++) {
        for (int j = 0; j < outputs; j++) {
          float value = expected[i * outputs + j];
          // Layers of at most ten inputs in floats, of values and sums of the order of ten.
          assertThat(found[i][j]).isCloseTo(value, within(1e-5f * (1 + Math.abs(value))));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyActivation(Activation activation) throws IOException, OrtException {
    Network network =
        Network.builder(5).dense(9, activation, DRAWN).dense(8, activation, DRAWN).dense(3).build();
    check(Model.initialize(network, 1));
  }

  @Test
  void scalingClassesAndResidualBlocks() throws IOException, OrtException {
    Network block = Network.builder(6).dense(10, Activation.TANH, DRAWN).dense(6).build();
    Network network =
        Network.builder(2)
            .dense(6, Activation.RELU, DRAWN)
            .add(new Residual(block))
            .activation(Activation.SIGMOID)
            .dense(2)
            .build();
    Model model =
        Model.initialize(network, 2)
            .withScaling(Scaling.of(new float[] {1, -2}, new float[] {0.5f, 0.25f}))
            .withClasses(List.of("no", "größer"));
    check(model);
    try (OrtSession session =
        OrtEnvironment.getEnvironment().createSession(folder.resolve("m.onnx").toString())) {
      assertThat(session.getMetadata().getCustomMetadata()).containsEntry("classes", "no\ngrößer");
    }
  }

  @Test
  void normalizationAndDropout() throws IOException, OrtException {
    Network network =
        Network.builder(3)
            .dense(8, Activation.TANH, DRAWN)
            .batchNorm()
            .dropout(0.5)
            .dense(6, Activation.SINE, DRAWN)
            .layerNorm()
            .dense(2)
            .build();
    Model model = Model.initialize(network, 4);
    for (int i = 0; i < model.buffers().length; i++) {
      model.buffers()[i] = 0.5f + 0.125f * i;
    }
    for (int i = 0; i < model.parameters().length; i++) {
      model.parameters()[i] += 0.0625f;
    }
    check(model);
  }

  /** What {@code ritz train --residual} makes, with other numbers in every place. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void residualBlocksWithNormalizationInside(boolean batch) throws IOException, OrtException {
    UnaryOperator<Network.Builder> block =
        builder -> {
          builder.dense(6, Activation.IDENTITY, DRAWN);
          return (batch ? builder.batchNorm() : builder.layerNorm())
              .activation(Activation.GELU)
              .dropout(0.5);
        };
    Network network =
        block
            .apply(Network.builder(3))
            .residual(block)
            .residual(outer -> block.apply(outer.residual(block)))
            .dense(2)
            .build();
    Model model = Model.initialize(network, 6);
    for (int i = 0; i < model.buffers().length; i++) {
      model.buffers()[i] = 0.5f + 0.0625f * i;
    }
    for (int i = 0; i < model.parameters().length; i++) {
      model.parameters()[i] += 0.03125f * (i % 5);
    }
    check(model);
  }

  @Test
  void aLayerWithoutActivation() throws IOException, OrtException {
    check(Model.initialize(Network.builder(1).dense(1).build(), 5));
  }
}
