// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritz.koopman.training.KoopmanFreezing.Granularity;
import ritz.nn.Activation;
import ritz.nn.FreezingMask;
import ritz.nn.Network;

/** On a training made by hand, in which it is known which weights settle. */
class SettlingTest {
  private static final int INPUTS = 5;
  private static final int UNITS = 4;

  private static final Network NETWORK =
      Network.builder(INPUTS).dense(UNITS, Activation.RELU).dense(2).build();

  private static final int LAYER = UNITS * INPUTS + UNITS;

  /**
   * Weights of about 1 that decay or drift by an amplitude of 0.5.
   *
   * @param kinds for each parameter 0 if it decays at 0.5, 1 at 0.97, or 2 if it drifts
   */
  private static float[] weights(int epoch, IntUnaryOperator kinds) {
    SplittableRandom random = new SplittableRandom(7);
    float[] weights = new float[NETWORK.parameterCount()];
    for (int i = 0; i < weights.length; i++) {
      double limit = random.nextBoolean() ? 1 : -1;
      double amplitude = random.nextDouble(0.4, 0.6);
      int kind = kinds.applyAsInt(i);
      double factor =
          kind == 2 ? 0.1 * epoch : kind == 1 ? Math.pow(0.97, epoch) : Math.pow(0.5, epoch);
      weights[i] = (float) (limit + amplitude * factor);
    }
    return weights;
  }

  private static FakeTraining run(Granularity granularity, int epochs, IntUnaryOperator kinds) {
    float[] parameters = weights(0, kinds);
    FakeTraining training = new FakeTraining(NETWORK, 100, parameters);
    Settling settling = new Settling(NETWORK, granularity, 0.03, new BitSet());
    settling.onStart(training);
    for (int k = 1; k <= epochs && training.stoppedBy() == null; k++) {
      System.arraycopy(weights(k, kinds), 0, parameters, 0, parameters.length);
      settling.onEpoch(training.finishEpoch(1, 1));
    }
    return training;
  }

  private static int[] frozen(FreezingMask mask) {
    return IntStream.range(0, mask.length()).filter(mask::isFrozen).toArray();
  }

  private static int unit(int parameter) {
    return parameter < UNITS * INPUTS ? parameter / INPUTS : parameter - UNITS * INPUTS;
  }

  @Test
  void unitsThatHaveSettledFreezeWithTheirBiasesAndNoOthers() {
    // 0.5^13 is below the tolerance, 0.97^13 is 0.7; the last layer decays like unit 0.
    IntUnaryOperator kinds = i -> i >= LAYER ? 0 : new int[] {0, 1, 2, 0}[unit(i)];
    FakeTraining training = run(Granularity.UNITS, 14, kinds);

    int[] expected = IntStream.range(0, LAYER).filter(i -> unit(i) == 0 || unit(i) == 3).toArray();
    assertThat(frozen(training.frozen())).isEqualTo(expected);
    assertThat(training.stoppedBy()).isNull();
  }

  @Test
  void oneWeightThatMovesKeepsItsUnit() {
    IntUnaryOperator kinds = i -> i == 2 || i == LAYER - 1 ? 2 : 0;
    FakeTraining training = run(Granularity.UNITS, 14, kinds);

    int[] expected = IntStream.range(0, LAYER).filter(i -> unit(i) == 1 || unit(i) == 2).toArray();
    assertThat(frozen(training.frozen())).isEqualTo(expected);
  }

  @Test
  void weightsFreezeByThemselves() {
    IntUnaryOperator kinds = i -> i % 3;
    FakeTraining training = run(Granularity.WEIGHTS, 14, kinds);

    int[] expected = IntStream.range(0, LAYER).filter(i -> i % 3 == 0).toArray();
    assertThat(frozen(training.frozen())).isEqualTo(expected);
    assertThat(training.stoppedBy()).isNull();
  }

  @Test
  void layersFreezeAsAWholeOrNotAtAll() {
    FakeTraining training = run(Granularity.LAYERS, 14, i -> i % 3);

    assertThat(training.frozen().frozenCount()).isZero();
    assertThat(training.stoppedBy()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aLayerThatHasSettledAsAWholeEndsTheStage(Granularity granularity) {
    FakeTraining training = run(granularity, 14, i -> 0);

    assertThat(training.stoppedBy()).isEqualTo(KoopmanFreezing.FROZEN);
    // The last layer never freezes.
    assertThat(frozen(training.frozen()))
        .isEqualTo(IntStream.range(0, granularity == Granularity.LAYERS ? 0 : LAYER).toArray());
  }

  @Test
  void whatWasFrozenBeforeStaysSo() {
    float[] parameters = weights(0, i -> 2);
    FakeTraining training = new FakeTraining(NETWORK, 100, parameters);
    boolean[] before = new boolean[parameters.length];
    before[LAYER] = true;
    training.freeze(FreezingMask.of(before));
    BitSet carried = new BitSet();
    carried.set(1);
    new Settling(NETWORK, Granularity.UNITS, 0.03, carried).onStart(training);

    assertThat(frozen(training.frozen())).containsExactly(1, LAYER);
  }

  @Test
  void thePartThatIsAllMovesAsAllDoes() {
    SplittableRandom random = new SplittableRandom(11);
    int length = 40;
    SnapshotWindow window = new SnapshotWindow(8);
    float[] weights = new float[length];
    for (int k = 0; k < 8; k++) {
      for (int i = 0; i < length; i++) {
        weights[i] += (float) (random.nextDouble() - 0.3);
      }
      window.add(weights);
    }

    double all = Movement.of(window, 8).remaining() * window.latestNorm();
    assertThat(all).isPositive();
    // Sums of 280 products in another order, 280 roundings of 1.1e-16 each way; three such sums are
    // divided, and by 1 - rho with rho near a third: 2 · 280 · 1.1e-16 · 3 / (1 - 1/3) = 3e-13.
    assertThat(new PartMovement(window, 8, new Parts(1, length, -1)).remaining(0))
        .isCloseTo(all, within(1e-12 * all));
    assertThat(new PartMovement(window, 8, new Parts(1, length - 1, length - 1)).remaining(0))
        .isCloseTo(all, within(1e-12 * all));
  }

  @Test
  void aPartIsComparedWithItsNormOrThatOfAverageWeights() {
    float[] weights = {3, 4, 0, 0, 0, 12};
    Parts parts = new Parts(2, 2, 4);

    assertThat(parts.size(0, weights, 13))
        .isCloseTo(13 * Math.sqrt(0.5), within(8 * Math.ulp(13.0)));
    assertThat(parts.size(1, weights, 13)).isEqualTo(12);
    assertThat(new Parts(1, 6, -1).size(0, weights, 13)).isEqualTo(13);
    assertThat(parts.size(0, new float[6], 0)).isEqualTo(1);
  }
}
