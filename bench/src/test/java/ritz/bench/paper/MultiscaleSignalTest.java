// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MultiscaleSignalTest {
  private static final int POINTS = 512;
  private final MultiscaleSignal signal = MultiscaleSignal.of(POINTS, 7);

  private float[] plus(int frequency, double amplitude) {
    float[] values = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      double wave = amplitude * Math.cos(2 * Math.PI * frequency * i / POINTS);
      values[i] = (float) (signal.clean()[i] + wave);
    }
    return values;
  }

  @Test
  void anErrorIsSeenAtItsScaleAlone() {
    // a wave of twice the amplitude of the scale of frequency 5, within that scale's band
    double[] errors = signal.errorByScale(plus(7, 2 / Math.sqrt(5)));

    // the reconstruction is rounded to float, 1e-7 of values up to 2
    assertThat(errors[1]).isCloseTo(2, within(1e-5));
    assertThat(errors[0]).isLessThan(1e-5);
    assertThat(errors[2]).isLessThan(1e-5);
    assertThat(errors[3]).isLessThan(1e-5);
  }

  @Test
  void theErrorIsRelativeToTheSignal() {
    // mean squares: half the sum of 1/k for the signal, half for the wave
    double expected = Math.sqrt(1 / (1 + 0.2 + 0.04 + 0.008));
    assertThat(MultiscaleSignal.error(signal.clean(), plus(50, 1)))
        .isCloseTo(expected, within(1e-5));
  }

  @Test
  void noiseHasTheLevelAskedFor() {
    float[] noisy = MultiscaleSignal.noisy(signal.clean(), 10, 3);

    // the mean square of 512 Gaussian numbers is within 25 % of 1: four deviations of sqrt(2/512)
    assertThat(MultiscaleSignal.error(signal.clean(), noisy)).isBetween(8.6, 11.2);
  }

  @Test
  void theAreaUnderTheCurveCountsPairs() {
    double[] good = {1, 2, 3};
    assertThat(InitializationExperiment.area(good, new double[] {4, 5})).isEqualTo(1);
    assertThat(InitializationExperiment.area(good, new double[] {2})).isEqualTo(0.5);
    assertThat(InitializationExperiment.area(good, new double[] {0, 2.5}))
        .isCloseTo(1.0 / 3, within(1e-12));
  }
}
