// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/**
 * What noise does to the growth rate of an oscillator over many runs, and what each method does
 * against it.
 *
 * <p>The state turns with the norm sqrt(2) s, s = 1, in the plane; every entry of M snapshots has
 * noise sigma. The Gram matrix of the m = M - 1 states that have a successor is m s² I, that of the
 * noisy ones m (s² + sigma²) I, so that the least-squares map shrinks by 1 / (1 + sigma² / s²): a
 * bias of the growth rate by -log(1 + sigma² / s²) whatever M is (Dawson and others, Exp. Fluids
 * 57, 2016). Forward-backward and total least squares are consistent: what bias they have comes
 * from the scatter of the products of m columns and falls like sigma² / (m s²).
 *
 * <p>Optimized DMD is the maximum-likelihood estimate. It has the scatter of Cramér and Rao's
 * bound: the derivative of the states by the growth rate, less its part in the modes, has the
 * square 2 s² sum (t - mean)² = 2 s² M (M² - 1) / 12, so that the variance is 6 sigma² / (s² M (M²
 * - 1)).
 */
class NoiseBiasTest {
  private static final int RUNS = 200;
  private static final int SNAPSHOTS = 60;
  private static final Complex TRUTH = Complex.polar(1, 2 * Math.PI * 7 / SNAPSHOTS);
  private static final double NOISE = 0.2;

  /** The growth rates that a method finds: their mean and standard deviation. */
  private record Estimate(double bias, double deviation) {
    /** The standard error of the mean. */
    double error() {
      return deviation / Math.sqrt(RUNS);
    }

    double rootMeanSquare() {
      return Math.hypot(bias, deviation);
    }
  }

  private static Estimate estimate(Function<Matrix, DmdResult> method, double noise) {
    Matrix clean = LinearSystem.normal(2, TRUTH).trajectory(SNAPSHOTS);
    SplittableRandom random = new SplittableRandom(7);
    double[] rates = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      Matrix noisy = clean.copy();
      for (int i = 0; i < noisy.data().length; i++) {
        noisy.data()[i] += noise * random.nextGaussian();
      }
      rates[run] = method.apply(noisy).growthRates()[0];
    }
    double mean = Arrays.stream(rates).average().orElseThrow();
    double squares = Arrays.stream(rates).map(rate -> Math.pow(rate - mean, 2)).sum();
    return new Estimate(mean, Math.sqrt(squares / (RUNS - 1)));
  }

  private static Estimate estimate(Regression regression, double noise) {
    return estimate(Dmd.builder().scaling(Scaling.NONE).regression(regression).build()::fit, noise);
  }

  /** What sums of products of m noisy columns add: a few times sigma² / m. */
  private static double ofFewSnapshots(double noise) {
    return 5 * noise * noise / (SNAPSHOTS - 1);
  }

  @Test
  void leastSquaresDampsByTheShareOfTheNoise() {
    for (double noise : new double[] {NOISE / 2, NOISE}) {
      Estimate found = estimate(Regression.leastSquares(), noise);
      double expected = -Math.log1p(noise * noise);
      assertThat(found.bias())
          .isCloseTo(expected, within(3 * found.error() + ofFewSnapshots(noise)));
      // far from nothing: the bias itself is seen
      assertThat(found.bias()).isLessThan(-5 * found.error());
    }
  }

  @Test
  void forwardBackwardAndTotalLeastSquaresAreConsistent() {
    for (Regression regression :
        List.of(Regression.forwardBackward(), Regression.totalLeastSquares())) {
      Estimate found = estimate(regression, NOISE);
      assertThat(found.bias()).isCloseTo(0, within(3 * found.error() + ofFewSnapshots(NOISE)));
    }
  }

  @Test
  void optimizedReachesTheBoundOfCramerAndRao() {
    Estimate found = estimate(OptimizedDmd.builder(2).build()::fit, NOISE);
    double cubed = SNAPSHOTS * (Math.pow(SNAPSHOTS, 2) - 1);
    double bound = NOISE * Math.sqrt(6 / cubed);
    // the deviation of 200 numbers is known to 1 / sqrt(2 · 200) = 5 %: three of those
    assertThat(found.deviation()).isCloseTo(bound, within(0.15 * bound));
    assertThat(found.bias()).isCloseTo(0, within(3 * found.error()));
  }

  /**
   * At this noise the bias of least squares is ten times the error of the consistent ones, and
   * optimized DMD, whose error falls with the power 3/2 of M and not with 1, is better still.
   */
  @Test
  void theMethodsAreInTheirKnownOrder() {
    double plain = estimate(Regression.leastSquares(), NOISE).rootMeanSquare();
    double both = estimate(Regression.forwardBackward(), NOISE).rootMeanSquare();
    double total = estimate(Regression.totalLeastSquares(), NOISE).rootMeanSquare();
    double optimized = estimate(OptimizedDmd.builder(2).build()::fit, NOISE).rootMeanSquare();
    assertThat(Math.max(both, total)).isLessThan(plain / 5);
    assertThat(optimized).isLessThan(Math.min(both, total) / 2);
  }
}
