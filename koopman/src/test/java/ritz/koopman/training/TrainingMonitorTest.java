// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.nn.Network;
import ritz.nn.ParameterView;

class TrainingMonitorTest {
  private static final int WINDOW = 12;
  private static final int PATIENCE = 5;
  private static final double TOLERANCE = 0.007;

  private static TrainingMonitor monitor() {
    return TrainingMonitor.builder().build();
  }

  private static Assessment last(List<Assessment> history) {
    return history.get(history.size() - 1);
  }

  /** The first epoch with a verdict. */
  private static int first(List<Assessment> history, Verdict verdict) {
    return history.stream()
        .filter(assessment -> assessment.verdict() == verdict)
        .mapToInt(Assessment::epoch)
        .findFirst()
        .orElse(-1);
  }

  @Test
  void aSingleDecayConvergesWhenItsFormulaSays() {
    double size = 0.5;
    double lambda = 0.8;
    List<Assessment> history = new WeightPath(1).mode(size, lambda).shownTo(monitor(), 60);
    int expected = -1;
    for (int epoch = WINDOW - 1; epoch <= 60; epoch++) {
      // The steps in the window have the mean size (1 - lambda) mean(lambda^k).
      double mean = 0;
      for (int k = epoch - WINDOW + 1; k < epoch; k++) {
        mean += Math.pow(lambda, k) / (WINDOW - 1);
      }
      double norm = Math.hypot(1, size * Math.pow(lambda, epoch));
      double remaining = size * mean * lambda / norm;
      Assessment found = history.get(epoch);
      if (remaining > 1e-4) {
        // The random directions are orthogonal to about 1/sqrt(4000).
        assertThat(found.persistence()).isCloseTo(lambda, within(1e-3));
        assertThat(found.remaining()).isCloseTo(remaining, within(0.01 * remaining));
        assertThat(found.step())
            .isCloseTo(size * (1 - lambda) * mean / norm, within(0.01 * remaining));
      }
      if (expected < 0 && remaining <= TOLERANCE) {
        expected = epoch;
      }
    }
    assertThat(first(history, Verdict.CONVERGING)).isEqualTo(WINDOW - 1 + PATIENCE - 1);
    assertThat(first(history, Verdict.CONVERGED)).isEqualTo(expected + PATIENCE - 1);
    assertThat(last(history).verdict()).isEqualTo(Verdict.CONVERGED);
    assertThat(last(history).epochsLeft()).isZero();
  }

  @Test
  void epochsLeftFollowTheDecay() {
    double lambda = 0.9;
    List<Assessment> history = new WeightPath(2).mode(0.5, lambda).shownTo(monitor(), 60);
    int converged = -1;
    for (Assessment assessment : history) {
      if (converged < 0 && assessment.remaining() <= TOLERANCE) {
        converged = assessment.epoch();
      }
    }
    for (int epoch = 2 * WINDOW; epoch < converged; epoch++) {
      // A fraction of an epoch and the curvature of the norm of w are left.
      assertThat(history.get(epoch).epochsLeft()).isCloseTo(converged - epoch, within(1.5));
    }
  }

  @Test
  void evidenceHasTheEigenvaluesResidualsAndAmplitudes() {
    Complex turning = new Complex(0.7, 0.4);
    WeightPath path = new WeightPath(3).mode(0.3, 0.9).mode(0.5, turning);
    List<Assessment.Mode> modes = last(path.shownTo(monitor(), WINDOW - 1)).modes();
    double norm = Math.hypot(1, 0.3 * Math.pow(0.9, 11));
    assertThat(modes).hasSize(4);
    assertMode(modes, Complex.ONE, 1 / norm, true);
    assertMode(modes, new Complex(0.9, 0), 0.3 * Math.pow(0.9, 11) / norm, false);
    // Each of a conjugate pair has half of the real amplitude in both p and q.
    double half = 0.5 * Math.pow(turning.abs(), 11) / Math.sqrt(2) / norm;
    assertMode(modes, turning, half, false);
    assertMode(modes, turning.conjugate(), half, false);
  }

  private static void assertMode(
      List<Assessment.Mode> modes, Complex eigenvalue, double amplitude, boolean unit) {
    Assessment.Mode mode =
        modes.stream()
            .filter(m -> m.eigenvalue().minus(eigenvalue).abs() < 1e-4)
            .findFirst()
            .orElseThrow();
    assertThat(mode.residual()).isLessThan(1e-4);
    assertThat(mode.amplitude()).isCloseTo(amplitude, within(0.03));
    assertThat(mode.unit()).isEqualTo(unit);
    assertThat(mode.significant()).isEqualTo(amplitude > TOLERANCE);
  }

  @Test
  void limitWeightsAreReachedLongBeforeTheWeights() {
    TrainingMonitor monitor = monitor();
    WeightPath path = new WeightPath(4).mode(0.4, 0.85).mode(0.3, new Complex(0.5, 0.5));
    path.shownTo(monitor, WINDOW - 1);
    assertThat(WeightPath.distance(path.at(WINDOW - 1), path.limit())).isGreaterThan(0.05);
    assertThat(WeightPath.distance(monitor.limitWeights(), path.limit())).isLessThan(1e-3);
  }

  @Test
  void limitWeightsAreFreeOfMostOfTheNoise() {
    TrainingMonitor monitor = monitor();
    WeightPath path = new WeightPath(5).noise(0.02);
    path.shownTo(monitor, 40);
    double[] limit = path.limit();
    assertThat(WeightPath.distance(path.at(41), limit)).isGreaterThan(0.018);
    // The mean of 12 would be at 0.02/sqrt(12) = 0.006.
    assertThat(WeightPath.distance(monitor.limitWeights(), limit)).isLessThan(0.01);
  }

  @Test
  void constantWeightsHaveConverged() {
    List<Assessment> history = new WeightPath(6).shownTo(monitor(), 20);
    assertThat(first(history, Verdict.CONVERGED)).isEqualTo(WINDOW - 1 + PATIENCE - 1);
    assertThat(last(history).step()).isZero();
    assertThat(last(history).modes()).hasSize(1);
  }

  @Test
  void weightsThatAreAllZeroHaveConverged() {
    TrainingMonitor monitor = monitor();
    Assessment assessment = null;
    for (int k = 0; k < 20; k++) {
      assessment = monitor.observe(new float[3]);
    }
    assertThat(assessment.verdict()).isEqualTo(Verdict.CONVERGED);
    assertThat(assessment.modes()).isEmpty();
    assertThat(monitor.limitWeights()).containsOnly(0);
  }

  @Test
  void littleNoiseAroundAPointHasConvergedAndMuchNoiseSwings() {
    Assessment little = last(new WeightPath(7).noise(0.003).shownTo(monitor(), 40));
    assertThat(little.verdict()).isEqualTo(Verdict.CONVERGED);
    // Independent noise e_k has increments e_(k+1) - e_k with correlation -1/2.
    assertThat(little.persistence()).isCloseTo(-0.5, within(0.03));
    Assessment much = last(new WeightPath(8).noise(0.05).shownTo(monitor(), 40));
    assertThat(much.verdict()).isEqualTo(Verdict.OSCILLATING);
  }

  @Test
  void aWalkWithoutDirectionIsStalled() {
    List<Assessment> history = new WeightPath(9).walk(0.03).shownTo(monitor(), 40);
    assertThat(last(history).verdict()).isEqualTo(Verdict.STALLED);
    assertThat(last(history).persistence()).isCloseTo(0, within(0.05));
    assertThat(first(history, Verdict.CONVERGED)).isEqualTo(-1);
  }

  @Test
  void aWalkOfWeightsThatOnlyGrowHasConverged() {
    // Growth by 1.2 % of the present norm per epoch, below the noise.
    WeightPath path = new WeightPath(10).growth(0.5, 1.02).walk(0.025);
    Assessment assessment = last(path.shownTo(monitor(), 40));
    assertThat(assessment.alignment()).isGreaterThan(0.75);
    assertThat(assessment.verdict()).isEqualTo(Verdict.CONVERGED);
  }

  @Test
  void aSteadyDriftIsNotTakenForConvergence() {
    for (double step : new double[] {1e-6, 1e-5, 1e-4, 1e-3, 1e-2}) {
      TrainingMonitor monitor = monitor();
      WeightPath path = new WeightPath(11);
      float[] start = path.at(0);
      List<Assessment> history = new ArrayList<>();
      for (int k = 0; k < 100; k++) {
        float[] weights = start.clone();
        weights[0] += (float) (k * step);
        history.add(monitor.observe(weights));
      }
      assertThat(first(history, Verdict.CONVERGED)).isEqualTo(-1);
      assertThat(last(history).verdict())
          .isEqualTo(step < 5e-3 ? Verdict.STALLED : Verdict.CONVERGING);
    }
  }

  @Test
  void aDecayThatTakesThousandsOfEpochsIsStalled() {
    // From 0.3 to 0.007 at this rate: log(43) / 0.001 = 3800 epochs.
    List<Assessment> history = new WeightPath(12).mode(0.3, 0.999).shownTo(monitor(), 60);
    assertThat(last(history).verdict()).isEqualTo(Verdict.STALLED);
    assertThat(first(history, Verdict.CONVERGED)).isEqualTo(-1);
    assertThat(last(history).epochsLeft()).isGreaterThan(1000);
  }

  @Test
  void growthDivergesWhicheverWayItTurns() {
    for (Complex growing :
        List.of(new Complex(1.1, 0), new Complex(-1.1, 0), Complex.polar(1.1, 1))) {
      List<Assessment> history = new WeightPath(13).mode(0.05, growing).shownTo(monitor(), 50);
      assertThat(first(history, Verdict.DIVERGING)).isEqualTo(WINDOW - 1 + 2 * PATIENCE - 1);
      assertThat(last(history).verdict()).isEqualTo(Verdict.DIVERGING);
    }
  }

  @Test
  void aJumpThatLeavesMostWeightsDeadIsNoConvergence() {
    List<Assessment> jumped = shownBlowUp(5);
    assertThat(first(jumped, Verdict.CONVERGED)).isEqualTo(-1);
    assertThat(last(jumped).verdict()).isEqualTo(Verdict.DIVERGING);
    assertThat(last(jumped).frozen()).isEqualTo(0.95);
    // Without the jump they are weights that have settled early.
    assertThat(last(shownBlowUp(0.5)).verdict()).isEqualTo(Verdict.CONVERGED);
  }

  @Test
  void aJumpAfterWhichAllStandsStillIsConvergence() {
    List<Assessment> history = new WeightPath(22).mode(5, 0).shownTo(monitor(), 40);
    assertThat(last(history).frozen()).isEqualTo(1);
    assertThat(last(history).verdict()).isEqualTo(Verdict.CONVERGED);
  }

  /** A single large step, after which 5 % of the weights still jitter. */
  private static List<Assessment> shownBlowUp(double step) {
    TrainingMonitor monitor = monitor();
    WeightPath path = new WeightPath(20).mode(step, 0);
    WeightPath jitter = new WeightPath(21).noise(0.5);
    List<Assessment> history = new ArrayList<>();
    for (int k = 0; k < 40; k++) {
      float[] weights = path.at(1 - Math.min(k, 1));
      float[] noise = jitter.at(k);
      for (int i = 0; i < WeightPath.LENGTH / 20; i++) {
        weights[i] += 0.01f * noise[i];
      }
      history.add(monitor.observe(weights));
    }
    return history;
  }

  @Test
  void lastingSwingsOscillateAndDyingOnesConverge() {
    for (Complex lasting : List.of(Complex.polar(0.995, 1), new Complex(-0.99, 0))) {
      List<Assessment> history = new WeightPath(14).mode(0.1, lasting).shownTo(monitor(), 60);
      assertThat(last(history).verdict()).isEqualTo(Verdict.OSCILLATING);
      assertThat(first(history, Verdict.CONVERGED)).isEqualTo(-1);
    }
    List<Assessment> dying =
        new WeightPath(15).mode(0.5, Complex.polar(0.85, 1)).shownTo(monitor(), 60);
    assertThat(first(dying, Verdict.OSCILLATING)).isEqualTo(-1);
    assertThat(last(dying).verdict()).isEqualTo(Verdict.CONVERGED);
  }

  @Test
  void aSwingDoesNotHideADrift() {
    // The swing alone has persistence -1 and would leave nothing to come.
    WeightPath path = new WeightPath(16).mode(0.004, -1).mode(0.5, 0.995);
    List<Assessment> history = path.shownTo(monitor(), 60);
    assertThat(last(history).persistence()).isLessThan(0);
    assertThat(first(history, Verdict.CONVERGED)).isEqualTo(-1);
  }

  @Test
  void theVerdictWaitsForPatience() {
    TrainingMonitor monitor = TrainingMonitor.builder().window(4).patience(3).build();
    float[] weights = {1, 0};
    List<Verdict> verdicts = new ArrayList<>();
    for (int k = 0; k < 8; k++) {
      verdicts.add(monitor.observe(weights).verdict());
    }
    assertThat(verdicts.subList(0, 5)).containsOnly(Verdict.WARMING_UP);
    assertThat(verdicts.subList(5, 8)).containsOnly(Verdict.CONVERGED);
    // One kick changes the tendency at once, the verdict only later.
    Assessment kicked = monitor.observe(new float[] {1, 0.5f});
    assertThat(kicked.tendency()).isNotEqualTo(Verdict.CONVERGED);
    assertThat(kicked.verdict()).isEqualTo(Verdict.CONVERGED);
    assertThat(monitor.verdict()).isEqualTo(Verdict.CONVERGED);
  }

  @Test
  void evidenceDependsOnTheWindowAloneHoweverLongItSlid() {
    // Bursts of three decades; anything kept from them would show.
    TrainingMonitor old = monitor();
    for (int k = 0; k < 300; k++) {
      float[] weights = new WeightPath(100 + k).at(0);
      float factor = k % 50 == 0 ? 1000 : 1;
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= factor;
      }
      old.observe(weights);
    }
    TrainingMonitor young = monitor();
    WeightPath path = new WeightPath(17).mode(0.2, 0.9).noise(0.001);
    for (int k = 0; k < WINDOW; k++) {
      float[] weights = path.at(k);
      Assessment fromOld = old.observe(weights);
      Assessment fromYoung = young.observe(weights);
      if (k == WINDOW - 1) {
        assertThat(fromOld.modes()).isEqualTo(fromYoung.modes());
        assertThat(fromOld.remaining()).isEqualTo(fromYoung.remaining());
        assertThat(fromOld.drift()).isEqualTo(fromYoung.drift());
        assertThat(fromOld.alignment()).isEqualTo(fromYoung.alignment());
      }
    }
    assertThat(old.limitWeights()).isEqualTo(young.limitWeights());
  }

  @Test
  void scalingTheWeightsByAPowerOfTwoChangesNothing() {
    TrainingMonitor plain = monitor();
    TrainingMonitor scaled = monitor();
    WeightPath path = new WeightPath(18).mode(0.2, 0.9).noise(0.001);
    for (int k = 0; k < 30; k++) {
      float[] weights = path.at(k);
      Assessment expected = plain.observe(weights);
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= 0x1p-40f;
      }
      assertThat(scaled.observe(weights)).isEqualTo(expected);
    }
  }

  @Test
  void doublesAreTakenAsTheirFloats() {
    TrainingMonitor floats = monitor();
    TrainingMonitor doubles = monitor();
    WeightPath path = new WeightPath(19).mode(0.2, 0.9);
    for (int k = 0; k < 15; k++) {
      float[] weights = path.at(k);
      double[] wide = new double[weights.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = weights[i];
      }
      assertThat(doubles.observe(wide)).isEqualTo(floats.observe(weights));
    }
  }

  @Test
  void theToleranceDecidesWhenTheMovementIsNegligible() {
    List<Integer> converged = new ArrayList<>();
    for (double tolerance : new double[] {0.02, 0.004, 0.0008}) {
      TrainingMonitor monitor = TrainingMonitor.builder().tolerance(tolerance).build();
      List<Assessment> history = new WeightPath(23).mode(0.5, 0.8).shownTo(monitor, 60);
      converged.add(first(history, Verdict.CONVERGED));
    }
    // A fifth of the movement takes log(5) / -log(0.8) = 7.2 epochs.
    assertThat(converged.get(1) - converged.get(0)).isBetween(7, 8);
    assertThat(converged.get(2) - converged.get(1)).isBetween(7, 8);
  }

  @Test
  void verdictsHaveLabels() {
    assertThat(Verdict.WARMING_UP.label()).isEqualTo("warming_up");
    assertThat(Verdict.DIVERGING.label()).isEqualTo("diverging");
  }

  @Test
  void magnitudesTellWhereAModeIs() {
    Network network = Network.builder(3).dense(4).dense(2).build();
    TrainingMonitor monitor = monitor();
    for (int k = 0; k < WINDOW; k++) {
      float[] weights = network.initialize(1);
      ParameterView moving = network.parameters().get(2);
      for (int i = moving.offset(); i < moving.offset() + moving.length(); i++) {
        weights[i] += (float) Math.pow(0.8, k);
      }
      monitor.observe(weights);
    }
    Matrix magnitudes = monitor.modeMagnitudes(network);
    assertThat(magnitudes.rows()).isEqualTo(4);
    assertThat(magnitudes.columns()).isEqualTo(2);
    // Of 8 weights, each 0.8^11 from its limit.
    double size = Math.sqrt(8) * Math.pow(0.8, 11);
    assertThat(magnitudes.get(2, 1)).isCloseTo(size, within(1e-4));
    for (int row : new int[] {0, 1, 3}) {
      assertThat(magnitudes.get(row, 1)).isLessThan(1e-4);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor.modeMagnitudes(Network.builder(3).dense(2).build()))
        .withMessageContaining("8 parameters, 26 were observed");
  }

  @Test
  void beforeTheWindowIsFullThereIsNoEvidence() {
    TrainingMonitor monitor = monitor();
    assertThatIllegalStateException().isThrownBy(monitor::limitWeights);
    assertThat(monitor.verdict()).isEqualTo(Verdict.WARMING_UP);
    Assessment first = monitor.observe(new float[] {1, 2});
    assertThat(first.epoch()).isZero();
    assertThat(first.modes()).isEmpty();
    assertThat(first.remaining()).isNaN();
    assertThat(monitor.limitWeights()).containsExactly(1, 2);
  }

  @Test
  void badInputIsNamedAndChangesNothing() {
    TrainingMonitor monitor = monitor();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor.observe(new float[0]))
        .withMessageContaining("weights: none");
    monitor.observe(new float[] {1, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor.observe(new float[] {1, Float.NaN}))
        .withMessageContaining("entry 1 is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor.observe(new double[] {1e300, 1}))
        .withMessageContaining("entry 0 is Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor.observe(new float[3]))
        .withMessageContaining("3 numbers, expected 2");
    assertThat(monitor.observe(new float[] {1, 2}).epoch()).isEqualTo(1);
    TrainingMonitor.Builder builder = TrainingMonitor.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.window(3));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.patience(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.tolerance(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.tolerance(Double.NaN));
  }
}
