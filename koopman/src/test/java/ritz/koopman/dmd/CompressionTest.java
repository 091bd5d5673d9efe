// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

class CompressionTest {
  private static final LinearSystem SYSTEM =
      LinearSystem.normal(
          3, Complex.polar(0.98, 0.5), Complex.polar(0.95, 1.4), new Complex(0.9, 0));

  private static Matrix tall(double noise) {
    Random random = new Random(1);
    Matrix data = VariableProjectionTest.gaussian(400, 5, random).times(SYSTEM.trajectory(60));
    for (int i = 0; i < data.data().length; i++) {
      data.data()[i] += noise * random.nextGaussian();
    }
    return data;
  }

  private static DmdResult fit(Compression compression, Matrix data, int rank) {
    return Dmd.builder().compression(compression).rank(rank).build().fit(data);
  }

  @Test
  void randomizedIsExactWhereTheRankIsLow() {
    Matrix data = tall(0);
    DmdResult result = fit(Compression.randomized(8, 0, 1), data, 5);
    Spectra.assertSame(result.eigenvalues(), SYSTEM.spectrum(), 1e-12);
    assertThat(result.reconstructionError()).isLessThan(1e-12);
    assertThat(
            result
                .forecast(3)
                .minus(fit(Compression.lossless(), data, 5).forecast(3))
                .frobeniusNorm())
        .isLessThan(1e-10);
  }

  @Test
  void theStatedErrorIsTheTrueOneAndNearTheBest() {
    Matrix data = tall(0.1);
    double[] sigma = JacobiSvd.valuesOf(data).singularValues();
    int size = 15;
    double best = 0;
    for (int i = size; i < sigma.length; i++) {
      best = Math.hypot(best, sigma[i]);
    }
    for (int powers = 0; powers < 3; powers++) {
      Coordinates found = Compression.randomized(size, powers, 7).compress(Dense.of(data));
      Matrix rest = data.minus(found.basis().lift(found.columns()).real());
      assertThat(found.lost()).isCloseTo(rest.frobeniusNorm(), within(1e-10));
      // for k = 5 and p = 10: (1 + 5/9)^(1/2) beside the best error for 5 vectors
      double bestForFive = 0;
      for (int i = 5; i < sigma.length; i++) {
        bestForFive = Math.hypot(bestForFive, sigma[i]);
      }
      assertThat(found.lost()).isBetween(best * (1 - 1e-12), bestForFive * Math.sqrt(1 + 5.0 / 9));
    }
    DmdResult result = fit(Compression.randomized(size, 1, 7), data, 5);
    Matrix error = data.minus(result.reconstruct());
    assertThat(result.reconstructionError())
        .isCloseTo(error.frobeniusNorm() / data.frobeniusNorm(), within(1e-12));
    // noise of 0.1 on 400 sensors of amplitude 1
    Spectra.assertSame(result.eigenvalues(), SYSTEM.spectrum(), 0.02);
  }

  @Test
  void aSketchGivesTheEigenvaluesAndTheModesThemselves() {
    Matrix data = tall(0);
    DmdResult exact = fit(Compression.lossless(), data, 5);
    DmdResult result = fit(Compression.sketched(60, 2), data, 5);
    Spectra.assertSame(result.eigenvalues(), SYSTEM.spectrum(), 1e-11);
    Matrix difference = result.reconstruct().minus(data);
    assertThat(difference.frobeniusNorm()).isLessThan(1e-10 * data.frobeniusNorm());
    for (int j = 0; j < 5; j++) {
      // five dimensions in 60 rows: norms are right to (5 / 60)^(1/2), three times that at most
      assertThat(Spectra.norm(result.modes(), j)).isCloseTo(1, within(3 * Math.sqrt(5 / 60.0)));
      assertThat(result.residuals()[j]).isLessThan(1e-11);
    }
    assertThat(exact.rank()).isEqualTo(result.rank());
  }

  @Test
  void statesAreMovedOnInASketchToo() {
    Matrix data = tall(0);
    DmdResult result = fit(Compression.sketched(60, 2), data, 5);
    Matrix moved = result.advance(data.columns(10, 11), 2);
    assertThat(moved.minus(data.columns(12, 13)).frobeniusNorm())
        .isLessThan(1e-9 * data.frobeniusNorm());
  }
}
