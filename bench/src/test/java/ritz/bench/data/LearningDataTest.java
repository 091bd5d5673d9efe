// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import ritz.nn.data.Dataset;

class LearningDataTest {
  /** Samples whose targets are their places, from 0 on. */
  private static Dataset points(int count) {
    float[] places = new float[count];
    for (int i = 0; i < count; i++) {
      places[i] = i;
    }
    return Dataset.regression(1, places.clone(), 1, places);
  }

  private static float[] trained(LearningData data) {
    return ((Samples.Loaded) data.train()).data().targets();
  }

  @Test
  void everySecondPointOfACurveIsHeldOut() throws IOException {
    LearningData data = LearningData.onGrid("curve", points(7), 1);
    assertThat(trained(data)).containsExactly(0, 2, 4, 6);
    assertThat(data.test().targets()).containsExactly(1, 3, 5);
  }

  @Test
  void everySecondRowOfAnImageIsHeldOut() throws IOException {
    LearningData data = LearningData.onGrid("image", points(15), 3);
    assertThat(trained(data)).containsExactly(0, 1, 2, 6, 7, 8);
    assertThat(data.test().targets()).containsExactly(3, 4, 5, 9, 10, 11);
  }
}
