// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

class CholeskyTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 23, 24, 25, 48, 49, 53, 101})
  void reproducesTheMatrix(int n) {
    Matrix b = MatrixZoo.random(n, n, n);
    Matrix a = b.times(b.transpose());
    Matrix l = Cholesky.of(a).l();
    assertThat(Residuals.relative(a, l.times(l.transpose()))).isLessThan(10);
    for (int j = 0; j < n; j++) {
      assertThat(l.get(j, j)).isPositive();
      for (int i = 0; i < j; i++) {
        assertThat(l.get(i, j)).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 40, 77})
  void solvesSystems(int n) {
    // Eigenvalues between 1 and 10, so that the error of X is within 10 times that of the residual.
    Matrix root = MatrixZoo.withSpectrum(n, n, k -> Math.sqrt(1 + 9.0 * k / n), n);
    Matrix a = root.times(root.transpose());
    Matrix expected = MatrixZoo.random(n, 3, n + 1);
    Matrix b = a.times(expected);
    assertThat(Residuals.relative(expected, Cholesky.of(a).solve(b))).isLessThan(100);
  }

  @Test
  void determinantOfADiagonalMatrixBeyondTheRange() {
    Matrix a = MatrixZoo.generate(6, 6, (i, j) -> i == j ? 1e200 : 0);
    assertThat(Cholesky.of(a).logDeterminant()).isEqualTo(1200 * Math.log(10), within(1e-9));
  }

  @Test
  void readsTheLowerTriangleOnly() {
    Matrix a = Matrix.fromRows(new double[][] {{4, Double.NaN}, {2, 5}});
    Matrix l = Cholesky.of(a).l();
    assertThat(l.data()).containsExactly(2, 1, 0, 2);
    assertThat(a.get(1, 0)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 13, 24, 25, 60})
  void namesTheFirstMinorThatIsNotPositive(int order) {
    Matrix a = MatrixZoo.generate(60, 60, (i, j) -> i != j ? 0 : i == order - 1 ? -3 : 2);
    assertThatThrownBy(() -> Cholesky.of(a))
        .isInstanceOf(NumericalException.class)
        .hasMessageContaining("minor of order " + order + " is")
        .hasMessageContaining("pivot is -3");
    a.set(order - 1, order - 1, 0);
    assertThatThrownBy(() -> Cholesky.of(a)).isInstanceOf(NumericalException.class);
  }

  @Test
  void namesBadInput() {
    assertThatThrownBy(() -> Cholesky.of(new Matrix(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a: 2 x 3");
    assertThatThrownBy(() -> Cholesky.of(Matrix.of(2, 2, 1, Double.NaN, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(1, 0) is NaN");
    assertThatThrownBy(() -> Cholesky.of(Matrix.identity(2)).solve(new Matrix(3, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 2 rows");
  }
}
