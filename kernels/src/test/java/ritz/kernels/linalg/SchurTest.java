// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class SchurTest {
  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#square")
  void reproducesTheMatrix(Specimen specimen) {
    Matrix a = specimen.matrix();
    Schur schur = Schur.of(a);
    assertThat(Residuals.orthonormality(schur.q())).isLessThan(10);
    assertThat(Residuals.relative(a, schur.q().times(schur.t()).times(schur.q().transpose())))
        .isLessThan(10);
  }

  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#square")
  void blocksAreInStandardForm(Specimen specimen) {
    Schur schur = Schur.of(specimen.matrix());
    Matrix t = schur.t();
    Complex[] eigenvalues = schur.eigenvalues();
    for (int j = 0; j < t.columns(); j++) {
      for (int i = j + 2; i < t.rows(); i++) {
        assertThat(t.get(i, j)).isZero();
      }
      assertThat(eigenvalues[j].re()).isEqualTo(t.get(j, j));
      if (j + 1 < t.rows() && t.get(j + 1, j) != 0) {
        assertThat(t.get(j, j)).isEqualTo(t.get(j + 1, j + 1));
        assertThat(Math.signum(t.get(j, j + 1))).isEqualTo(-Math.signum(t.get(j + 1, j)));
        assertThat(eigenvalues[j].im()).isPositive();
        double modulus =
            Math.sqrt(Math.abs(t.get(j, j + 1))) * Math.sqrt(Math.abs(t.get(j + 1, j)));
        assertThat(eigenvalues[j].im() / modulus).isBetween(1 - 1e-15, 1 + 1e-15);
        assertThat(eigenvalues[j + 1]).isEqualTo(eigenvalues[j].conjugate());
      }
    }
  }

  /**
   * [[1, 1], [-c, 0]] has the eigenvalue c (1 + c + 2 c² + …). Entries below eps times their
   * neighbors on the diagonal may not be dropped here: the small eigenvalue hangs on them (Ahues
   * and Tisseur, LAPACK Working Note 122).
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-17, -3e-20, 1e-25})
  void smallEntriesThatMatterAreKept(double c) {
    Matrix two = Matrix.fromRows(new double[][] {{1, 1}, {-c, 0}});
    Matrix four =
        Matrix.fromRows(new double[][] {{2, 1, 0, 0}, {0, 1, 1, 0}, {0, -c, 0, 0}, {0, 0, 0, 5}});
    for (Matrix a : List.of(two, four)) {
      assertThat(Schur.of(a).eigenvalues())
          .anySatisfy(value -> assertThat(value.re() / c).isBetween(1 - 1e-15, 1 + 1e-15));
    }
  }

  @Test
  void namesBadInput() {
    assertThatThrownBy(() -> Schur.of(new Matrix(3, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 x 2, expected a square matrix");
  }
}
