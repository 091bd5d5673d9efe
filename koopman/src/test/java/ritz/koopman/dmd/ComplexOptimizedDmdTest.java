// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;

/** Optimized and bagged decompositions of complex snapshots. */
class ComplexOptimizedDmdTest {
  /** No two are conjugate. */
  private static final Complex[] TRUTH = {
    new Complex(-0.1, 4), new Complex(0.05, -1.5), new Complex(-0.6, 0), new Complex(-0.2, 0.7)
  };

  private static double[] irregular(int count, double end, Random random) {
    return random.doubles(count).map(u -> end * u).sorted().toArray();
  }

  private static ComplexMatrix signal(ComplexMatrix modes, double... times) {
    ComplexMatrix factors = new ComplexMatrix(TRUTH.length, times.length);
    for (int i = 0; i < times.length; i++) {
      for (int j = 0; j < TRUTH.length; j++) {
        factors.set(j, i, TRUTH[j].times(times[i]).exp());
      }
    }
    return modes.times(factors);
  }

  @Test
  void exponentsModesAndStatesAtIrregularTimesFromNoStart() {
    double[] times = irregular(50, 10, new Random(1));
    ComplexMatrix modes = ComplexDmdTest.random(90, TRUTH.length, 2);
    ComplexMatrix snapshots = signal(modes, times);
    DmdResult result = OptimizedDmd.builder(4).dt(0.1).build().fit(snapshots, times);
    // eps times the condition of the exponentials, 1e2
    Spectra.assertSame(result.exponents(), List.of(TRUTH), 1e-11);
    assertThat(result.isReal()).isFalse();
    assertThat(result.reconstructionError()).isLessThan(1e-12);
    double[] later = {10.5, 11, 13};
    assertThat(ComplexDmdTest.distance(result.stateAtComplex(later), signal(modes, later)))
        .isLessThan(1e-9 * snapshots.frobeniusNorm());
    assertThat(result.residuals()[0]).isLessThan(1e-10);
  }

  @Test
  void startsFarOffLeadToTheSameFit() {
    Random random = new Random(3);
    double[] times = irregular(50, 10, random);
    ComplexMatrix snapshots = signal(ComplexDmdTest.random(5, TRUTH.length, 4), times);
    for (int trial = 0; trial < 15; trial++) {
      Complex[] start = new Complex[4];
      for (int j = 0; j < 4; j++) {
        start[j] = new Complex(random.nextGaussian(), 12 * random.nextDouble() - 6);
      }
      DmdResult result = OptimizedDmd.builder(4).start(start).build().fit(snapshots, times);
      Spectra.assertSame(result.exponents(), List.of(TRUTH), 1e-10);
    }
  }

  /** Conjugate snapshots turn the other way; a real embedding could not tell the two apart. */
  @Test
  void onePowerHasOneExponent() {
    ComplexMatrix one = new ComplexMatrix(1, 20);
    for (int k = 0; k < 20; k++) {
      one.set(0, k, Complex.polar(1, -0.4 * k));
    }
    DmdResult result = OptimizedDmd.builder(1).build().fit(one);
    assertThat(result.exponents()[0].minus(new Complex(0, -0.4)).abs()).isLessThan(1e-13);
  }

  @Test
  void intervalsCoverTheTruthAndErrorsAreTheScatter() {
    int runs = 60;
    int[] covered = new int[3];
    double scatter = 0;
    double foreseen = 0;
    Complex exponent = new Complex(-0.02, -0.5);
    for (int run = 0; run < runs; run++) {
      Random random = new Random(500 + run);
      ComplexMatrix data = new ComplexMatrix(3, 30);
      for (int k = 0; k < 30; k++) {
        for (int i = 0; i < 3; i++) {
          Complex clean = exponent.times(k).exp().times(Complex.polar(1, i));
          Complex noise = new Complex(random.nextGaussian(), random.nextGaussian());
          data.set(i, k, clean.plus(noise.times(0.05)));
        }
      }
      OptimizedDmd fit = OptimizedDmd.builder(1).start(exponent).build();
      BaggedDmdResult bagged = new BaggedDmd(fit, 24, run).fit(data, new TimeAxis(0, 1).times(30));
      Complex error = bagged.result().exponents()[0].minus(exponent);
      scatter += Math.pow(error.abs(), 2);
      // the standard error is that of the eigenvalue exp(s)
      foreseen += Math.pow(bagged.result().residuals()[0] / exponent.exp().abs(), 2);
      covered[0] += Math.abs(error.re()) < 1.96 * bagged.growthRateErrors()[0] ? 1 : 0;
      covered[1] +=
          Math.abs(error.im()) / (2 * Math.PI) < 1.96 * bagged.frequencyErrors()[0] ? 1 : 0;
      Complex truth = exponent.times(40).exp().times(Complex.polar(1, 2));
      double off = bagged.result().stateAtComplex(40).get(2, 0).minus(truth).abs();
      // of a distance in the plane with equal parts: exp(-r²) = 0.05 at r = 1.73 errors
      covered[2] += off < 1.73 * bagged.stateErrors(40).get(2, 0) ? 1 : 0;
    }
    // 95 % of 60 runs, three standard deviations of the binomial below: 57 - 5
    for (int count : covered) {
      assertThat(count).isBetween(52, 60);
    }
    // a variance over 120 numbers is known to 13 %, so its root to 6.5 %; three of those
    assertThat(Math.sqrt(scatter / foreseen)).isCloseTo(1, within(0.2));
  }
}
