// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

class OptimizedDmdTest {
  private static final Complex[] TRUTH = {
    new Complex(-0.1, 4), new Complex(-0.1, -4),
    new Complex(0.05, 1.5), new Complex(0.05, -1.5),
    new Complex(-0.6, 0)
  };

  private static double[] irregular(int count, double end, Random random) {
    return random.doubles(count).map(u -> end * u).sorted().toArray();
  }

  private static Matrix signal(double[] times, int sensors, long seed) {
    return VariableProjectionTest.signal(TRUTH, times, sensors, new Random(seed)).transpose();
  }

  @Test
  void exponentsModesAndStatesAtIrregularTimes() {
    double[] times = irregular(60, 10, new Random(1));
    Matrix snapshots = signal(times, 200, 5);
    DmdResult result = OptimizedDmd.builder(5).dt(0.1).build().fit(snapshots, times);

    // eps times the condition of the exponentials, 1e3
    Spectra.assertSame(result.exponents(), List.of(TRUTH), 1e-11);
    assertThat(result.reconstructionError()).isLessThan(1e-12);
    double[] later = {10.5, 11, 13};
    assertThat(result.stateAt(later).minus(signal(later, 200, 5)).frobeniusNorm())
        .isLessThan(1e-9 * snapshots.frobeniusNorm());
    assertThat(result.times(0)).containsExactly(times);
    assertThat(result.residuals()[0]).isLessThan(1e-10);
    Matrix next = result.forecast(2);
    double last = times[59];
    assertThat(next.minus(signal(new double[] {last + 0.1, last + 0.2}, 200, 5)).frobeniusNorm())
        .isLessThan(1e-9 * snapshots.frobeniusNorm());
  }

  @Test
  void oneSensorIsEnough() {
    double[] times = irregular(40, 6, new Random(2));
    Matrix snapshots = signal(times, 1, 6);
    DmdResult result =
        OptimizedDmd.builder(5)
            .start(
                new Complex(0, 5),
                new Complex(0, -5),
                new Complex(0, 1),
                new Complex(0, -1),
                new Complex(0, 0))
            .build()
            .fit(snapshots, times);
    Spectra.assertSame(result.exponents(), List.of(TRUTH), 1e-8);
  }

  @Test
  void complexPairsBecomeRealOnesWhereTheDataAskForIt() {
    double[] times = irregular(50, 5, new Random(3));
    Complex[] real = {new Complex(-0.2, 0), new Complex(-1.5, 0)};
    Matrix snapshots = VariableProjectionTest.signal(real, times, 3, new Random(4)).transpose();
    DmdResult result =
        OptimizedDmd.builder(2)
            .start(new Complex(-1, 3), new Complex(-1, -3))
            .build()
            .fit(snapshots, times);
    Spectra.assertSame(result.exponents(), List.of(real), 1e-11);
  }

  @Test
  void standardErrorsAreTheScatterOverManyRuns() {
    double sum = 0;
    double foreseen = 0;
    int runs = 40;
    for (int run = 0; run < runs; run++) {
      DmdResult result = noisyOscillator(run, 40).result();
      sum += Math.pow(result.eigenvalues()[0].minus(OSCILLATOR.exp()).abs(), 2);
      foreseen += Math.pow(result.residuals()[0], 2);
    }
    // a variance over 80 numbers is known to 16 %, so its root to 8 %; three of those
    assertThat(Math.sqrt(sum / foreseen)).isCloseTo(1, within(0.24));
  }

  private static final Complex OSCILLATOR = new Complex(-0.02, 0.5);

  private static OptimizedDmd oscillatorFit() {
    return OptimizedDmd.builder(2).start(OSCILLATOR, OSCILLATOR.conjugate()).build();
  }

  private static Matrix noisyOscillatorData(int run, int count) {
    Random random = new Random(1000 + run);
    Matrix data = new Matrix(4, count);
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < 4; i++) {
        double clean = Math.exp(-0.02 * k) * Math.cos(0.5 * k + i);
        data.set(i, k, clean + 0.05 * random.nextGaussian());
      }
    }
    return data;
  }

  private static OptimizedDmd.Fitted noisyOscillator(int run, int count) {
    Matrix data = noisyOscillatorData(run, count);
    return oscillatorFit()
        .prepare(List.of(Dense.of(data)), List.of(new TimeAxis(0, 1).times(count)));
  }

  @Test
  void intervalsCoverTheTruthAtTheStatedRate() {
    int runs = 200;
    int[] covered = new int[5];
    // x_i(t) = Re(exp(st + i·1i)): amplitude 1 = |a z| norm 2 / 2, unit mode e^(i·1i) / 2
    for (int run = 0; run < runs; run++) {
      Matrix data = noisyOscillatorData(run, 30);
      BaggedDmdResult bagged =
          new BaggedDmd(oscillatorFit(), 24, run).fit(data, new TimeAxis(0, 1).times(30));
      DmdResult result = bagged.result();
      double growth = result.exponents()[0].re() + 0.02;
      double frequency = (result.exponents()[0].im() - 0.5) / (2 * Math.PI);
      covered[0] += Math.abs(growth) < 1.96 * bagged.growthRateErrors()[0] ? 1 : 0;
      covered[1] += Math.abs(frequency) < 1.96 * bagged.frequencyErrors()[0] ? 1 : 0;
      double state = result.stateAt(50).get(2, 0) - Math.exp(-1) * Math.cos(25 + 2);
      covered[2] += Math.abs(state) < 1.96 * bagged.stateErrors(50).get(2, 0) ? 1 : 0;
      double amplitude = result.amplitudes()[0].abs() - 1;
      // of a distance in the plane with equal parts: exp(-r²) = 0.05 at r = 1.73 errors
      covered[3] += Math.abs(amplitude) < 1.96 / Math.sqrt(2) * bagged.amplitudeErrors()[0] ? 1 : 0;
      double part = result.modes().get(1, 0).abs() - 0.5;
      covered[4] += Math.abs(part) < 1.96 / Math.sqrt(2) * bagged.modeErrors().get(1, 0) ? 1 : 0;
    }
    // from 24 bags 1.96 errors cover what Student's t says, 93.8 %: of 200 runs 188, and three
    // standard deviations of the binomial are 10
    for (int count : covered) {
      assertThat(count).isBetween(178, 198);
    }
  }

  @Test
  void badTimesAreRefused() {
    OptimizedDmd dmd = OptimizedDmd.builder(2).build();
    assertThatThrownBy(() -> dmd.fit(new Matrix(2, 5), 0, 1, 2, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("number 3 is 2.0");
    assertThatThrownBy(() -> dmd.fit(new Matrix(2, 5), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("times: 2, expected 5");
    assertThatThrownBy(() -> dmd.fit(new Matrix(2, 5), 0, 1, 2, 3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all zero");
    assertThatThrownBy(
            () ->
                OptimizedDmd.builder(2)
                    .start(Complex.ONE, new Complex(1, 1))
                    .build()
                    .fit(new Matrix(2, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("conjugate");
  }
}
