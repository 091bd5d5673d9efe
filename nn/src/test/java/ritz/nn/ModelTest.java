// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;

class ModelTest {
  private static final Network NETWORK =
      Network.builder(20).dense(17, Activation.TANH).dense(5).build();
  private static final Dataset DATA = Samples.randomClasses(20, 700, 5, 3);
  private static final Model MODEL =
      Model.initialize(NETWORK, 1)
          .withScaling(Scaling.minMax(DATA))
          .withClasses(List.of("a", "b", "c", "d", "e"));

  @Property(tries = 30, seed = "1")
  void predictionsAreTheReferences(
      @ForAll @IntRange(min = 1, max = 700) int count,
      @ForAll @IntRange(min = 1, max = 50) int capacity) {
    float[] outputs = new float[count * 5];
    MODEL.predictor(capacity).predict(DATA.inputs(), count, outputs);
    float[] scaled = new float[DATA.inputs().length];
    MODEL.scaling().apply(DATA.inputs(), 0, scaled, 0, DATA.size());
    double[][] expected =
        Reference.outputs(
            NETWORK,
            Reference.toDouble(MODEL.parameters()),
            Dataset.classification(20, scaled, DATA.labels(), 5));
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < 5; i++) {
        // Two layers of at most 21 terms below 1 in float: 42 eps / 2.
        assertThat((double) outputs[j * 5 + i]).isCloseTo(expected[j][i], within(21 * 0x1p-23));
      }
    }
  }

  @Test
  void convenienceMethodsAgree() {
    float[] all = MODEL.predict(DATA.inputs());
    for (int j = 0; j < 20; j++) {
      float[] one = MODEL.predict(DATA.sample(j));
      float[] probabilities = MODEL.probabilities(DATA.sample(j));
      double sum = 0;
      for (int i = 0; i < 5; i++) {
        assertThat(one[i]).isCloseTo(all[j * 5 + i], within(21 * 0x1p-23f));
        sum += probabilities[i];
        double ratio = probabilities[i] / probabilities[0];
        assertThat(ratio).isCloseTo(Math.exp(one[i] - one[0]), within(1e-5 * ratio));
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
      float largest = one[MODEL.classify(DATA.sample(j))];
      for (float output : one) {
        assertThat(output).isLessThanOrEqualTo(largest);
      }
    }
  }

  @Test
  void predictorsOfASharedModelWorkSideBySide() {
    float[] expected = MODEL.predict(DATA.inputs());
    List<float[]> results =
        IntStream.range(0, 8).parallel().mapToObj(thread -> MODEL.predict(DATA.inputs())).toList();
    assertThat(results).allSatisfy(outputs -> assertThat(outputs).isEqualTo(expected));
  }

  @Test
  void parametersAreShared() {
    float[] parameters = NETWORK.initialize(2);
    Model model = Model.of(NETWORK, parameters);
    Predictor predictor = model.predictor(1);
    assertThat(model.parameters()).isSameAs(parameters);
    assertThat(model.withScaling(Scaling.identity(20)).parameters()).isSameAs(parameters);
    Arrays.fill(parameters, 0);
    float[] outputs = {9, 9, 9, 9, 9};
    predictor.predict(DATA.inputs(), 1, outputs);
    assertThat(outputs).containsOnly(0);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.of(NETWORK, new float[3]))
        .withMessageContaining("3 numbers, expected 447");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.withScaling(Scaling.identity(19)))
        .withMessageContaining("19 features");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.withClasses(List.of("a")))
        .withMessageContaining("1 classes for 5 outputs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.predict(new float[21]))
        .withMessageContaining("21 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.classify(new float[40]))
        .withMessageContaining("40 values, expected 20");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> MODEL.predictor(1).predict(new float[40], 2, new float[9]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.predictor(0))
        .withMessageContaining("capacity: 0");
  }
}
