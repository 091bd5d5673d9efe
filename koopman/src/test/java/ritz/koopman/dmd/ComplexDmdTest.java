// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/** Decompositions of complex snapshots, made of modes that are known. */
class ComplexDmdTest {
  static final Complex[] SPECTRUM = {
    new Complex(0.9, 0.4), new Complex(0.3, -0.8), new Complex(-0.7, 0.1), new Complex(0.95, 0)
  };

  static ComplexMatrix random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new ComplexMatrix(
        LinearSystem.random(rows, columns, random), LinearSystem.random(rows, columns, random));
  }

  /** The sum of the modes, each with its own power at each step. */
  static ComplexMatrix trajectory(ComplexMatrix modes, int steps) {
    ComplexMatrix powers = new ComplexMatrix(SPECTRUM.length, steps);
    for (int j = 0; j < SPECTRUM.length; j++) {
      for (int i = 0; i < steps; i++) {
        powers.set(j, i, SPECTRUM[j].pow(i));
      }
    }
    return modes.times(powers);
  }

  static double distance(ComplexMatrix a, ComplexMatrix b) {
    return Dense.of(a).minus(Dense.of(b)).frobeniusNorm();
  }

  /** 5 rows are taken as they are, 80 by their triangular factor. */
  @ParameterizedTest
  @ValueSource(ints = {5, 80})
  void findsModesAmplitudesAndForecasts(int rows) {
    ComplexMatrix modes = random(rows, SPECTRUM.length, rows);
    ComplexMatrix snapshots = trajectory(modes, 14);
    for (boolean refine : new boolean[] {false, true}) {
      DmdResult result =
          Dmd.builder().tolerance(1e-10).refine(refine).build().fit(trajectory(modes, 12));
      Spectra.assertSame(result.eigenvalues(), Arrays.asList(SPECTRUM), 1e-11);
      assertThat(result.isReal()).isFalse();
      assertThat(result.reconstructionError()).isLessThan(1e-12);
      assertThat(distance(result.reconstructComplex(), snapshots.columns(0, 12))).isLessThan(1e-10);
      assertThat(distance(result.forecastComplex(2), snapshots.columns(12, 14))).isLessThan(1e-10);
      assertThat(
              distance(result.advanceComplex(snapshots.columns(0, 1), 3), snapshots.columns(3, 4)))
          .isLessThan(1e-10);
      ComplexMatrix found = result.modes();
      for (int j = 0; j < result.rank(); j++) {
        assertThat(Spectra.norm(found, j)).isCloseTo(1, within(1e-13));
        assertThat(result.residuals()[j]).isLessThan(1e-12);
        // Amplitude times mode is the mode that was put in.
        int source = Arrays.asList(SPECTRUM).indexOf(nearest(result.eigenvalues()[j]));
        for (int i = 0; i < rows; i++) {
          Complex part = found.get(i, j).times(result.amplitudes()[j]);
          assertThat(part.minus(modes.get(i, source)).abs()).isLessThan(1e-10);
        }
      }
      assertThatIllegalStateException()
          .isThrownBy(result::reconstruct)
          .withMessageContaining("reconstructComplex");
    }
  }

  private static Complex nearest(Complex z) {
    return Arrays.stream(SPECTRUM)
        .min((a, b) -> Double.compare(a.minus(z).abs(), b.minus(z).abs()))
        .orElseThrow();
  }

  @Test
  void everyRegressionTakesComplexPairsTrajectoriesAndDelays() {
    ComplexMatrix modes = random(30, SPECTRUM.length, 1);
    ComplexMatrix snapshots = trajectory(modes, 12);
    List<Complex> expected = Arrays.asList(SPECTRUM);
    for (Regression regression :
        List.of(
            Regression.leastSquares(),
            Regression.forwardBackward(),
            Regression.totalLeastSquares())) {
      Dmd dmd = Dmd.builder().rank(4).regression(regression).build();
      Spectra.assertSame(
          dmd.fit(snapshots.columns(0, 11), snapshots.columns(1, 12)).eigenvalues(),
          expected,
          1e-10);
      Spectra.assertSame(
          dmd.fitComplex(List.of(snapshots.columns(0, 5), snapshots.columns(5, 12))).eigenvalues(),
          expected,
          1e-10);
    }
    ComplexMatrix one = new ComplexMatrix(1, 12);
    for (int i = 0; i < 12; i++) {
      one.set(0, i, snapshots.get(3, i));
    }
    DmdResult delayed = Dmd.builder().rank(4).delays(6).build().fit(one);
    Spectra.assertSame(delayed.eigenvalues(), expected, 1e-9);
    assertThat(delayed.reconstructionError()).isLessThan(1e-10);
  }

  /** Real numbers with a zero imaginary part have the same decomposition. */
  @Test
  void agreesWithRealDataOnRealData() {
    Matrix real = LinearSystem.skewed(3, new Complex(0.8, 0.4), new Complex(0.5, 0)).trajectory(9);
    ComplexMatrix complex = new ComplexMatrix(real, new Matrix(real.rows(), real.columns()));
    Dmd dmd = Dmd.builder().build();
    Spectra.assertSame(
        dmd.fit(complex).eigenvalues(), Arrays.asList(dmd.fit(real).eigenvalues()), 1e-11);
  }

  @Test
  void badImaginaryPartsAreNamed() {
    ComplexMatrix bad = random(4, 5, 2);
    bad.imaginary().set(1, 3, Double.NaN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dmd.builder().build().fit(bad))
        .withMessageContaining("imaginary part: entry (1, 3) is NaN");
  }
}
