// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PruningMaskTest {
  private static final PruningMask MASK = PruningMask.of(new boolean[] {true, false, true, false});

  @Test
  void setsPrunedEntriesToZeroAndLeavesTheOthers() {
    float[] parameters = {1, -2, Float.NaN, 4};
    MASK.apply(parameters);
    assertThat(parameters).containsExactly(0, -2, 0, 4);
    assertThat(MASK.prunedCount()).isEqualTo(2);
    assertThat(MASK.length()).isEqualTo(4);
    assertThat(MASK.isPruned(0)).isTrue();
    assertThat(MASK.isPruned(3)).isFalse();
  }

  @Test
  void isRecoveredFromTheZerosOfAPrunedModel() {
    PruningMask mask = PruningMask.ofZeros(new float[] {0, 1, -0.0f, Float.MIN_VALUE});
    float[] parameters = {1, 2, 3, 4};
    mask.apply(parameters);
    assertThat(parameters).containsExactly(0, 2, 0, 4);
  }

  @Test
  void refusesOtherLengths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MASK.apply(new float[3]))
        .withMessageContaining("3 numbers, the mask is for 4");
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> MASK.isPruned(4));
    Network network = Network.builder(1).dense(1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.builder(network).mask(MASK))
        .withMessageContaining("the network has 2");
  }
}
