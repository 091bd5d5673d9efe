// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;

/** Gradients of whole networks against central differences of the double-precision reference. */
class GradientTest {
  private static final double H = 1e-5;

  /** Large enough that a normalization hardly magnifies the rounding of what it takes. */
  private static final double EPSILON = 0.1;

  @Property(tries = 200, seed = "11")
  void crossEntropy(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int depth,
      @ForAll @IntRange(min = 1, max = 9) int samples) {
    Network network = network(seed, depth);
    Dataset data = Samples.randomClasses(network.inputs(), samples, network.outputs(), seed);
    check(network, data, Loss.softmaxCrossEntropy(), Reference::crossEntropy, seed);
  }

  @Property(tries = 200, seed = "12")
  void meanSquare(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int depth,
      @ForAll @IntRange(min = 1, max = 9) int samples) {
    Network network = network(seed, depth);
    Dataset data = Samples.randomTargets(network.inputs(), samples, network.outputs(), seed);
    check(network, data, Loss.meanSquare(), Reference::meanSquare, seed);
  }

  @Property(tries = 100, seed = "13")
  void negativeSobolev(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int depth,
      @ForAll @IntRange(min = 1, max = 9) int samples) {
    Network network = network(seed, depth);
    Dataset data = Samples.randomTargets(network.inputs(), samples, network.outputs(), seed);
    NegativeSobolev loss = Loss.negativeSobolev(0.5);
    check(network, data, loss, (y, d) -> Reference.sobolev(loss, y, d), seed);
    NegativeSobolev along = loss.alongTheBatch();
    check(network, data, along, (y, d) -> Reference.sobolev(along, y, d), seed);
    NegativeSobolev grid = along.withReflection().onGrid(1, samples);
    check(network, data, grid, (y, d) -> Reference.sobolev(grid, y, d), seed);
  }

  @Property(tries = 200, seed = "14")
  void otherLosses(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int depth,
      @ForAll @IntRange(min = 1, max = 9) int samples) {
    Network network = network(seed, depth);
    Dataset classes = Samples.randomClasses(network.inputs(), samples, network.outputs(), seed);
    Dataset values = Samples.randomTargets(network.inputs(), samples, network.outputs(), seed);
    for (double smoothing : new double[] {0, 0.3}) {
      Loss entropy = Loss.softmaxCrossEntropy().withLabelSmoothing(smoothing);
      check(network, classes, entropy, (y, d) -> Reference.crossEntropy(smoothing, y, d), seed);
      check(network, values, entropy, (y, d) -> Reference.crossEntropy(smoothing, y, d), seed);
    }
    check(network, values, Loss.binaryCrossEntropy(), Reference::binaryCrossEntropy, seed);
    check(network, values, Loss.meanAbsolute(), Reference::meanAbsolute, seed);
    check(network, values, Loss.huber(0.3), (y, d) -> Reference.huber(0.3, y, d), seed);
  }

  @Property(tries = 300, seed = "15")
  void combinationsOfLayers(@ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    Network.Builder builder = Network.builder(1 + random.nextInt(9));
    addLayers(builder, 1 + random.nextInt(4), random, 0);
    Network network = builder.build();
    Dataset data = Samples.randomTargets(network.inputs(), samples, network.outputs(), seed);
    check(network, data, Loss.meanSquare(), Reference::meanSquare, seed);
  }

  private static Network.Builder addLayers(
      Network.Builder builder, int count, SplittableRandom random, int nesting) {
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(nesting < 2 ? 6 : 5);
      if (kind == 0) {
        addDense(builder, 1 + random.nextInt(9), random);
      } else if (kind == 1) {
        builder.activation(anyActivation(random));
      } else if (kind == 2) {
        builder.dropout(random.nextDouble());
      } else if (kind == 3) {
        builder.add(new BatchNorm(builder.width(), 0.1, EPSILON));
      } else if (kind == 4) {
        builder.add(new LayerNorm(builder.width(), EPSILON));
      } else {
        int width = builder.width();
        builder.residual(
            block -> {
              addLayers(block, random.nextInt(3), random, nesting + 1);
              return addDense(block, width, random);
            });
      }
    }
    return builder;
  }

  private static Activation anyActivation(SplittableRandom random) {
    Activation[] activations = Activation.values();
    return activations[random.nextInt(activations.length)];
  }

  private static Network.Builder addDense(
      Network.Builder builder, int width, SplittableRandom random) {
    Initialization initialization = Initialization.of(Initialization.Scheme.PYTORCH).scaled(2);
    return builder.dense(width, anyActivation(random), initialization);
  }

  /**
   * Widths from 1 to 9 and any activations, the last layer's too. Random biases keep sums away from
   * the kinks at 0.
   */
  private static Network network(long seed, int depth) {
    SplittableRandom random = new SplittableRandom(seed);
    Network.Builder builder = Network.builder(1 + random.nextInt(9));
    for (int i = 0; i < depth; i++) {
      addDense(builder, 1 + random.nextInt(9), random);
    }
    return builder.build();
  }

  private interface ReferenceLoss {
    double of(double[][] outputs, Dataset data);
  }

  private static void check(
      Network network, Dataset data, Loss loss, ReferenceLoss reference, long seed) {
    float[] parameters = network.initialize(seed);
    SplittableRandom random = new SplittableRandom(~seed);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) (random.nextDouble() - 0.5);
    }
    ToDoubleFunction<double[]> value =
        at -> reference.of(Reference.outputs(network, at, data), data);
    double[] at = Reference.toDouble(parameters);

    Batch batch = Batches.whole(data);
    NetworkPass pass =
        new NetworkPass(Model.of(network, parameters), data.size(), true, Threads.single());
    float[] outputs = pass.forward(parameters, batch.inputs(), data.size());
    double lossValue =
        LossPass.of(loss, network.outputs(), data.size())
            .evaluate(outputs, batch, pass.outputDelta());
    float[] gradient = new float[parameters.length];
    Arrays.fill(gradient, Float.NaN);
    pass.backward(parameters, batch.inputs(), data.size(), gradient);

    double expectedLoss = value.applyAsDouble(at);
    assertThat(lossValue).isCloseTo(expectedLoss, within(1e-5 * (1 + Math.abs(expectedLoss))));
    double scale = 0;
    double[] expected = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double center = at[i];
      at[i] = center + H;
      double above = value.applyAsDouble(at);
      at[i] = center - H;
      double below = value.applyAsDouble(at);
      at[i] = center;
      expected[i] = (above - below) / (2 * H);
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    for (int i = 0; i < at.length; i++) {
      // Float rounding through a few layers of sums of ten terms: about 100 eps = 1e-5 of the
      // largest entry; differences add h^2 and eps / h, below 1e-9.
      assertThat((double) gradient[i])
          .as("gradient entry %d of %s", i, network)
          .isCloseTo(expected[i], within(2e-5 * scale + 1e-8));
    }
  }
}
