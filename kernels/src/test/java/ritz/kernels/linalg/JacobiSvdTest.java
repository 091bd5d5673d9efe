// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class JacobiSvdTest {
  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#all")
  void reproducesTheMatrix(Specimen specimen) {
    Matrix a = specimen.matrix();
    JacobiSvd svd = JacobiSvd.of(a);
    Matrix u = svd.u();
    Matrix v = svd.v();
    double[] sigma = svd.singularValues();
    assertThat(Residuals.orthonormality(u)).isLessThan(10);
    assertThat(Residuals.orthonormality(v)).isLessThan(10);
    for (int j = 0; j < sigma.length; j++) {
      assertThat(sigma[j]).isBetween(0.0, j == 0 ? Double.MAX_VALUE : sigma[j - 1]);
      DoubleBlas.scal(u.rows(), sigma[j], u.data(), u.index(0, j));
    }
    assertThat(Residuals.relative(a, u.times(v.transpose()))).isLessThan(10);
  }

  @Test
  void findsTheRank() {
    Matrix a = MatrixZoo.withSpectrum(40, 15, k -> k < 6 ? Math.pow(10, -k) : 0, 1);
    JacobiSvd svd = JacobiSvd.of(a);
    assertThat(svd.rank()).isEqualTo(6);
    assertThat(svd.rank(3e-3)).isEqualTo(3);
    assertThat(JacobiSvd.of(new Matrix(4, 3)).rank()).isZero();
  }

  @Test
  void valuesAloneHaveNoVectors() {
    JacobiSvd svd = JacobiSvd.valuesOf(Matrix.fromRows(new double[][] {{3, 0}, {0, -4}}));
    assertThat(svd.singularValues()).containsExactly(4, 3);
    assertThatThrownBy(svd::u).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(svd::v).isInstanceOf(IllegalStateException.class);
  }
}
