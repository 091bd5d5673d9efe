// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;

/** Each condition of the rule from both sides, all else as in a training that has converged. */
class VerdictRuleTest {
  private static final VerdictRule RULE = new VerdictRule(10, 0.007);

  /** The evidence of a converged training, to be changed in one place. */
  private static final class Case {
    private final List<Assessment.Mode> modes = new ArrayList<>();
    private double step = 0.005;
    private double persistence = 0.5;
    private double drift = 0.001;
    private double alignment;
    private double growth = 1;
    private double remaining = 0.005;
    private double epochsLeft;
    private double frozen;
    private double largestStep = 0.1;
    private boolean jumped;
    private Verdict current = Verdict.CONVERGING;

    Case mode(Complex eigenvalue, boolean significant, boolean unit) {
      modes.add(new Assessment.Mode(eigenvalue, 0.01, 0.5, significant, unit));
      return this;
    }

    Case step(double value) {
      step = value;
      return this;
    }

    Case persistence(double value) {
      persistence = value;
      return this;
    }

    Case remaining(double value) {
      remaining = value;
      return this;
    }

    Verdict verdict() {
      Movement movement = new Movement(step, persistence, remaining, drift, alignment, growth);
      return RULE.of(
          new Evidence(modes, movement, remaining, epochsLeft, frozen, largestStep, jumped),
          current);
    }
  }

  private static final Complex GROWING = new Complex(1.02, 0);

  @Test
  void littleMovementIsConverged() {
    assertThat(new Case().verdict()).isEqualTo(Verdict.CONVERGED);
    assertThat(new Case().remaining(0.0071).verdict()).isEqualTo(Verdict.CONVERGING);
  }

  @Test
  void whatHasConvergedIsGivenTwiceTheTolerance() {
    Case held = new Case().remaining(0.0139);
    held.current = Verdict.CONVERGED;
    assertThat(held.verdict()).isEqualTo(Verdict.CONVERGED);
    assertThat(held.remaining(0.0141).verdict()).isEqualTo(Verdict.CONVERGING);
  }

  @Test
  void significantModesMustBeAtOne() {
    Complex decaying = new Complex(0.8, 0);
    assertThat(new Case().mode(decaying, true, false).verdict()).isEqualTo(Verdict.CONVERGING);
    assertThat(new Case().mode(decaying, false, false).verdict()).isEqualTo(Verdict.CONVERGED);
    assertThat(new Case().mode(Complex.ONE, true, true).verdict()).isEqualTo(Verdict.CONVERGED);
  }

  @Test
  void noiseWithoutDirectionIsStalledUnlessTheWeightsGrow() {
    assertThat(new Case().step(0.0101).verdict()).isEqualTo(Verdict.STALLED);
    Case growing = new Case().step(0.099);
    growing.alignment = 0.71;
    assertThat(growing.verdict()).isEqualTo(Verdict.CONVERGED);
    assertThat(growing.step(0.101).verdict()).isEqualTo(Verdict.STALLED);
    growing.step(0.099).alignment = 0.70;
    assertThat(growing.verdict()).isEqualTo(Verdict.STALLED);
  }

  @Test
  void aStraightWayAtTheOldPaceIsStalled() {
    Case creeping = new Case().persistence(0.86);
    creeping.largestStep = 0.04;
    assertThat(creeping.verdict()).isEqualTo(Verdict.STALLED);
    assertThat(creeping.persistence(0.84).verdict()).isEqualTo(Verdict.CONVERGED);
    creeping.persistence(0.86).largestStep = 0.06;
    assertThat(creeping.verdict()).isEqualTo(Verdict.CONVERGED);
  }

  @Test
  void littleMovementThatNeverEndsIsStalled() {
    Case slow = new Case().remaining(0.1);
    slow.largestStep = 0.019;
    slow.drift = 0.0049;
    slow.epochsLeft = 1001;
    assertThat(slow.verdict()).isEqualTo(Verdict.STALLED);
    slow.epochsLeft = 999;
    assertThat(slow.verdict()).isEqualTo(Verdict.CONVERGING);
    slow.epochsLeft = 1001;
    slow.drift = 0.0051;
    assertThat(slow.verdict()).isEqualTo(Verdict.CONVERGING);
    slow.drift = 0.0049;
    slow.largestStep = 0.021;
    assertThat(slow.verdict()).isEqualTo(Verdict.CONVERGING);
  }

  @Test
  void reversingStepsOscillateWhenTheyAreLarge() {
    Case reversing = new Case().persistence(-0.26).step(0.0101);
    assertThat(reversing.verdict()).isEqualTo(Verdict.OSCILLATING);
    assertThat(reversing.step(0.0099).verdict()).isEqualTo(Verdict.CONVERGED);
    assertThat(reversing.step(0.0101).persistence(-0.24).verdict()).isEqualTo(Verdict.STALLED);
  }

  @Test
  void modesThatTurnAndLastOscillate() {
    // Half a round in a window of 10 is an angle of 0.314; to outlast it, a modulus of 0.9.
    assertThat(turning(Complex.polar(0.91, 0.32), true)).isEqualTo(Verdict.OSCILLATING);
    assertThat(turning(Complex.polar(0.91, -0.32), true)).isEqualTo(Verdict.OSCILLATING);
    assertThat(turning(Complex.polar(0.89, 0.32), true)).isEqualTo(Verdict.CONVERGING);
    assertThat(turning(Complex.polar(0.91, 0.31), true)).isEqualTo(Verdict.CONVERGING);
    assertThat(turning(Complex.polar(0.91, 0.32), false)).isEqualTo(Verdict.CONVERGED);
    assertThat(new Case().mode(Complex.polar(1, 0.32), true, true).verdict())
        .isEqualTo(Verdict.CONVERGED);
  }

  private static Verdict turning(Complex eigenvalue, boolean significant) {
    return new Case().mode(eigenvalue, significant, false).verdict();
  }

  @Test
  void growingStepsAndAGrowingModeDiverge() {
    Case growing = new Case().mode(GROWING, true, false);
    growing.growth = 1.011;
    assertThat(growing.verdict()).isEqualTo(Verdict.DIVERGING);
    growing.growth = 1.009;
    assertThat(growing.verdict()).isEqualTo(Verdict.CONVERGING);
    Case without = new Case().mode(new Complex(1.009, 0), true, false);
    without.growth = 1.011;
    assertThat(without.verdict()).isEqualTo(Verdict.CONVERGING);
    for (boolean significant : new boolean[] {true, false}) {
      Case harmless = new Case().mode(GROWING, significant, significant);
      harmless.growth = 1.011;
      assertThat(harmless.verdict()).isEqualTo(Verdict.CONVERGED);
    }
  }

  @Test
  void aJumpAndDeadWeightsDiverge() {
    Case dead = new Case();
    dead.jumped = true;
    dead.frozen = 0.75;
    assertThat(dead.verdict()).isEqualTo(Verdict.DIVERGING);
    dead.frozen = 0.74;
    assertThat(dead.verdict()).isEqualTo(Verdict.CONVERGED);
    dead.frozen = 1;
    assertThat(dead.verdict()).isEqualTo(Verdict.CONVERGED);
    dead.frozen = 0.75;
    dead.jumped = false;
    assertThat(dead.verdict()).isEqualTo(Verdict.CONVERGED);
  }
}
