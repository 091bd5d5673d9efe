// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

class KrylovDmdTest {
  private static final LinearSystem SYSTEM =
      LinearSystem.normal(5, Complex.polar(0.9, 0.4), Complex.polar(1, 2), new Complex(0.6, 0));

  @Test
  void aLinearSystemIsFoundWithSmallResiduals() {
    Matrix data = VariableProjectionTest.gaussian(40, 5, new Random(1)).times(SYSTEM.trajectory(6));
    DmdResult result = new KrylovDmd(0.5).fit(data);
    Spectra.assertSame(result.eigenvalues(), SYSTEM.spectrum(), 1e-11);
    assertThat(result.reconstructionError()).isLessThan(1e-12);
    for (double residual : result.residuals()) {
      assertThat(residual).isLessThan(1e-11);
    }
    assertThat(result.frequencies()[0]).isLessThanOrEqualTo(1);
  }

  /** With noise, all snapshots but the last are still met exactly, and the residuals are true. */
  @Test
  void residualsAreThoseOfTheMapOfTheSnapshots() {
    Random random = new Random(2);
    Matrix data = VariableProjectionTest.gaussian(12, 7, random);
    DmdResult krylov = new KrylovDmd(1).fit(data);
    Matrix rest = krylov.reconstruct().minus(data).columns(0, 6);
    assertThat(rest.frobeniusNorm()).isLessThan(1e-11 * data.frobeniusNorm());

    // the map on the span of six independent snapshots is the same as in the standard method
    DmdResult standard = Dmd.builder().build().fit(data);
    Spectra.assertSame(krylov.eigenvalues(), java.util.List.of(standard.eigenvalues()), 1e-10);
    for (int j = 0; j < 6; j++) {
      Complex lambda = krylov.eigenvalues()[j];
      for (int i = 0; i < 6; i++) {
        if (standard.eigenvalues()[i].minus(lambda).abs() < 1e-9) {
          double residual = standard.residuals()[i];
          assertThat(Math.abs(krylov.residuals()[j] - residual)).isLessThan(1e-9 * (1 + residual));
        }
      }
    }
  }

  @Test
  void tooManySnapshotsAreRefused() {
    Matrix data = VariableProjectionTest.gaussian(3, 6, new Random(3));
    assertThatThrownBy(() -> new KrylovDmd(1).fit(data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 4 columns");
  }
}
