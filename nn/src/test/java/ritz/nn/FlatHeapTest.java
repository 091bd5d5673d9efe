// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ritz.nn.data.Dataset;

/** What a long training holds on to. */
class FlatHeapTest {
  private static final int STEPS_PER_EPOCH = 20_000;
  private static final int EPOCHS = 4;

  /** What is reachable, as the least of several collections says. */
  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  @Test
  void tensOfThousandsOfStepsLeaveNothingBehind() {
    Dataset data = Samples.randomClasses(4, STEPS_PER_EPOCH, 3, 1);
    Network network = Network.builder(4).dense(8, Activation.TANH).dense(3).build();
    List<Long> heap = new ArrayList<>();
    Callback meter =
        new Callback() {
          @Override
          public void onEpoch(TrainingView training) {
            heap.add(used());
          }
        };
    TrainingResult result =
        Trainer.builder(network)
            .batch(1)
            .epochs(EPOCHS)
            .callback(meter)
            .build()
            .fit(Model.initialize(network, 1), data);
    assertThat(result.steps()).isEqualTo((long) STEPS_PER_EPOCH * EPOCHS);
    // One object of 16 bytes, the smallest there is, for each of these 60 000 steps is 0.96 MB.
    assertThat(heap.get(EPOCHS - 1) - heap.get(0)).isLessThan(900_000);
  }
}
