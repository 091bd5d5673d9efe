// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import ritz.koopman.training.KoopmanPruning.Scope;
import ritz.nn.Network;
import ritz.nn.ParameterView;
import ritz.nn.PruningMask;

class KoopmanPruningTest {
  /** 12 weights, 4 biases, 8 weights, 2 biases. */
  private static final Network NETWORK = Network.builder(3).dense(4).dense(2).build();

  private static float[] limit() {
    float[] limit = new float[26];
    for (int i = 0; i < 26; i++) {
      limit[i] = (i % 2 == 0 ? 1 : -1) * (26f - i);
    }
    return limit;
  }

  @Test
  void takesTheSmallestWeightsOfAllOrOfEachLayer() {
    PruningMask global = KoopmanPruning.mask(NETWORK, limit(), 8.0 / 26, Scope.GLOBAL);
    PruningMask layer = KoopmanPruning.mask(NETWORK, limit(), 10.0 / 26, Scope.LAYER);
    for (int i = 0; i < 26; i++) {
      assertThat(global.isPruned(i)).isEqualTo(i >= 16 && i < 24);
      assertThat(layer.isPruned(i)).isEqualTo((i >= 6 && i < 12) || (i >= 20 && i < 24));
    }
  }

  @Property(tries = 200, seed = "1")
  void prunesAtLeastTheFractionAndNoBias(
      @ForAll @DoubleRange(max = 0.76) double fraction, @ForAll Scope scope) {
    PruningMask mask = KoopmanPruning.mask(NETWORK, NETWORK.initialize(1), fraction, scope);
    int asked = (int) Math.ceil(fraction * 26 * (1 - 1e-12));
    int groups = scope == Scope.GLOBAL ? 1 : 2;
    assertThat(mask.prunedCount()).isBetween(asked, Math.min(20, asked + groups - 1));
    for (ParameterView view : NETWORK.parameters()) {
      if (view.shape().size() == 1) {
        for (int i = 0; i < view.length(); i++) {
          assertThat(mask.isPruned(view.offset() + i)).isFalse();
        }
      }
    }
  }

  @Test
  void followsWhereWeightsAreHeadingRatherThanWhereTheyAre() {
    TrainingMonitor monitor = TrainingMonitor.builder().build();
    float[] weights = new float[26];
    for (int k = 0; k < 12; k++) {
      java.util.Arrays.fill(weights, 0.5f);
      // Weight 0 is the largest now and decays to 0; weight 1 is the smallest and grows to 1.
      weights[0] = (float) (20 * Math.pow(0.8, k));
      weights[1] = (float) (1 - Math.pow(0.8, k) * 11);
      monitor.observe(weights);
    }
    assertThat(weights[0]).isGreaterThan(1);
    assertThat(weights[1]).isLessThan(0.1f);
    double one = 1.0 / 26;
    PruningMask koopman = KoopmanPruning.mask(NETWORK, monitor.limitWeights(), one, Scope.GLOBAL);
    assertThat(koopman.isPruned(0)).isTrue();
    assertThat(koopman.prunedCount()).isEqualTo(1);
    assertThat(KoopmanPruning.mask(NETWORK, weights, one, Scope.GLOBAL).isPruned(1)).isTrue();
  }

  @Test
  void theStepThatTheModesPredictIsTheNextOne() {
    TrainingMonitor monitor = TrainingMonitor.builder().build();
    float[] weights = new float[26];
    for (int k = 0; k < 13; k++) {
      for (int i = 0; i < 26; i++) {
        weights[i] = (float) (i + 1 + Math.sin(i) * Math.pow(0.8, k));
      }
      monitor.observe(weights);
    }
    float[] step = monitor.predictedStep();
    for (int i = 0; i < 26; i++) {
      double next = Math.sin(i) * (Math.pow(0.8, 13) - Math.pow(0.8, 12));
      // weights up to 26 are rounded to float, 1e-6, and a difference of them is amplified by DMD
      assertThat((double) step[i]).isCloseTo(next, within(1e-4));
      assertThat(KoopmanPruning.gradientScores(weights, step)[i])
          .isEqualTo(Math.abs(weights[i] * step[i]));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KoopmanPruning.gradientScores(weights, new float[2]))
        .withMessageContaining("gradient: 2 numbers, expected 26");
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KoopmanPruning.mask(NETWORK, new float[25], 0.5, Scope.GLOBAL))
        .withMessageContaining("limit: 25 numbers, expected 26");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KoopmanPruning.mask(NETWORK, limit(), 0.8, Scope.GLOBAL))
        .withMessageContaining("fraction: 0.8, expected 0 to 0.769");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KoopmanPruning.mask(NETWORK, limit(), Double.NaN, Scope.LAYER));
    float[] bad = limit();
    bad[3] = Float.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KoopmanPruning.mask(NETWORK, bad, 0.5, Scope.LAYER))
        .withMessageContaining("entry 3 is NaN");
  }
}
