// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitTest {
  /** Samples numbered by their only feature, of classes of very different sizes. */
  private static Dataset numbered(int size, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] inputs = new float[size];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      inputs[i] = i;
      labels[i] = Math.min(random.nextInt(classes), random.nextInt(classes));
    }
    return Dataset.classification(1, inputs, labels, classes);
  }

  @Property(tries = 200, seed = "1")
  void everySampleGoesToOnePartAndEveryClassIsSplitInProportion(
      @ForAll long seed,
      @ForAll @IntRange(min = 20, max = 300) int size,
      @ForAll @IntRange(min = 1, max = 7) int classes,
      @ForAll @DoubleRange(min = 0.1, max = 0.9) double fraction) {
    Dataset data = numbered(size, classes, seed);
    Split split = data.split(fraction, seed);
    assertThat(split.train().size()).isEqualTo((int) Math.round(fraction * size));
    float[] all = Arrays.copyOf(split.train().inputs(), size);
    System.arraycopy(split.test().inputs(), 0, all, split.train().size(), split.test().size());
    Arrays.sort(all);
    assertThat(all).isEqualTo(data.inputs());
    assertThat(split.train().inputs()).isSorted();
    for (int c = 0; c < classes; c++) {
      // Cumulative rounding: two roundings, each off by at most a half.
      double expected = fraction * count(data, c);
      assertThat(count(split.train(), c) - expected).isBetween(-1.0, 1.0);
    }
  }

  private static long count(Dataset data, int label) {
    return Arrays.stream(data.labels()).filter(l -> l == label).count();
  }

  @Test
  void theSeedDecides() {
    Dataset data = numbered(100, 3, 1);
    float[] first = data.split(0.5, 1).train().inputs();
    assertThat(data.split(0.5, 1).train().inputs()).isEqualTo(first);
    assertThat(data.split(0.5, 2).train().inputs()).isNotEqualTo(first);
  }

  @Test
  void regressionsAreSplitToo() {
    float[] numbers = new float[10];
    IntStream.range(0, 10).forEach(i -> numbers[i] = i);
    Split split = Dataset.regression(1, numbers, 1, numbers).split(0.7, 3);
    assertThat(split.train().size()).isEqualTo(7);
    assertThat(split.train().targets()).isEqualTo(split.train().inputs());
    assertThat(split.test().targets()).isEqualTo(split.test().inputs());
  }

  @Test
  void refusesFractionsThatLeaveAPartEmpty() {
    Dataset data = numbered(10, 2, 1);
    for (double fraction : new double[] {0, 1, -0.5, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> data.split(fraction, 1))
          .withMessageContaining("trainFraction: " + fraction);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.split(0.01, 1))
        .withMessageContaining("one part empty");
  }
}
