// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

class SparseAmplitudesTest {
  private static final Complex[] HALF = {
    Complex.polar(0.99, 0.3), Complex.polar(1, 0.9), Complex.polar(0.97, 1.7), new Complex(0.98, 0)
  };

  private static Matrix noisy(double noise) {
    Random random = new Random(3);
    Matrix small = LinearSystem.normal(7, HALF).trajectory(60);
    Matrix data = VariableProjectionTest.gaussian(30, 7, random).times(small);
    for (int i = 0; i < data.data().length; i++) {
      data.data()[i] += noise * random.nextGaussian();
    }
    return data;
  }

  private static DmdResult fit(AmplitudeFit amplitudes, Matrix data) {
    return Dmd.builder().rank(20).amplitudes(amplitudes).build().fit(data);
  }

  private static long zeros(DmdResult result) {
    return Arrays.stream(result.amplitudes()).filter(a -> a.abs() == 0).count();
  }

  @Test
  void thePenaltyTakesTheModesOfTheNoiseAwayAndKeepsTheOthers() {
    Matrix data = noisy(0.01);
    DmdResult all = fit(AmplitudeFit.allSnapshots(), data);
    DmdResult sparse =
        fit(AmplitudeFit.sparseUpTo(7), data).select(mode -> mode.contribution() > 0);

    assertThat(all.rank()).isEqualTo(20);
    // a shift of an eigenvalue by noise: 0.01 sqrt(30) / 60^(3/2) of amplitudes of order 1
    Spectra.assertSame(sparse.eigenvalues(), List.of(spectrum()), 0.02);
    assertThat(sparse.reconstructionError()).isLessThan(1.2 * all.reconstructionError());
  }

  private static Complex[] spectrum() {
    return LinearSystem.normal(7, HALF).spectrum().toArray(Complex[]::new);
  }

  @Test
  void zerosNeverBecomeFewerAsThePenaltyRises() {
    Matrix data = noisy(0.01);
    long before = 0;
    for (double penalty = 0.01; penalty < 1e4; penalty *= 4) {
      long zeros = zeros(fit(AmplitudeFit.sparse(penalty), data));
      assertThat(zeros).isGreaterThanOrEqualTo(before);
      before = zeros;
    }
    assertThat(before).isEqualTo(20);
  }

  @Test
  void withoutPenaltyItIsLeastSquares() {
    Matrix data = noisy(0.01);
    DmdResult plain = fit(AmplitudeFit.allSnapshots(), data);
    DmdResult sparse = fit(AmplitudeFit.sparse(0), data);
    for (int j = 0; j < 20; j++) {
      // normal equations: the square of the condition of the modes, 1e2, times eps
      double bound = 1e-9 * plain.amplitudes()[0].abs();
      assertThat(sparse.amplitudes()[j].minus(plain.amplitudes()[j]).abs())
          .isCloseTo(0, within(bound));
    }
  }

  @Test
  void complexSnapshotsAreFittedToo() {
    Complex[] lambda = {Complex.polar(1, 0.4), Complex.polar(0.9, -1)};
    ComplexMatrix data = new ComplexMatrix(3, 20);
    for (int k = 0; k < 20; k++) {
      for (int i = 0; i < 3; i++) {
        Complex strong = lambda[0].pow(k).times(new Complex(1, i));
        data.set(i, k, strong.plus(lambda[1].pow(k).times(new Complex(0.01 * i, 0.01))));
      }
    }
    DmdResult one = Dmd.builder().amplitudes(AmplitudeFit.sparseUpTo(1)).rank(2).build().fit(data);
    assertThat(zeros(one)).isEqualTo(1);
    // eps times the condition of a mode of 1e-2 beside one of 1
    assertThat(one.eigenvalues()[0].minus(lambda[0]).abs()).isLessThan(1e-12);
  }
}
