// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;

class BatchTest {
  private static final Scaling SCALING = Scaling.of(new float[] {1, -1}, new float[] {10, 0.5f});
  private static final float[] INPUTS = {1, 1, 2, 3, 3, 5, 4, 7};
  private static final int[] ORDER = {2, 0, 3, 1};

  @Test
  void takesScaledInputsAndTargetsInTheGivenOrder() {
    Dataset data =
        Dataset.regression(2, INPUTS, 3, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2});
    Batch batch = new Batch(SCALING, 3, 3, Threads.single());
    batch.fill(data, ORDER, 1, 3);
    assertThat(batch.size()).isEqualTo(3);
    assertThat(batch.inputs()).containsExactly(0, 1, 30, 4, 10, 2);
    assertThat(batch.targets()).containsExactly(1, 2, 3, 0, 1, 2, 4, 5, 6);
    batch.fill(data, ORDER, 0, 1);
    assertThat(batch.size()).isEqualTo(1);
    assertThat(Arrays.copyOf(batch.inputs(), 2)).containsExactly(20, 3);
    assertThat(Arrays.copyOf(batch.targets(), 3)).containsExactly(7, 8, 9);
  }

  @Test
  void takesLabelsAsNumbersAndAsTargets() {
    Dataset data = Dataset.classification(2, INPUTS, new int[] {0, 1, 2, 1}, 3);
    Batch batch = new Batch(SCALING, 3, 2, Threads.single());
    batch.fill(data, ORDER, 0, 2);
    assertThat(batch.labels()).containsExactly(2, 0);
    assertThat(batch.targets()).containsExactly(0, 0, 1, 1, 0, 0);
    batch.fill(data, ORDER, 2, 2);
    assertThat(batch.labels()).containsExactly(1, 1);
    assertThat(batch.targets()).containsExactly(0, 1, 0, 0, 1, 0);
  }

  @Test
  void takesRawInputsWithoutScaling() {
    Dataset data = Dataset.classification(2, INPUTS, new int[4], 1);
    Batch batch = new Batch(Scaling.identity(2), 1, 2, Threads.single());
    batch.fill(data, ORDER, 2, 2);
    assertThat(batch.inputs()).containsExactly(4, 7, 2, 3);
  }
}
