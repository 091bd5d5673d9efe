// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.util.stream.IntStream;

/**
 * A data set in two parts.
 *
 * @param train the part to learn from
 * @param test the part held out
 */
public record Split(Dataset train, Dataset test) {

  static Split of(Dataset data, double trainFraction, long seed) {
    if (!(trainFraction > 0 && trainFraction < 1)) {
      throw new IllegalArgumentException(
          "trainFraction: " + trainFraction + ", expected a number between 0 and 1");
    }
    boolean[] inTrain = choose(data, trainFraction, seed);
    int[] train = IntStream.range(0, data.size()).filter(i -> inTrain[i]).toArray();
    int[] test = IntStream.range(0, data.size()).filter(i -> !inTrain[i]).toArray();
    if (train.length == 0 || test.length == 0) {
      throw new IllegalArgumentException(
          "trainFraction: "
              + trainFraction
              + " of "
              + data.size()
              + " samples leaves one part empty");
    }
    return new Split(data.subset(train), data.subset(test));
  }

  /**
   * Takes from each class, in shuffled order, what brings the running total nearest to the
   * fraction.
   */
  private static boolean[] choose(Dataset data, double trainFraction, long seed) {
    int[] order = Shuffle.permutation(data.size(), seed);
    int strata = data.isClassification() ? data.outputs() : 1;
    int[] size = new int[strata];
    for (int i : order) {
      size[stratum(data, i)]++;
    }
    int[] quota = new int[strata];
    int seen = 0;
    int taken = 0;
    for (int s = 0; s < strata; s++) {
      seen += size[s];
      quota[s] = (int) Math.round(trainFraction * seen) - taken;
      taken += quota[s];
    }
    boolean[] chosen = new boolean[data.size()];
    for (int i : order) {
      chosen[i] = quota[stratum(data, i)]-- > 0;
    }
    return chosen;
  }

  private static int stratum(Dataset data, int sample) {
    return data.isClassification() ? data.labels()[sample] : 0;
  }
}
