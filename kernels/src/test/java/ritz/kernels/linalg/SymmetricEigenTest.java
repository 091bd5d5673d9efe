// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class SymmetricEigenTest {
  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#square")
  void reproducesTheSymmetricPart(Specimen specimen) {
    Matrix b = specimen.matrix();
    Matrix a =
        MatrixZoo.generate(b.rows(), b.rows(), (i, j) -> b.get(i, j) * 0.5 + b.get(j, i) * 0.5);
    SymmetricEigen eigen = SymmetricEigen.of(a);
    Matrix q = eigen.vectors();
    double[] values = eigen.values();
    Matrix scaled = MatrixZoo.generate(q.rows(), q.rows(), (i, j) -> q.get(i, j) * values[j]);
    assertThat(Residuals.orthonormality(q)).isLessThan(10);
    assertThat(Residuals.relative(a, scaled.times(q.transpose()))).isLessThan(10);
    assertThat(values).isSorted();
    assertThat(SymmetricEigen.valuesOf(a).values()).isEqualTo(values);
  }

  /** The second difference matrix has the eigenvalues 2 - 2 cos(pi k / (n + 1)). */
  @Test
  void findsTheSpectrumOfTheSecondDifference() {
    int n = 50;
    Matrix a = MatrixZoo.generate(n, n, (i, j) -> i == j ? 2 : Math.abs(i - j) == 1 ? -1 : 0);
    double[] values = SymmetricEigen.valuesOf(a).values();
    for (int k = 0; k < n; k++) {
      double expected = 2 - 2 * Math.cos(Math.PI * (k + 1) / (n + 1));
      // Weyl: within n eps of the norm, which is below 4.
      assertThat(values[k]).isBetween(expected - 4 * n * 0x1p-53, expected + 4 * n * 0x1p-53);
    }
  }

  @Test
  void oneValueOfADiagonalMatrix() {
    Matrix a = MatrixZoo.generate(3, 3, (i, j) -> i == j ? 5 - 2 * i : 0);
    SymmetricEigen eigen = SymmetricEigen.valuesOf(a);
    assertThat(eigen.value(0)).isEqualTo(1);
    assertThat(eigen.value(2)).isEqualTo(5);
    assertThatThrownBy(() -> eigen.value(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void readsTheLowerTriangleOnly() {
    Matrix a = Matrix.fromRows(new double[][] {{1, Double.NaN}, {2, 1}});
    assertThat(SymmetricEigen.valuesOf(a).values()[1]).isBetween(3 - 1e-15, 3 + 1e-15);
    assertThat(SymmetricEigen.of(a))
        .hasToString("SymmetricEigen " + Arrays.toString(SymmetricEigen.of(a).values()));
  }

  @Test
  void namesBadInput() {
    assertThatThrownBy(() -> SymmetricEigen.of(new Matrix(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a: 2 x 3");
    assertThatThrownBy(() -> SymmetricEigen.of(Matrix.of(2, 2, 1, Double.NaN, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(1, 0) is NaN");
    assertThatThrownBy(() -> SymmetricEigen.valuesOf(Matrix.identity(2)).vectors())
        .isInstanceOf(IllegalStateException.class);
  }
}
