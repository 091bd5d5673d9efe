// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class EigenTest {
  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#square")
  void everyPairIsAnEigenpair(Specimen specimen) {
    Matrix a = specimen.matrix();
    int n = a.rows();
    Eigen eigen = Eigen.of(a);
    Complex[] values = eigen.values();
    ComplexMatrix x = eigen.vectors();
    ComplexMatrix ax = ComplexMatrix.product(a, x);
    double bound = 10 * n * Math.ulp(1.0) * a.frobeniusNorm();
    for (int j = 0; j < n; j++) {
      double residual = 0;
      double norm = 0;
      for (int i = 0; i < n; i++) {
        Complex difference = ax.get(i, j).minus(x.get(i, j).times(values[j]));
        residual = Math.hypot(residual, difference.abs());
        norm = Math.hypot(norm, x.get(i, j).abs());
      }
      assertThat(residual).isLessThanOrEqualTo(bound);
      assertThat(norm).isBetween(1 - n * Math.ulp(1.0), 1 + n * Math.ulp(1.0));
    }
  }

  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#square")
  void pairsAreConjugateToTheBit(Specimen specimen) {
    Eigen eigen = Eigen.of(specimen.matrix());
    Complex[] values = eigen.values();
    for (int j = 0; j < values.length; j++) {
      if (values[j].im() != 0) {
        assertThat(values[j].im()).isPositive();
        assertThat(values[j + 1]).isEqualTo(values[j].conjugate());
        for (int i = 0; i < values.length; i++) {
          assertThat(eigen.vectors().get(i, j + 1))
              .isEqualTo(eigen.vectors().get(i, j).conjugate());
        }
        j++;
      }
    }
  }

  @Test
  void companionMatrixHasTheRootsOfItsPolynomial() {
    // (x - 1)(x - 2)(x² + 1) = x^4 - 3 x^3 + 3 x^2 - 3 x + 2
    Matrix companion =
        Matrix.fromRows(new double[][] {{3, -3, 3, -2}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});
    Complex[] values = Eigen.valuesOf(companion).values();
    for (Complex root :
        new Complex[] {
          new Complex(1, 0), new Complex(2, 0), new Complex(0, 1), new Complex(0, -1)
        }) {
      double nearest = Double.MAX_VALUE;
      for (Complex value : values) {
        nearest = Math.min(nearest, value.minus(root).abs());
      }
      assertThat(nearest).isLessThan(1e-13);
    }
  }

  @Test
  void namesBadInput() {
    assertThatThrownBy(() -> Eigen.of(new Matrix(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3");
    assertThatThrownBy(() -> Eigen.of(Matrix.of(1, 1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(0, 0)");
    assertThatThrownBy(() -> Eigen.valuesOf(Matrix.identity(2)).vectors())
        .isInstanceOf(IllegalStateException.class);
  }
}
