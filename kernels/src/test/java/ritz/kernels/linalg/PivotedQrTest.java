// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class PivotedQrTest {
  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#all")
  void reproducesThePermutedMatrix(Specimen specimen) {
    Matrix a = specimen.matrix();
    PivotedQr qr = PivotedQr.of(a);
    int[] pivots = qr.pivots();
    Matrix permuted = MatrixZoo.generate(a.rows(), a.columns(), (i, j) -> a.get(i, pivots[j]));
    assertThat(Arrays.stream(pivots).sorted().distinct()).hasSize(a.columns());
    assertThat(Residuals.orthonormality(qr.q())).isLessThan(10);
    assertThat(Residuals.relative(permuted, qr.q().times(qr.r()))).isLessThan(10);
  }

  /**
   * The pivot is the longest column of what is left, also where down-dating the norms loses all
   * digits: on Kahan's and graded matrices the formula of LINPACK fails. The safe formula may miss
   * the longest by the square root of eps at most.
   */
  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#all")
  void everyPivotIsTheLongestColumnLeft(Specimen specimen) {
    Matrix r = PivotedQr.of(specimen.matrix()).r();
    for (int k = 0; k < r.rows(); k++) {
      double pivot = Math.abs(r.get(k, k));
      for (int j = k + 1; j < r.columns(); j++) {
        int length = Math.min(j, r.rows() - 1) - k + 1;
        double norm = DoubleBlas.nrm2(length, r.data(), r.index(k, j));
        assertThat(norm).isLessThanOrEqualTo(pivot * (1 + 1e-7));
      }
    }
  }

  /**
   * The example on which LINPACK's formula stops seeing the rank: two columns that differ by less
   * than the square root of eps, whose norms after the first step are all cancellation (Drmač and
   * Bujanović, section 3).
   */
  @Test
  void normsSurviveCancellation() {
    double delta = 1e-9;
    Matrix a =
        Matrix.fromRows(
            new double[][] {
              {1, 1, 1},
              {0, delta, 0},
              {0, 0, delta / 2},
            });
    PivotedQr qr = PivotedQr.of(a);
    Matrix r = qr.r();
    assertThat(Math.abs(r.get(1, 1))).isBetween(delta * 0.7, delta * 1.3);
    assertThat(Math.abs(r.get(2, 2))).isBetween(delta * 0.2, delta * 0.6);
    assertThat(qr.rank(delta / 10)).isEqualTo(3);
    assertThat(qr.rank(delta * 10)).isEqualTo(1);
  }

  @Test
  void rankIsRelativeToTheFirstPivot() {
    Matrix a = MatrixZoo.withSpectrum(30, 20, k -> k < 7 ? 1e6 : 0, 5);
    assertThat(PivotedQr.of(a).rank(1e-12)).isEqualTo(7);
    assertThat(PivotedQr.of(new Matrix(3, 3)).rank(0)).isZero();
    assertThatThrownBy(() -> PivotedQr.of(a).rank(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tolerance: NaN");
  }

  @Test
  void namesBadInput() {
    assertThatThrownBy(() -> PivotedQr.of(Matrix.of(1, 1, Double.NEGATIVE_INFINITY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a: entry (0, 0) is -Infinity");
  }
}
