// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
  @Test
  void parametersAreNamedAsInPyTorchsSequential() {
    Network network =
        Network.builder(3)
            .dense(4, Activation.RELU)
            .dense(5)
            .dense(6, Activation.TANH)
            .dense(2)
            .build();
    assertThat(network.parameters())
        .containsExactly(
            new ParameterView("0.weight", 0, List.of(4, 3), 0),
            new ParameterView("0.bias", 0, List.of(4), 12),
            new ParameterView("2.weight", 1, List.of(5, 4), 16),
            new ParameterView("2.bias", 1, List.of(5), 36),
            new ParameterView("3.weight", 2, List.of(6, 5), 41),
            new ParameterView("3.bias", 2, List.of(6), 71),
            new ParameterView("5.weight", 3, List.of(2, 6), 77),
            new ParameterView("5.bias", 3, List.of(2), 89));
    assertThat(network.parameterCount()).isEqualTo(91);
    assertThat(network.parameters().get(4).length()).isEqualTo(30);
    assertThat(network.inputs()).isEqualTo(3);
    assertThat(network.outputs()).isEqualTo(2);
  }

  @Test
  void tensorsOfABlockAreNamedAsInASequentialInside() {
    Network network =
        Network.builder(3)
            .dense(4, Activation.RELU)
            .residual(block -> block.dense(5, Activation.TANH).dense(4))
            .activation(Activation.RELU)
            .dense(2)
            .build();
    assertThat(network.parameters())
        .containsExactly(
            new ParameterView("0.weight", 0, List.of(4, 3), 0),
            new ParameterView("0.bias", 0, List.of(4), 12),
            new ParameterView("2.0.weight", 1, List.of(5, 4), 16),
            new ParameterView("2.0.bias", 1, List.of(5), 36),
            new ParameterView("2.2.weight", 1, List.of(4, 5), 41),
            new ParameterView("2.2.bias", 1, List.of(4), 61),
            new ParameterView("4.weight", 3, List.of(2, 4), 65),
            new ParameterView("4.bias", 3, List.of(2), 73));
    assertThat(network.parameterCount()).isEqualTo(75);
    assertThat(network).hasToString("3-4 relu residual(4-5 tanh-4) relu-2");
  }

  @Test
  void refusesABlockThatChangesTheWidth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(3).residual(block -> block.dense(4)))
        .withMessageContaining("the block 3-4 has 4 outputs, expected as many as its 3 inputs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(3).add(new ActivationLayer(4, Activation.RELU)))
        .withMessageContaining("takes 4 values, 3 come in");
  }

  @Test
  void equalDescriptionsAreEqual() {
    Network first = Network.builder(3).dense(4, Activation.RELU).dense(2).build();
    Network second = Network.builder(3).dense(4, Activation.RELU).dense(2).build();
    assertThat(first).isEqualTo(second).hasSameHashCodeAs(second).hasToString("3-4 relu-2");
    assertThat(Network.builder(3).dense(4, Activation.ELU).dense(2).build()).isNotEqualTo(first);
  }

  @Test
  void refusesSizesOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(0))
        .withMessage("inputs: 0, expected at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(3).dense(0))
        .withMessageContaining("3 inputs and 0 outputs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(50_000).dense(50_000))
        .withMessageContaining("exceed the length of an array");
    Network.Builder half = Network.builder(40_000).dense(40_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> half.dense(40_000))
        .withMessageContaining("with layer 1");
    assertThatIllegalStateException().isThrownBy(() -> Network.builder(3).build());
  }
}
