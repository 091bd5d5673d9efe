// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ritz.nn.data.Dataset;

class ScatteredSobolevTest {
  private static float[] random(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /** A e, for e a signal of zero targets: half the gradient, in double. */
  private static double[] product(ScatteredSobolev loss, double[] signal) {
    double[] result = signal.clone();
    loss.form().withOwnWorkspace().apply(result, new double[signal.length]);
    return result;
  }

  private static double value(ScatteredSobolev loss, double[] signal) {
    return loss.form().withOwnWorkspace().apply(signal.clone(), new double[signal.length]);
  }

  @Property(tries = 60, seed = "1")
  void atTheOrderOfTheKernelItIsTheDoubleSum(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int dimensions,
      @ForAll @IntRange(min = 2, max = 12) int points) {
    float[] places = random(points * dimensions, seed);
    double[] weights = Reference.toDouble(random(points, seed + 1));
    Arrays.setAll(weights, i -> 1.5 + weights[i]);
    double[] signal = Reference.toDouble(random(points, seed + 2));
    double order = (dimensions + 1) / 2.0;
    ScatteredSobolev loss = Loss.negativeSobolevAt(order, places, dimensions).withWeights(weights);
    // The kernel in one and three dimensions, exp(-r) / 2 and exp(-r) / (8 pi), and in two and
    // four, exp(-r) / (2 pi) and exp(-r) / (12 pi^2).
    double[] integrals = {2, 2 * Math.PI, 8 * Math.PI, 12 * Math.PI * Math.PI};
    double sum = 0;
    double volume = Arrays.stream(weights).sum();
    for (int i = 0; i < points; i++) {
      for (int j = 0; j < points; j++) {
        double squares = 0;
        for (int d = 0; d < dimensions; d++) {
          squares += Math.pow((double) places[i * dimensions + d] - places[j * dimensions + d], 2);
        }
        double kernel = Math.exp(-Math.sqrt(squares)) / integrals[dimensions - 1];
        sum += weights[i] * weights[j] * signal[i] * signal[j] * kernel / volume;
      }
    }
    // n^2 terms and a decomposition in double, relative to the sum of the magnitudes, below 10.
    assertThat(value(loss, signal)).isCloseTo(sum, within(1e-13 * points * points));
  }

  @Test
  void ordersAddUpAsPowersOfOneOperatorDo() {
    float[] places = random(40, 3);
    double[] signal = Reference.toDouble(random(20, 4));
    double[] cells = ScatteredSobolev.cells(places, 2);
    double volume = Arrays.stream(cells).sum();
    double[] first = product(Loss.negativeSobolevAt(0.6, places, 2), signal);
    for (int i = 0; i < first.length; i++) {
      first[i] *= volume / cells[i];
    }
    double[] both = product(Loss.negativeSobolevAt(-0.2, places, 2), first);
    double[] expected = product(Loss.negativeSobolevAt(0.4, places, 2), signal);
    for (int i = 0; i < both.length; i++) {
      // Condition numbers of the powers below 1e2.
      assertThat(both[i]).isCloseTo(expected[i], within(1e-12));
    }
  }

  @Test
  void orderZeroIsTheMeanSquareByTheWeights() {
    float[] places = {0, 1, 3, 3.5f};
    double[] signal = {1, -2, 3, 4};
    double expected = (0.5 * 1 + 1.5 * 4 + 1.25 * 9 + 0.25 * 16) / 3.5;
    assertThat(value(Loss.negativeSobolevAt(0, places, 1), signal))
        .isCloseTo(expected, within(1e-14));
  }

  /** On a fine grid a wave packet within the interval has the weight of its frequency. */
  @Test
  void aWavePacketHasTheWeightOfItsFrequency() {
    int n = 240;
    double length = 20;
    float[] places = new float[n];
    double[] signal = new double[n];
    double squares = 0;
    double frequency = 3;
    for (int i = 0; i < n; i++) {
      // Denser to the right, so that the weights matter.
      double t = (double) i / (n - 1);
      places[i] = (float) (length * t * (1.5 - 0.5 * t));
      double x = places[i] - length / 2;
      signal[i] = Math.exp(-x * x / 8) * Math.cos(frequency * x);
    }
    double[] cells = ScatteredSobolev.cells(places, 1);
    for (int i = 0; i < n; i++) {
      squares += cells[i] * signal[i] * signal[i] / length;
    }
    for (double order : new double[] {-0.5, 0.5, 1.5}) {
      // The square of the transform of exp(-x^2/8) cos(3 x) is a bell of variance 1/8 around 3.
      double weight = 0;
      for (double f = 0; f < 6; f += 0.01) {
        double density = Math.exp(-4 * (f - frequency) * (f - frequency));
        weight += 0.01 * density * Math.pow(1 + f * f, -order) / Math.sqrt(Math.PI / 4);
      }
      // A wave has 25 points, and trapezoids are off by (2 pi / 25)^2 / 12, some 0.5 percent, for
      // each unit of order; the ends of the interval see exp(-100/8).
      assertThat(value(Loss.negativeSobolevAt(order, places, 1), signal) / squares)
          .isCloseTo(weight, within(0.02 * weight));
    }
  }

  @Test
  void theGradientIsTwiceTheProduct() {
    float[] places = random(14, 5);
    float[] outputs = random(14, 6);
    ScatteredSobolev loss = Loss.negativeSobolevAt(0.8, places, 2);
    Dataset data = Dataset.regression(2, places, 2, new float[14]);
    float[] gradient = new float[14];
    double found = LossPass.of(loss, 2, 7).evaluate(outputs, Batches.whole(data), gradient);
    double expected = 0;
    for (int output = 0; output < 2; output++) {
      double[] signal = new double[7];
      for (int i = 0; i < 7; i++) {
        signal[i] = outputs[2 * i + output];
      }
      expected += value(loss, signal) / 2;
      double[] product = product(loss, signal);
      for (int i = 0; i < 7; i++) {
        // Two signals; one rounding to float.
        assertThat((double) gradient[2 * i + output])
            .isCloseTo(product[i], within(1e-7 * Math.abs(product[i])));
      }
    }
    assertThat(found).isCloseTo(expected, within(1e-14));
  }

  @Test
  void cellsShareTheBoundingBox() {
    assertThat(ScatteredSobolev.cells(new float[] {4, 0, 1, 1}, 1)).containsExactly(1.5, 0.5, 1, 1);
    // Four places in a square of side 2, quarters each, and a coordinate that says nothing.
    float[] corners = {0, 7, 0, 0, 7, 2, 2, 7, 0, 2, 7, 2};
    for (double volume : ScatteredSobolev.cells(corners, 3)) {
      // 256 evenly spread probes, some of which fall on the other side.
      assertThat(volume).isCloseTo(1, within(0.05));
    }
  }

  @Test
  void aTrainingFitsScatteredPoints() {
    int n = 60;
    float[] x = random(n, 8);
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      y[i] = (float) Math.sin(3 * x[i]);
    }
    Dataset data = Dataset.regression(1, x, 1, y);
    Network network = Network.builder(1).dense(16, Activation.TANH).dense(1).build();
    Trainer trainer =
        Trainer.builder(network)
            .loss(Loss.negativeSobolevAt(0.5, x, 1))
            .optimizer(Optimizer.adam(0.02))
            .batch(n)
            .epochs(300)
            .build();
    TrainingResult result = trainer.fit(Model.initialize(network, 1), data);
    assertThat(result.trainLoss()).isLessThan(0.02 * result.history().get(0).trainLoss());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(Model.initialize(network, 1), data.subset(0, 1, 2)))
        .withMessageContaining("a signal of 60 points, found one of 3");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.negativeSobolevAt(1, new float[] {1, 1}, 1))
        .withMessageContaining("all at the same place");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.negativeSobolevAt(1, new float[] {1, Float.NaN}, 1))
        .withMessageContaining("coordinate 0 of point 1 is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.negativeSobolevAt(1, new float[3], 2))
        .withMessageContaining("3 coordinates in 2 dimensions");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Loss.negativeSobolevAt(1, new float[] {1, 2}, 1).withWeights(new double[2]))
        .withMessageContaining("quadrature: the sum");
  }
}
