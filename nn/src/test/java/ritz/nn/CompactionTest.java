// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;

class CompactionTest {
  private static Network network(Activation first, Activation second) {
    Initialization drawn = Initialization.of(Initialization.Scheme.PYTORCH);
    return Network.builder(5)
        .dense(12, first, drawn)
        .dense(9, second, drawn)
        .dense(3, Activation.IDENTITY, drawn)
        .build();
  }

  private static void requireSameOutputs(Model model, Model compact, long seed) {
    float[] inputs = Samples.randomTargets(5, 20, 1, seed).inputs();
    float[] expected = model.predict(inputs);
    float[] found = compact.predict(inputs);
    for (int i = 0; i < expected.length; i++) {
      // Sums of at most twelve terms below 2, in another order, through three layers.
      assertThat(found[i]).isCloseTo(expected[i], within(50 * 0x1p-24f * 2));
    }
  }

  @Property(tries = 100, seed = "1")
  void prunedUnitsGoAndTheOutputsStay(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Activation[] activations = Activation.values();
    Network network =
        network(
            activations[random.nextInt(activations.length)],
            activations[random.nextInt(activations.length)]);
    boolean[][] units = {new boolean[12], new boolean[9]};
    int[] left = {12, 9};
    for (int hidden = 0; hidden < 2; hidden++) {
      for (int unit = 1; unit < units[hidden].length; unit++) {
        units[hidden][unit] = random.nextBoolean();
        left[hidden] -= units[hidden][unit] ? 1 : 0;
      }
    }
    Model model =
        Model.initialize(network, seed)
            .withScaling(Scaling.uniform(5, 0.5, 2))
            .withClasses(List.of("a", "b", "c"));
    PruningMask mask = PruningMask.ofUnits(network, units);
    mask.apply(model.parameters());
    Model compact = Compaction.of(model);
    assertThat(compact.network().layers())
        .extracting(Layer::outputs)
        .containsExactly(left[0], left[1], 3);
    assertThat(compact.classes()).isEqualTo(model.classes());
    requireSameOutputs(model, compact, seed);
  }

  @Test
  void unitsWithoutInputsAreConstantsAndGoIntoTheBiases() {
    Network network = network(Activation.SIGMOID, Activation.TANH);
    Model model = Model.initialize(network, 1);
    // The incoming weights of units 2 and 7 of the first layer; their biases stay.
    for (int input = 0; input < 5; input++) {
      model.parameters()[2 * 5 + input] = 0;
      model.parameters()[7 * 5 + input] = 0;
    }
    Model compact = Compaction.of(model);
    assertThat(compact.network().toString()).isEqualTo("5-10 sigmoid-9 tanh-3");
    requireSameOutputs(model, compact, 2);
  }

  @Test
  void unitsThatNothingIsLeftOfFollow() {
    Network network = network(Activation.RELU, Activation.TANH);
    Model model = Model.initialize(network, 1);
    boolean[][] units = {new boolean[12], new boolean[9]};
    for (int unit = 1; unit < 9; unit++) {
      units[1][unit] = true;
    }
    PruningMask.ofUnits(network, units).apply(model.parameters());
    // The last unit of the second layer takes from unit 4 of the first alone.
    int second = network.parameters().get(2).offset();
    for (int input = 0; input < 12; input++) {
      model.parameters()[second + input] *= input == 4 ? 1 : 0;
    }
    Model compact = Compaction.of(model);
    assertThat(compact.network().toString()).isEqualTo("5-1 relu-1 tanh-3");
    requireSameOutputs(model, compact, 3);
    Model nothing = Model.of(network, new float[network.parameterCount()]);
    assertThat(Compaction.of(nothing).network().toString()).isEqualTo("5-1 relu-1 tanh-3");
    requireSameOutputs(nothing, Compaction.of(nothing), 3);
  }

  @Test
  void theWeakestUnitsArePrunedAndStayPruned() {
    Dataset data = Samples.spirals(60, 1);
    Network network = Network.builder(2).dense(32, Activation.RELU).dense(3).build();
    Model model = Model.initialize(network, 1);
    Trainer.builder(network).epochs(5).build().fit(model, data);
    PruningMask mask = PruningMask.ofWeakestUnits(network, model.parameters(), 0.5);
    assertThat(mask.prunedCount()).isEqualTo(16 * (2 + 1 + 3));
    Trainer.builder(network).epochs(5).mask(mask).build().fit(model, data);
    Model compact = Compaction.of(model);
    assertThat(compact.network().toString()).isEqualTo("2-16 relu-3");
    assertThat(Metrics.accuracy(compact, data)).isEqualTo(Metrics.accuracy(model, data));
    // The units that are left have the larger weights: the smallest product is above each pruned.
    assertThat(PruningMask.ofWeakestUnits(network, model.parameters(), 1).prunedCount())
        .isEqualTo(31 * 6);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Network network = Network.builder(2).dense(3).layerNorm().dense(1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Compaction.of(Model.initialize(network, 1)))
        .withMessageContaining("a layer LayerNorm, expected dense layers");
    Network chain = Network.builder(2).dense(3).dense(1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PruningMask.ofUnits(chain, new boolean[2][3]))
        .withMessageContaining("units: for 2 hidden layers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PruningMask.ofUnits(chain, new boolean[1][4]))
        .withMessageContaining("units: 4 in hidden layer 0, which has 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PruningMask.ofWeakestUnits(chain, new float[13], 1.5))
        .withMessageContaining("share: 1.5");
  }
}
