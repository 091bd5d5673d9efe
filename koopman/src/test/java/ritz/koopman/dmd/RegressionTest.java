// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/** What noise does to the eigenvalues of an oscillator, and what the regressions do against it. */
class RegressionTest {
  private static final Complex[] SPECTRUM = {Complex.polar(0.98, 0.5), Complex.polar(1, 1.2)};

  @Test
  void withoutNoiseAllAgree() {
    // Eigenvalues in all quadrants: the wrong branch of a root would flip the sign of some.
    Complex[] spectrum = {
      new Complex(-0.9, 0.3), new Complex(0.1, 0.95), new Complex(-0.7, 0), new Complex(0.8, 0)
    };
    LinearSystem system = LinearSystem.skewed(1, spectrum);
    for (Regression regression :
        List.of(
            Regression.leastSquares(),
            Regression.forwardBackward(),
            Regression.totalLeastSquares())) {
      DmdResult result =
          Dmd.builder().rank(6).regression(regression).build().fit(system.trajectory(12));
      Spectra.assertSame(result.eigenvalues(), system.spectrum(), 1e-9);
      for (double residual : result.residuals()) {
        assertThat(residual).isLessThan(1e-8);
      }
    }
  }

  @Test
  void aScalarSignalNeedsDelays() {
    int steps = 80;
    Matrix signal = new Matrix(1, steps);
    for (int i = 0; i < steps; i++) {
      signal.set(0, i, Math.cos(0.4 * i) + 0.5 * Math.pow(0.97, i) * Math.sin(1.3 * i));
    }
    List<Complex> expected =
        List.of(
            Complex.polar(1, 0.4),
            Complex.polar(1, -0.4),
            Complex.polar(0.97, 1.3),
            Complex.polar(0.97, -1.3));
    DmdResult result = Dmd.builder().rank(4).delays(12).build().fit(signal.columns(0, 60));
    Spectra.assertSame(result.eigenvalues(), expected, 1e-10);
    assertThat(result.forecast(20).minus(signal.columns(60, 80)).frobeniusNorm()).isLessThan(1e-9);
    assertThat(
            result
                .forecastFrom(signal.columns(20, 40), 40)
                .minus(signal.columns(40, 80))
                .frobeniusNorm())
        .isLessThan(1e-9);
    assertThat(result.modes().rows()).isEqualTo(1);
  }

  /** The higher-order method: truncation first takes out most of the noise. */
  @Test
  void truncationBeforeTheDelaysTakesNoiseOut() {
    SplittableRandom random = new SplittableRandom(9);
    Matrix lift = LinearSystem.orthogonal(40, random).columns(0, 4);
    Matrix clean = lift.times(LinearSystem.normal(2, SPECTRUM).trajectory(100));
    Matrix noisy = clean.copy();
    for (int i = 0; i < noisy.data().length; i++) {
      noisy.data()[i] += 0.05 * random.nextGaussian();
    }
    DmdResult plain = Dmd.builder().scaling(Scaling.NONE).rank(4).build().fit(noisy);
    DmdResult higherOrder =
        Dmd.builder()
            .scaling(Scaling.NONE)
            .compression(Compression.truncated(0.3))
            .delays(25)
            .rank(4)
            .build()
            .fit(noisy);
    assertThat(higherOrder.coordinates().columns().rows()).isEqualTo(4);
    double plainError = plain.reconstruct().minus(clean).frobeniusNorm();
    double error = higherOrder.reconstruct().minus(clean).frobeniusNorm();
    assertThat(error).isLessThan(0.5 * plainError);
    Complex[] truth = LinearSystem.normal(2, SPECTRUM).spectrum().toArray(Complex[]::new);
    assertThat(SpectrumDistance.hausdorff(higherOrder.eigenvalues(), truth))
        .isLessThan(0.3 * SpectrumDistance.hausdorff(plain.eigenvalues(), truth));
    // What the truncation leaves out is part of the error.
    assertThat(higherOrder.reconstructionError())
        .isCloseTo(
            higherOrder.reconstruct().minus(noisy).frobeniusNorm() / noisy.frobeniusNorm(),
            within(1e-12));
  }

  @Test
  void thresholdsFindTheRankInNoise() {
    SplittableRandom random = new SplittableRandom(10);
    Matrix lift = LinearSystem.orthogonal(100, random).columns(0, 4);
    Matrix noisy = lift.times(LinearSystem.normal(2, SPECTRUM).trajectory(61));
    double noise = 0.02;
    for (int i = 0; i < noisy.data().length; i++) {
      noisy.data()[i] += noise * random.nextGaussian();
    }
    for (Scaling scaling : List.of(Scaling.NONE, Scaling.COLUMNS)) {
      assertThat(Dmd.builder().scaling(scaling).optimalThreshold().build().fit(noisy).rank())
          .isEqualTo(4);
      assertThat(Dmd.builder().scaling(scaling).optimalThreshold(noise).build().fit(noisy).rank())
          .isEqualTo(4);
    }
    assertThat(Dmd.builder().drop(0.3).build().fit(noisy).rank()).isEqualTo(4);
  }

  /**
   * Table IV of Gavish and Donoho: 2.858 for square matrices, 2.1711 for a half, 1.6089 for 0.1.
   */
  @Test
  void theThresholdIsThatOfThePaper() {
    assertThat(HardThreshold.ofNoise(50, 50)).isCloseTo(4 / Math.sqrt(3), within(1e-12));
    assertThat(HardThreshold.ofMedian(50, 50)).isCloseTo(2.8582, within(2e-4));
    assertThat(HardThreshold.ofMedian(100, 50)).isCloseTo(2.1711, within(2e-4));
    assertThat(HardThreshold.ofMedian(100, 10)).isCloseTo(1.6089, within(2e-4));
  }
}
