// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import ritz.nn.data.Dataset;

class LossTest {
  private static double crossEntropy(
      float[] outputs, float[] gradient, int classes, int... labels) {
    Dataset data = Dataset.classification(1, new float[labels.length], labels, classes);
    return LossPass.of(Loss.softmaxCrossEntropy(), classes, labels.length)
        .evaluate(outputs, Batches.whole(data), gradient);
  }

  @Test
  void crossEntropyOfEqualOutputsIsTheLogarithmOfTheClasses() {
    float[] gradient = new float[4];
    double loss = crossEntropy(new float[] {7, 7, 7, 7}, gradient, 4, 2);
    assertThat(loss).isCloseTo(Math.log(4), within(1e-15));
    assertThat(gradient).containsExactly(0.25f, 0.25f, -0.75f, 0.25f);
  }

  @Test
  void crossEntropyOfHugeOutputsIsExact() {
    float[] gradient = new float[4];
    double loss = crossEntropy(new float[] {3e38f, -3e38f, 1000, 0}, gradient, 2, 0, 1);
    assertThat(loss).isEqualTo(500);
    assertThat(gradient).containsExactly(0, 0, 0.5f, -0.5f);
  }

  @Test
  void crossEntropyOfAnImprobableClassKeepsItsDigits() {
    // log(1 + exp(-30)) would lose them if it were computed as -log of a rounded probability.
    float[] gradient = new float[2];
    double loss = crossEntropy(new float[] {15, -15}, gradient, 2, 1);
    assertThat(loss).isCloseTo(30 + Math.log1p(Math.exp(-30)), within(1e-14));
    assertThat((double) gradient[0]).isCloseTo(1, within(1e-7));
  }

  @Test
  void crossEntropyIsAccurateRelativeToItselfWhereverTheClassStands() {
    for (double margin = -16; margin <= 17; margin += 0.25) {
      float[] gradient = new float[3];
      double loss = crossEntropy(new float[] {(float) margin, 0, -1}, gradient, 3, 0);
      double others = Math.exp(-margin) + Math.exp(-margin - 1);
      // Sums of exponentials in float, each within 2 ulp.
      assertThat(loss).as("%s", margin).isCloseTo(Math.log1p(others), withinPercentage(3e-5));
      assertThat((double) gradient[1])
          .as("%s", margin)
          .isCloseTo(Math.exp(-margin) / (1 + others), withinPercentage(1e-4));
    }
  }

  @Test
  void crossEntropyOfOneSampleFarOffIsThatOfEachByItself() {
    float[] outputs = {1, 2, 3, -20, 20, 1, 0, 0.5f, 0.25f, -1, 1, 2};
    int[] labels = {2, 0, 1, 0};
    float[] gradient = new float[12];
    double loss = crossEntropy(outputs, gradient, 3, labels);
    double sum = 0;
    for (int j = 0; j < 4; j++) {
      float[] own = new float[3];
      sum += crossEntropy(Arrays.copyOfRange(outputs, 3 * j, 3 * j + 3), own, 3, labels[j]);
      for (int i = 0; i < 3; i++) {
        assertThat(gradient[3 * j + i]).isCloseTo(own[i] / 4, within(1e-7f));
      }
    }
    assertThat(loss).isCloseTo(sum / 4, within(1e-6));
  }

  @Test
  void crossEntropyGradientOfASampleSumsToZero() {
    float[] outputs = {0.3f, -1.2f, 2.5f, 4, 4, -9};
    float[] gradient = new float[6];
    crossEntropy(outputs, gradient, 3, 1, 2);
    // Three numbers below 1 / 2, each rounded to float.
    assertThat((double) gradient[0] + gradient[1] + gradient[2]).isCloseTo(0, within(1e-7));
    assertThat((double) gradient[3] + gradient[4] + gradient[5]).isCloseTo(0, within(1e-7));
  }

  @Test
  void nonFiniteOutputsGiveANonFiniteLoss() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      float[] outputs = {0, 0, bad};
      assertThat(crossEntropy(outputs, new float[3], 3, 2)).as("loss of %s", bad).isNotFinite();
      Dataset data = Dataset.regression(1, new float[1], 3, new float[3]);
      LossPass pass = LossPass.of(Loss.meanSquare(), 3, 1);
      assertThat(pass.evaluate(outputs, Batches.whole(data), new float[3])).isNotFinite();
    }
  }

  @Test
  void meanSquareAveragesOverOutputsAndSamples() {
    Dataset data = Dataset.regression(1, new float[2], 2, new float[] {1, 2, 3, 4});
    float[] gradient = new float[4];
    double loss =
        LossPass.of(Loss.meanSquare(), 2, 2)
            .evaluate(new float[] {2, 2, 3, 0}, Batches.whole(data), gradient);
    assertThat(loss).isEqualTo(17.0 / 4);
    assertThat(gradient).containsExactly(0.5f, 0, 0, -2);
  }

  @Test
  void meanSquareOfAClassificationAimsAtOneForTheClassAndZeroElsewhere() {
    Dataset data = Dataset.classification(1, new float[2], new int[] {1, 0}, 2);
    double loss =
        LossPass.of(Loss.meanSquare(), 2, 2)
            .evaluate(new float[] {0, 1, 0, 1}, Batches.whole(data), new float[4]);
    assertThat(loss).isEqualTo(0.5);
  }

  @Test
  void sumsAccumulateInDouble() {
    // A million times the float nearest to 0.1: a float sum would be off by whole percents.
    int size = 1_000_000;
    Dataset data = Dataset.regression(1, new float[size], 1, new float[size]);
    float[] outputs = new float[size];
    Arrays.fill(outputs, 0.1f);
    double loss =
        LossPass.of(Loss.meanSquare(), 1, size)
            .evaluate(outputs, Batches.whole(data), new float[size]);
    assertThat(loss).isCloseTo((double) 0.1f * 0.1f, within(1e-12));
  }
}
