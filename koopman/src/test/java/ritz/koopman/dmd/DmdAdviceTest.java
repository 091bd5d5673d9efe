// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

class DmdAdviceTest {
  private static Matrix signal(int steps, double noise) {
    SplittableRandom random = new SplittableRandom(1);
    Matrix signal = new Matrix(1, steps);
    for (int i = 0; i < steps; i++) {
      signal.set(0, i, Math.cos(0.4 * i) + 0.5 * Math.sin(1.3 * i) + noise * random.nextGaussian());
    }
    return signal;
  }

  @Test
  void oneSensorNeedsAsManyDelaysAsThereAreModes() {
    DmdAdvice clean = DmdAdvice.of(signal(80, 0));
    assertThat(clean.delays()).isGreaterThanOrEqualTo(4);
    assertThat(clean.error()).isLessThan(1e-9);
    assertThat(clean.naiveError()).isGreaterThan(0.5);
    DmdAdvice noisy = DmdAdvice.of(signal(200, 0.05));
    // The four true modes are needed; more may follow the noise and do as well by luck.
    assertThat(noisy.rank()).isGreaterThanOrEqualTo(4);
    assertThat(noisy.error()).isLessThan(0.5 * noisy.naiveError());
  }

  @Test
  void manySensorsNeedNone() {
    LinearSystem system = LinearSystem.normal(2, Complex.polar(0.99, 0.5), Complex.polar(1, 1));
    Matrix lift = LinearSystem.random(20, 4, new SplittableRandom(3));
    DmdAdvice advice = DmdAdvice.of(lift.times(system.trajectory(40)));
    assertThat(advice.error()).isLessThan(1e-10);
    assertThat(advice.rank()).isGreaterThanOrEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DmdAdvice.of(system.trajectory(9)))
        .withMessageContaining("4 x 9, expected at least 10 columns");
  }

  /** What is scored on is never fitted to nor chosen by: changing it changes nothing else. */
  @Test
  void theLastPartHasNoSay() {
    Matrix signal = signal(100, 0.05);
    DmdAdvice advice = DmdAdvice.of(signal);
    Matrix other = signal.copy();
    for (int i = 80; i < 100; i++) {
      other.set(0, i, 5 - other.get(0, i));
    }
    DmdAdvice changed = DmdAdvice.of(other);
    assertThat(changed.delays()).isEqualTo(advice.delays());
    assertThat(changed.rank()).isEqualTo(advice.rank());
    assertThat(changed.validationError()).isEqualTo(advice.validationError());
    assertThat(changed.error()).isGreaterThan(0.5);
  }

  @Test
  void complexSnapshotsAreAdvisedOnToo() {
    ComplexMatrix modes = ComplexDmdTest.random(1, 4, 6);
    DmdAdvice advice = DmdAdvice.of(ComplexDmdTest.trajectory(modes, 30));
    assertThat(advice.delays()).isGreaterThanOrEqualTo(4);
    assertThat(advice.error()).isLessThan(1e-6);
  }

  @Test
  void stabilityFollowsTheEigenvalues() {
    assertThat(stability(0.9, 0.5)).isEqualTo(Stability.DECAYING);
    assertThat(stability(1.02, 0.5)).isEqualTo(Stability.GROWING);
    assertThat(stability(1, 0.5)).isEqualTo(Stability.NEUTRAL);
  }

  private static Stability stability(double modulus, double other) {
    LinearSystem system =
        LinearSystem.normal(4, Complex.polar(modulus, 0.7), new Complex(other, 0));
    return Stability.of(Dmd.builder().build().fit(system.trajectory(9)));
  }

  @Test
  void forecastErrorIsThatOfTheForecast() {
    LinearSystem system = LinearSystem.normal(5, Complex.polar(0.95, 0.7));
    Matrix all = system.trajectory(12);
    DmdResult result = Dmd.builder().build().fit(all.columns(0, 8));
    assertThat(result.forecastError(all.columns(8, 12))).isLessThan(1e-13);
    Matrix doubled = all.columns(8, 12).copy();
    for (int i = 0; i < doubled.data().length; i++) {
      doubled.data()[i] *= 2;
    }
    assertThat(result.forecastError(doubled)).isBetween(0.5 - 1e-12, 0.5 + 1e-12);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> result.forecastError(new Matrix(3, 2)))
        .withMessageContaining("next: 3 x 2, expected 2 rows");
  }
}
