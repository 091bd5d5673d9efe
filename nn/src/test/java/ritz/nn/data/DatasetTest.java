// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final Dataset CLASSES =
      Dataset.classification(2, new float[] {1, 2, 3, 4, 5, 6}, new int[] {1, 0, 1}, 2);
  private static final Dataset VALUES =
      Dataset.regression(1, new float[] {1, 2, 3}, 2, new float[] {10, 11, 20, 21, 30, 31});

  @Test
  void holdsWhatItWasGiven() {
    assertThat(CLASSES.size()).isEqualTo(3);
    assertThat(CLASSES.features()).isEqualTo(2);
    assertThat(CLASSES.outputs()).isEqualTo(2);
    assertThat(CLASSES.classes()).containsExactly("0", "1");
    assertThat(CLASSES.sample(1)).containsExactly(3, 4);
    assertThat(VALUES.size()).isEqualTo(3);
    assertThat(VALUES.outputs()).isEqualTo(2);
    assertThat(VALUES.classes()).isEmpty();
    assertThatIllegalStateException().isThrownBy(CLASSES::targets);
    assertThatIllegalStateException().isThrownBy(VALUES::labels);
  }

  @Test
  void subsetsKeepInputsAndTargetsTogether() {
    Dataset classes = CLASSES.subset(2, 0, 2);
    assertThat(classes.inputs()).containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(classes.labels()).containsExactly(1, 1, 1);
    assertThat(classes.classes()).isEqualTo(CLASSES.classes());
    Dataset values = VALUES.subset(1);
    assertThat(values.inputs()).containsExactly(2);
    assertThat(values.targets()).containsExactly(20, 21);
    assertThatIllegalArgumentException().isThrownBy(CLASSES::subset);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.classification(2, new float[3], new int[1], 2))
        .withMessage("inputs: 3 values, expected a positive multiple of 2 features");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.classification(2, new float[0], new int[0], 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.classification(0, new float[2], new int[1], 2))
        .withMessageContaining("features: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.classification(2, new float[4], new int[] {0, 2}, 2))
        .withMessage("labels: sample 1 has 2, expected 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.classification(2, new float[4], new int[1], 2))
        .withMessageContaining("1 for 2 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.classification(2, new float[4], new int[2], List.of()))
        .withMessageContaining("classes: empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.regression(2, new float[] {0, 0, Float.NaN, 0}, 1, new float[2]))
        .withMessage("inputs: value 0 of sample 1 is NaN, expected a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Dataset.regression(
                    1, new float[2], 2, new float[] {0, 0, 0, Float.POSITIVE_INFINITY}))
        .withMessage("targets: value 1 of sample 1 is Infinity, expected a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.regression(1, new float[2], 2, new float[3]))
        .withMessageContaining("expected 2 for each");
  }
}
