// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ritz.nn.data.Dataset;

class GradientCheckTest {
  @Property(tries = 30, seed = "1")
  void smoothNetworksPass(@ForAll long seed, @ForAll @IntRange(min = 10, max = 30) int samples) {
    Network network =
        Network.builder(4)
            .dense(8, Activation.TANH)
            .layerNorm()
            .dense(6, Activation.SOFTPLUS)
            .batchNorm()
            .dropout(0.3)
            .dense(3)
            .build();
    Model model = Model.initialize(network, seed);
    Dataset data = Samples.randomTargets(4, samples, 3, seed);
    float[] buffers = model.buffers().clone();
    GradientCheck check = GradientCheck.worst(model, Loss.meanSquare(), data);
    // As its page says; gradients that nearly vanish, behind a normalization, are the hard ones.
    assertThat(check.relativeError()).as("%s", check).isLessThan(0.05);
    assertThat(model.buffers()).isEqualTo(buffers);
  }

  /** At the kink of its activation a unit has the gradient 0, and slopes of 0 and 1 beside it. */
  @Test
  void aGradientThatIsMissingShows() {
    Network network = Network.builder(1).dense(1, Activation.RELU).build();
    Dataset data = Dataset.regression(1, new float[] {1}, 1, new float[] {2});
    GradientCheck check =
        GradientCheck.worst(Model.of(network, new float[2]), Loss.meanSquare(), data);
    assertThat(check.found()).isZero();
    assertThat(check.relativeError()).isGreaterThan(0.5);
  }

  @Test
  void aLossThatIsNotFiniteIsNoAgreement() {
    Network network = Network.builder(1).dense(1).dense(1).build();
    Dataset data = Dataset.regression(1, new float[] {1}, 1, new float[] {2});
    Model model = Model.of(network, new float[] {1e30f, 0, 1e30f, 0});
    GradientCheck check = GradientCheck.worst(model, Loss.meanSquare(), data);
    assertThat(check.relativeError()).isInfinite();
    assertThat(check.name()).isEqualTo("0.weight");
  }

  @Test
  void aSimpleNetworkAgreesToThreeDigits() {
    Network network = Network.builder(4).dense(8, Activation.TANH).dense(3).build();
    for (Loss loss : new Loss[] {Loss.softmaxCrossEntropy(), Loss.meanSquare(), Loss.huber(0.5)}) {
      GradientCheck check =
          GradientCheck.worst(
              Model.initialize(network, 1), loss, Samples.randomClasses(4, 30, 3, 1));
      assertThat(check.relativeError()).as("%s", check).isLessThan(1e-3);
    }
  }

  /** A gradient that is wrong: the parameters of the mean absolute error at its kink. */
  @Test
  void aKinkShows() {
    Network network = Network.builder(1).dense(1).build();
    Dataset data = Dataset.regression(1, new float[] {1}, 1, new float[] {2});
    Model model = Model.of(network, new float[] {1, 1});
    model.parameters()[1] += 0x1p-20f;
    GradientCheck check = GradientCheck.worst(model, Loss.meanAbsolute(), data);
    assertThat(check.relativeError()).isGreaterThan(0.5);
  }
}
