// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ritz.nn.data.Dataset;

class NegativeSobolevTest {
  /** A loss and its gradient for some outputs, with zero targets. */
  private record Result(double loss, float[] gradient) {}

  private static Result evaluate(NegativeSobolev loss, float[] outputs, int width, int samples) {
    Dataset data = Dataset.regression(1, new float[samples], width, new float[width * samples]);
    float[] gradient = new float[outputs.length];
    double value =
        LossPass.of(loss, width, samples).evaluate(outputs, Batches.whole(data), gradient);
    return new Result(value, gradient);
  }

  private static float[] random(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  @Property(tries = 100, seed = "1")
  void lossAndGradientAreTheDefinitions(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int points,
      @ForAll @IntRange(min = 1, max = 5) int samples,
      @ForAll @DoubleRange(min = -1.5, max = 2.5) double order,
      @ForAll @DoubleRange(min = 0.3, max = 20) double length) {
    checkDefinition(Loss.negativeSobolev(order).withLength(length), points, samples, seed);
  }

  @Property(tries = 40, seed = "2")
  void inTwoDimensionsAndReflectedToo(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @IntRange(min = 1, max = 3) int samples,
      @ForAll @DoubleRange(min = -1.5, max = 2.5) double order) {
    NegativeSobolev flat = Loss.negativeSobolev(order).withLength(1.5);
    NegativeSobolev grid = flat.onGrid(rows, columns).withLengths(3, 0.7);
    checkDefinition(flat.withReflection(), columns, samples, seed);
    checkDefinition(grid, rows * columns, samples, seed);
    checkDefinition(grid.withReflection(), rows * columns, samples, seed);
  }

  private static void checkDefinition(NegativeSobolev loss, int points, int samples, long seed) {
    float[] outputs = random(points * samples, seed);
    Result result = evaluate(loss, outputs, points, samples);
    double expected = 0;
    for (int j = 0; j < samples; j++) {
      expected += Reference.sobolev(loss, signal(outputs, points, j, 0, Double.NaN)) / samples;
    }
    // Sums of at most 40 terms in double, all positive.
    assertThat(result.loss()).isCloseTo(expected, within(1e-12 * expected));
    double h = 1e-3;
    for (int i = 0; i < outputs.length; i++) {
      int sample = i / points;
      double[] above = signal(outputs, points, sample, i % points, h);
      double[] below = signal(outputs, points, sample, i % points, -h);
      double difference = Reference.sobolev(loss, above) - Reference.sobolev(loss, below);
      double slope = difference / (2 * h) / samples;
      // The loss is quadratic, so the difference is exact but for eps / h of the values, and the
      // gradient is rounded to float once.
      assertThat((double) result.gradient()[i])
          .isCloseTo(slope, within(1e-7 * Math.abs(slope) + 1e-11 * samples * expected / h));
    }
  }

  private static double[] signal(float[] outputs, int points, int sample, int at, double change) {
    double[] signal = new double[points];
    for (int i = 0; i < points; i++) {
      signal[i] = outputs[sample * points + i];
    }
    signal[at] += Double.isNaN(change) ? 0 : change;
    return signal;
  }

  @Test
  void orderZeroIsTheMeanSquare() {
    float[] outputs = random(35 * 3, 7);
    Dataset data = Dataset.regression(1, new float[3], 35, random(35 * 3, 8));
    float[] gradient = new float[outputs.length];
    float[] expected = new float[outputs.length];
    double loss =
        LossPass.of(Loss.negativeSobolev(0), 35, 3)
            .evaluate(outputs, Batches.whole(data), gradient);
    double meanSquare =
        LossPass.of(Loss.meanSquare(), 35, 3).evaluate(outputs, Batches.whole(data), expected);
    // The mean square takes differences in float, and its gradients, at most 4 / 105, are rounded
    // three times.
    assertThat(loss).isCloseTo(meanSquare, within(1e-6 * meanSquare));
    for (int i = 0; i < gradient.length; i++) {
      assertThat(gradient[i]).isCloseTo(expected[i], within(3 * 0x1p-24f * 4 / 105));
    }
  }

  @Test
  void aCosineHasTheWeightOfItsFrequency() {
    int n = 24;
    double length = 3;
    for (int m = 0; m <= n / 2; m++) {
      float[] outputs = new float[n];
      double squares = 0;
      for (int i = 0; i < n; i++) {
        outputs[i] = (float) Math.cos(2 * Math.PI * m * i / n);
        squares += (double) outputs[i] * outputs[i];
      }
      double weight = 1 / (1 + Math.pow(2 * Math.PI * m / length, 2));
      NegativeSobolev loss = Loss.negativeSobolev(1).withLength(length);
      // The cosine is rounded to float, and the rounding has components at frequency 0, weight 1.
      assertThat(evaluate(loss, outputs, n, 1).loss())
          .isCloseTo(weight * squares / n, within(1e-7 * weight + 1e-14));
    }
  }

  @Test
  void aReflectedGridHasHalfWaves() {
    int rows = 8;
    int columns = 5;
    NegativeSobolev loss =
        Loss.negativeSobolev(0.75).onGrid(rows, columns).withLengths(2, 3).withReflection();
    for (int p = 0; p < rows; p++) {
      for (int q = 0; q < columns; q++) {
        float[] outputs = new float[rows * columns];
        double squares = 0;
        for (int at = 0; at < outputs.length; at++) {
          int row = at / columns;
          int column = at % columns;
          double down = Math.cos(Math.PI * p * (row + 0.5) / rows);
          double along = Math.cos(Math.PI * q * (column + 0.5) / columns);
          outputs[at] = (float) (down * along);
          squares += (double) outputs[at] * outputs[at];
        }
        double square = Math.pow(Math.PI * p / 2, 2) + Math.pow(Math.PI * q / 3, 2);
        double weight = Math.pow(1 + square, -0.75);
        // As for the whole waves above.
        assertThat(evaluate(loss, outputs, rows * columns, 1).loss())
            .isCloseTo(weight * squares / outputs.length, within(1e-7 * weight + 1e-14));
      }
    }
  }

  @Test
  void alongTheBatchTheSamplesAreThePoints() {
    int points = 30;
    int width = 3;
    float[] bySample = random(points * width, 2);
    float[] byPoint = new float[points * width];
    for (int i = 0; i < points; i++) {
      for (int signal = 0; signal < width; signal++) {
        byPoint[i * width + signal] = bySample[signal * points + i];
      }
    }
    NegativeSobolev loss = Loss.negativeSobolev(0.5).withLength(2);
    Result expected = evaluate(loss, bySample, points, width);
    Result result = evaluate(loss.alongTheBatch(), byPoint, width, points);
    assertThat(result.loss()).isEqualTo(expected.loss());
    for (int i = 0; i < points; i++) {
      for (int signal = 0; signal < width; signal++) {
        assertThat(result.gradient()[i * width + signal])
            .isEqualTo(expected.gradient()[signal * points + i]);
      }
    }
  }

  @Test
  void aTrainingAlongTheBatchKeepsTheSamplesInOrder() {
    int n = 64;
    float[] x = new float[n];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) i / n;
      y[i] = (float) Math.sin(2 * Math.PI * i / n);
    }
    Dataset data = Dataset.regression(1, x, 1, y);
    Network network = Network.builder(1).dense(24, Activation.TANH).dense(1).build();
    NegativeSobolev loss = Loss.negativeSobolev(1).alongTheBatch();
    Model model = Model.initialize(network, 3);
    Trainer.Builder settings =
        Trainer.builder(network).loss(loss).optimizer(Optimizer.adam(0.02)).batch(n).epochs(400);
    TrainingResult result = settings.build().fit(model, data, data);
    // A shuffled grid would turn the smooth residual into noise, with a far smaller loss than its
    // own from the start, and leave the validation, which is in order, behind.
    double last = result.history().get(398).validationLoss();
    assertThat(result.trainLoss()).isEqualTo(last);
    assertThat(last).isLessThan(0.05 * result.history().get(0).trainLoss());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.batch(n - 1).build().fit(model, data))
        .withMessageContaining("batch: 63 of 64 samples");
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossPass.of(Loss.negativeSobolev(1).onGrid(4, 5), 21, 1))
        .withMessageContaining("a signal of 20 points, found one of 21");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.negativeSobolev(1).withLengths(1, 2))
        .withMessageContaining("shape: []");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.negativeSobolev(1).onGrid(0, 2))
        .withMessageContaining("shape: 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Loss.negativeSobolev(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.negativeSobolev(1).withLength(0))
        .withMessageContaining("length: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossPass.of(Loss.negativeSobolev(-200), 1024, 1))
        .withMessageContaining("order: -200.0 overflows");
  }
}
