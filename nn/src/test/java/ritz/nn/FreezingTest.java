// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;

class FreezingTest {
  private static final Network NETWORK =
      Network.builder(7)
          .dense(20, Activation.TANH)
          .batchNorm()
          .residual(block -> block.dense(6, Activation.RELU).layerNorm().dense(20))
          .dense(5, Activation.TANH)
          .dense(3)
          .build();
  private static final Dataset DATA = Samples.randomClasses(7, 60, 3, 1);

  /** Single weights, stretches, units and layers, each with some probability. */
  private static FreezingMask random(Network network, SplittableRandom random) {
    boolean[] frozen = new boolean[network.parameterCount()];
    double single = random.nextBoolean() ? 0 : random.nextDouble();
    double unit = random.nextDouble();
    double layer = random.nextDouble();
    for (int l = 0; l < network.layers().size(); l++) {
      boolean whole = random.nextDouble() < layer;
      for (ParameterView view : network.parameters()) {
        int row = view.shape().size() == 2 ? view.shape().get(1) : 1;
        for (int i = 0; view.layer() == l && i < view.length(); i += row) {
          boolean all = random.nextDouble() < unit;
          for (int k = 0; k < row; k++) {
            frozen[view.offset() + i + k] = whole || all || random.nextDouble() < single;
          }
        }
      }
    }
    return FreezingMask.of(frozen);
  }

  /** The gradient of the first batch, as a step leaves it. */
  private static float[] gradient(Network network, Dataset data, FreezingMask mask) {
    float[][] seen = new float[1][];
    Callback look =
        new Callback() {
          @Override
          public void onStep(TrainingView training) {
            seen[0] = training.gradient().clone();
          }
        };
    Trainer.builder(network)
        .optimizer(Optimizer.sgd(0.1))
        .batch(data.size())
        .epochs(1)
        .freeze(mask)
        .callback(look)
        .build()
        .fit(Model.initialize(network, 1), data);
    return seen[0];
  }

  @Property(tries = 100, seed = "41")
  void theGradientIsThatOfTheWholeOneWhereItIsNotFrozen(@ForAll long seed) {
    FreezingMask mask = random(NETWORK, new SplittableRandom(seed));
    float[] whole = gradient(NETWORK, DATA, FreezingMask.of(new boolean[mask.length()]));
    float[] part = gradient(NETWORK, DATA, mask);
    float largest = 0;
    for (float g : whole) {
      largest = Math.max(largest, Math.abs(g));
    }
    for (int i = 0; i < part.length; i++) {
      // Fewer units may take another kernel, which adds the 60 samples in another order.
      float tolerance = mask.isFrozen(i) ? 0 : 60 * 0x1p-23f * largest;
      assertThat(part[i])
          .as("entry %d, %d frozen", i, mask.frozenCount())
          .isBetween(
              mask.isFrozen(i) ? 0 : whole[i] - tolerance,
              mask.isFrozen(i) ? 0 : whole[i] + tolerance);
    }
  }

  @Property(tries = 40, seed = "42")
  void unitsOfWideLayersHaveTheirGradientToo(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 90) int samples) {
    Network network = Network.builder(40).dense(33, Activation.RELU).dense(35).build();
    SplittableRandom random = new SplittableRandom(seed);
    boolean[][] units = {new boolean[33], new boolean[35]};
    for (boolean[] layer : units) {
      for (int u = 0; u < layer.length; u++) {
        layer[u] = random.nextInt(4) > 0;
      }
    }
    FreezingMask mask = FreezingMask.ofUnits(network, units);
    NetworkPass pass =
        new NetworkPass(Model.initialize(network, 1), samples, true, Threads.single());
    float[] parameters = network.initialize(seed);
    float[] inputs = Samples.randomClasses(40, samples, 2, seed).inputs();
    float[] whole = backward(pass, parameters, inputs, samples);
    pass.freeze(mask.bits(), mask.bits());
    float[] part = backward(pass, parameters, inputs, samples);
    float largest = 0;
    for (float g : whole) {
      largest = Math.max(largest, Math.abs(g));
    }
    for (int i = 0; i < part.length; i++) {
      if (mask.isFrozen(i)) {
        assertThat(part[i]).as("entry %d is not computed", i).isNaN();
      } else {
        assertThat(Math.abs(part[i] - whole[i])).isLessThanOrEqualTo(90 * 0x1p-23f * largest);
      }
    }
  }

  private static float[] backward(
      NetworkPass pass, float[] parameters, float[] inputs, int samples) {
    pass.forward(parameters, inputs, samples);
    float[] delta = pass.outputDelta();
    for (int i = 0; i < delta.length; i++) {
      delta[i] = (i * 37 % 101 - 50) / 50f;
    }
    float[] gradient = new float[parameters.length];
    Arrays.fill(gradient, Float.NaN);
    pass.backward(parameters, inputs, samples, gradient);
    return gradient;
  }

  @Test
  void belowTheLowestActiveLayerNothingIsComputed() {
    Network network = Network.builder(4).dense(5).dense(6).dense(2).build();
    Model model = Model.initialize(network, 1);
    NetworkPass pass = new NetworkPass(model, 3, true, Threads.single());
    FreezingMask mask = FreezingMask.ofLayers(network, 0, 1);
    pass.freeze(mask.bits(), mask.bits());
    float[] gradient = backward(pass, model.parameters(), new float[12], 3);
    for (int i = 0; i < gradient.length; i++) {
      assertThat(Float.isNaN(gradient[i])).as("entry %d", i).isEqualTo(mask.isFrozen(i));
    }
  }

  static List<Optimizer> optimizers() {
    return List.of(
        Optimizer.sgd(0.1).withWeightDecay(0.01),
        Optimizer.sgd(0.1).withMomentum(0.9).withWeightDecay(0.01),
        Optimizer.sgd(0.1).withNesterov(0.9),
        Optimizer.adagrad(0.05).withRateDecay(0.1),
        Optimizer.adadelta(1),
        Optimizer.rmsProp(0.01).withMomentum(0.5).withCentering(true),
        Optimizer.adam(0.01).withWeightDecay(0.01),
        Optimizer.adamW(0.01));
  }

  private static Trainer.Builder trainer(Optimizer optimizer) {
    return Trainer.builder(NETWORK).optimizer(optimizer).l1(1e-3).clipNorm(1).batch(20).epochs(4);
  }

  /** Freezes in the second epoch and thaws in the third, and looks at everything after each. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void whatIsFrozenKeepsItsBitsAndItsStateAndTheRestMoves(Optimizer optimizer) {
    boolean[] frozen = new boolean[NETWORK.parameterCount()];
    for (int i = 0; i < frozen.length; i++) {
      frozen[i] = i % 5 == 0 || i / 100 == 1;
    }
    FreezingMask mask = FreezingMask.of(frozen);
    FreezingMask none = FreezingMask.of(new boolean[frozen.length]);
    List<List<float[]>> seen = new ArrayList<>();
    Callback freezer =
        new Callback() {
          @Override
          public void onEpoch(TrainingView training) {
            List<float[]> arrays = new ArrayList<>(training.state().optimizer());
            arrays.removeIf(array -> array.length == 0);
            arrays.add(training.parameters().clone());
            seen.add(arrays);
            training.freeze(training.epoch() == 1 ? mask : none);
          }
        };
    trainer(optimizer).callback(freezer).build().fit(Model.initialize(NETWORK, 1), DATA);
    for (int a = 0; a < seen.get(0).size(); a++) {
      for (int i = 0; i < mask.length(); i++) {
        int before = Float.floatToRawIntBits(seen.get(0).get(a)[i]);
        int after = Float.floatToRawIntBits(seen.get(1).get(a)[i]);
        if (mask.isFrozen(i)) {
          assertThat(after).as("array %d, entry %d", a, i).isEqualTo(before);
        }
      }
    }
    float[][] weights =
        seen.stream().map(arrays -> arrays.get(arrays.size() - 1)).toArray(float[][]::new);
    for (int i = 0; i < mask.length(); i++) {
      assertThat(weights[2][i] != weights[1][i] || weights[3][i] != weights[2][i])
          .as("entry %d moves again", i)
          .isTrue();
      assertThat(mask.isFrozen(i) || weights[1][i] != weights[0][i]).as("entry %d", i).isTrue();
    }
  }

  @Test
  void theNormThatIsClippedIsThatOfTheActiveGradient() {
    Network network = Network.builder(1).dense(1).dense(1).build();
    Model model = Model.of(network, new float[] {2, 0, 3, 0});
    Dataset one = Dataset.regression(1, new float[] {1}, 1, new float[] {0});
    Trainer.builder(network)
        .loss(Loss.meanSquare())
        .optimizer(Optimizer.sgd(1))
        .clipNorm(1)
        .batch(1)
        .epochs(1)
        .freeze(FreezingMask.of(new boolean[] {true, true, false, true}))
        .build()
        .fit(model, one);
    // The gradient for the one weight is 2 * 6 * 2 = 24, clipped to 24 / (24 + 1e-6).
    assertThat(model.parameters()).containsExactly(2, 0, 2, 0);
  }

  @Test
  void everythingFrozenChangesNothing() {
    Network network = Network.builder(7).dense(9, Activation.RELU).dense(3).build();
    Model model = Model.initialize(network, 1);
    FreezingMask all = FreezingMask.ofLayers(network, 0, 1);
    assertThat(all.frozenCount()).isEqualTo(all.length());
    Trainer.builder(network).epochs(2).freeze(all).build().fit(model, DATA);
    assertThat(model.parameters()).isEqualTo(network.initialize(1));
  }

  @Test
  void stepsWithFrozenParametersAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Callback meter =
        new Callback() {
          private long start;

          @Override
          public void onStep(TrainingView training) {
            if ((training.step() - 1) % training.stepsPerEpoch() == 0) {
              start = threads.getCurrentThreadAllocatedBytes();
            } else if (training.step() % training.stepsPerEpoch() == 0
                && threads.getCurrentThreadAllocatedBytes() == start) {
              training.stop("nothing allocated");
            }
          }
        };
    TrainingResult result =
        trainer(Optimizer.adam(1e-3))
            .freeze(random(NETWORK, new SplittableRandom(3)))
            .epochs(20_000)
            .callback(meter)
            .build()
            .fit(Model.initialize(NETWORK, 1), DATA);
    assertThat(result.stoppedBy()).isEqualTo("nothing allocated");
  }

  @Test
  void refusesWhatDoesNotFit() {
    Model model = Model.initialize(NETWORK, 1);
    FreezingMask other = FreezingMask.of(new boolean[4]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer(Optimizer.sgd(1)).freeze(other).build().fit(model, DATA))
        .withMessage("frozen: for 4 parameters, the network has " + NETWORK.parameterCount());
    FreezingMask first = FreezingMask.ofLayers(NETWORK, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> trainer(Optimizer.lbfgs(1)).batch(60).freeze(first).build().fit(model, DATA))
        .withMessageContaining("frozen: 160 parameters, but Lbfgs");
    assertThat(model.parameters()).isEqualTo(NETWORK.initialize(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FreezingMask.ofUnits(NETWORK, new boolean[2][0]))
        .withMessage("units: of 2 layers, the network has 5");
    boolean[][] units = new boolean[5][0];
    units[1] = new boolean[20];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FreezingMask.ofUnits(NETWORK, units))
        .withMessageStartingWith("units: 20 of layer 1, which is BatchNorm");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> FreezingMask.ofLayers(NETWORK, 5));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> first.isFrozen(NETWORK.parameterCount()));
  }
}
