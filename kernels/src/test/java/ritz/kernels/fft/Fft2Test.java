// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

class Fft2Test {
  private static final double EPS = Math.ulp(1.0);

  private static ComplexMatrix random(int rows, int columns) {
    java.util.Random random = new java.util.Random(rows * 31L + columns);
    ComplexMatrix x = new ComplexMatrix(rows, columns);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        x.set(i, j, new Complex(random.nextGaussian(), random.nextGaussian()));
      }
    }
    return x;
  }

  private static ComplexMatrix fourier(int n) {
    ComplexMatrix f = new ComplexMatrix(n, n);
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < n; j++) {
        f.set(k, j, Complex.polar(1, -2 * Math.PI * (j * k % n) / n));
      }
    }
    return f;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "5,1", "4,4", "8,6", "13,20", "37,3", "32,33", "9,64"})
  void isAProductWithFourierMatricesFromBothSides(int rows, int columns) {
    ComplexMatrix x = random(rows, columns);
    ComplexMatrix expected = fourier(rows).times(x).times(fourier(columns));
    ComplexMatrix actual = x.copy();
    Fft2 fft = Fft2.of(rows, columns);
    fft.forward(actual);
    // The products round as often as they have terms.
    double tolerance = 4 * (rows + columns) * EPS * expected.frobeniusNorm();
    assertThat(actual.minus(expected).frobeniusNorm()).isLessThanOrEqualTo(tolerance);
    fft.inverse(actual);
    assertThat(actual.minus(x).frobeniusNorm())
        .isLessThanOrEqualTo(4 * (rows + columns) * EPS * x.frobeniusNorm());
  }

  /** Views at different places of their arrays are transformed, and nothing around them. */
  @Test
  void transformsViews() {
    ComplexMatrix x = random(6, 10);
    Matrix left = new Matrix(9, 12);
    Matrix right = new Matrix(6, 11);
    ComplexMatrix view = new ComplexMatrix(left.block(2, 1, 6, 10), right.columns(1, 11));
    for (int j = 0; j < 10; j++) {
      for (int i = 0; i < 6; i++) {
        view.set(i, j, x.get(i, j));
      }
    }
    Fft2.of(6, 10).forward(view);
    Fft2.of(6, 10).forward(x);
    assertThat(view.minus(x).frobeniusNorm()).isZero();
    for (int j = 0; j < 12; j++) {
      for (int i = 0; i < 9; i++) {
        boolean inside = i >= 2 && i < 8 && j >= 1 && j < 11;
        assertThat(left.get(i, j)).isEqualTo(inside ? x.real().get(i - 2, j - 1) : 0);
      }
    }
    assertThat(right.columns(0, 1).frobeniusNorm()).isZero();
  }

  @Test
  void namesBadInput() {
    assertThatThrownBy(() -> Fft2.of(0, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fft2.of(2, 3).forward(new ComplexMatrix(3, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x: 3 x 2, the plan is for 2 x 3");
    assertThatThrownBy(() -> Fft2.of(2, 3).inverse(new ComplexMatrix(2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x: 2 x 2, the plan is for 2 x 3");
  }
}
