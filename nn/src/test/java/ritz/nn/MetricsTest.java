// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;

class MetricsTest {
  private static final Network NETWORK =
      Network.builder(4).dense(6, Activation.TANH).dense(3).build();
  private static final Model MODEL = Model.initialize(NETWORK, 1);

  /** More samples than are computed at a time, and not a multiple of that. */
  private static final int SIZE = 2 * Predictor.USUAL_CAPACITY + 77;

  @Test
  void accuracyIsTheShareOfSamplesClassifiedCorrectly() {
    Dataset data = Samples.randomClasses(4, SIZE, 3, 1);
    int correct = 0;
    for (int j = 0; j < SIZE; j++) {
      correct += MODEL.classify(data.sample(j)) == data.labels()[j] ? 1 : 0;
    }
    assertThat(Metrics.accuracy(MODEL, data)).isEqualTo((double) correct / SIZE);
  }

  @Test
  void meanSquareErrorIsTheDefinition() {
    Dataset data = Samples.randomTargets(4, SIZE, 3, 1);
    double[] parameters = Reference.toDouble(MODEL.parameters());
    double expected = Reference.meanSquare(Reference.outputs(NETWORK, parameters, data), data);
    assertThat(Metrics.meanSquareError(MODEL, data)).isCloseTo(expected, within(1e-6 * expected));
  }

  @Test
  void aLossAskedForAgainIsThatOfTheModelAsItIs() {
    Dataset data = Samples.randomTargets(4, SIZE, 3, 1);
    Model model = Model.initialize(NETWORK, 2);
    DoubleSupplier loss = Metrics.lossOf(model, Loss.meanSquare(), data);
    assertThat(loss.getAsDouble()).isEqualTo(Metrics.meanSquareError(model, data));
    model.parameters()[0] += 1;
    assertThat(loss.getAsDouble()).isEqualTo(Metrics.meanSquareError(model, data));
  }

  @Test
  void topAccuracyAndConfusionCountWhatTheyShould() {
    Dataset data = Samples.randomClasses(4, SIZE, 3, 1);
    int[][] confusion = new int[3][3];
    int second = 0;
    for (int j = 0; j < SIZE; j++) {
      float[] outputs = MODEL.predict(data.sample(j));
      int label = data.labels()[j];
      confusion[label][MODEL.classify(data.sample(j))]++;
      int larger = 0;
      for (float output : outputs) {
        larger += output > outputs[label] ? 1 : 0;
      }
      second += larger < 2 ? 1 : 0;
    }
    assertThat(Metrics.confusion(MODEL, data)).isDeepEqualTo(confusion);
    assertThat(Metrics.topAccuracy(MODEL, data, 1)).isEqualTo(Metrics.accuracy(MODEL, data));
    assertThat(Metrics.topAccuracy(MODEL, data, 2)).isEqualTo((double) second / SIZE);
    assertThat(Metrics.topAccuracy(MODEL, data, 3)).isEqualTo(1);
  }

  @Test
  void r2IsThatOfScikitLearn() {
    // y = x + 1 for the first target and -x for the second.
    Network line = Network.builder(1).dense(2).build();
    Model model = Model.of(line, new float[] {1, -1, 1, 0});
    float[] inputs = {0, 1, 2, 3};
    Dataset data = Dataset.regression(1, inputs, 2, new float[] {1, 0, 2, -2, 2, -2, 5, -2});
    // sklearn.metrics.r2_score([[1, 0], [2, -2], [2, -2], [5, -2]], [[1, 0], [2, -1], [3, -2],
    // [4, -3]]) of scikit-learn 1.2.
    assertThat(Metrics.r2(model, data)).isCloseTo(0.5555555555555556, within(1e-15));
    assertThat(Metrics.rootMeanSquareError(model, data)).isCloseTo(Math.sqrt(0.5), within(1e-7));
    Dataset constant = Dataset.regression(1, inputs, 2, new float[8]);
    assertThat(Metrics.r2(model, constant)).isZero();
    assertThat(Metrics.r2(Model.of(line, new float[4]), constant)).isEqualTo(1);
  }

  @Test
  void evaluatedLossIsTheMeanOverAllSamples() {
    Dataset data = Samples.randomClasses(4, SIZE, 3, 2);
    Evaluation evaluation =
        new Evaluation(MODEL, Loss.softmaxCrossEntropy(), data, Threads.single());
    assertThat(evaluation.loss()).isNaN();
    evaluation.run();
    double[] parameters = Reference.toDouble(MODEL.parameters());
    double expected = Reference.crossEntropy(Reference.outputs(NETWORK, parameters, data), data);
    assertThat(evaluation.loss()).isCloseTo(expected, within(1e-6 * expected));
  }

  @Test
  void theFirstOfEqualOutputsIsTheClass() {
    Model constant = Model.of(NETWORK, new float[NETWORK.parameterCount()]);
    assertThat(constant.classify(1, 2, 3, 4)).isZero();
    assertThat(Predictor.largest(new float[] {9, 1, 3, 2, 3}, 1, 4)).isEqualTo(1);
  }

  @Test
  void refusesDataThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metrics.accuracy(MODEL, Samples.randomTargets(4, 5, 3, 1)))
        .withMessageContaining("a regression");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metrics.accuracy(MODEL, Samples.randomClasses(4, 5, 2, 1)))
        .withMessageContaining("data: 4 features and 2 outputs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metrics.meanSquareError(MODEL, Samples.randomTargets(5, 5, 3, 1)))
        .withMessageContaining("data: 5 features and 3 outputs");
  }
}
