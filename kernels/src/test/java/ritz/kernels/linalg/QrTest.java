// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class QrTest {
  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#all")
  void reproducesTheMatrix(Specimen specimen) {
    Matrix a = specimen.matrix();
    Qr qr = Qr.of(a);
    Matrix q = qr.q();
    Matrix r = qr.r();
    assertThat(q.shape()).isEqualTo(a.rows() + " x " + Math.min(a.rows(), a.columns()));
    assertThat(Residuals.orthonormality(q)).isLessThan(10);
    assertThat(Residuals.relative(a, q.times(r))).isLessThan(10);
    for (int j = 0; j < r.columns(); j++) {
      for (int i = j + 1; i < r.rows(); i++) {
        assertThat(r.get(i, j)).isZero();
      }
    }
  }

  @Test
  void appliesTheWholeOrthogonalFactor() {
    Matrix a = MatrixZoo.random(70, 40, 1);
    Matrix b = MatrixZoo.random(70, 5, 2);
    Qr qr = Qr.of(a);
    Matrix there = qr.applyQTransposed(b);
    assertThat(Residuals.relative(b, qr.applyQ(there))).isLessThan(10);
    assertThat(Residuals.relative(qr.q().transposeTimes(b), there.block(0, 0, 40, 5)))
        .isLessThan(10);
  }

  /** Tall enough for several blocks of rows, and with more columns than a panel has. */
  @ParameterizedTest
  @CsvSource({"1800,40", "1650,70"})
  void reproducesTallMatrices(int rows, int columns) {
    Matrix a = MatrixZoo.random(rows, columns, 6);
    Qr qr = Qr.of(a);
    Matrix q = qr.q();
    assertThat(Residuals.orthonormality(q)).isLessThan(10);
    assertThat(Residuals.relative(a, q.times(qr.r()))).isLessThan(10);
    Matrix there = qr.applyQTransposed(a);
    assertThat(Residuals.relative(a, qr.applyQ(there))).isLessThan(10);
    assertThat(there.block(columns, 0, rows - columns, columns).frobeniusNorm())
        .isLessThan(10 * rows * Math.ulp(1.0) * a.frobeniusNorm());
  }

  @Test
  void solvesLeastSquares() {
    Matrix a = MatrixZoo.random(50, 7, 3);
    Matrix b = MatrixZoo.random(50, 2, 4);
    Matrix x = Qr.of(a).solve(b);
    Matrix gradient = a.transposeTimes(a.times(x).minus(b));
    assertThat(gradient.frobeniusNorm())
        .isLessThan(50 * Math.ulp(1.0) * a.frobeniusNorm() * b.frobeniusNorm());
  }

  @Test
  void refusesLeastSquaresWithoutFullRank() {
    Qr zero = Qr.of(new Matrix(3, 2));
    assertThatThrownBy(() -> zero.solve(new Matrix(3, 1)))
        .isInstanceOf(NumericalException.class)
        .hasMessageContaining("R(0, 0)");
    Qr wide = Qr.of(new Matrix(2, 3));
    assertThatThrownBy(() -> wide.solve(new Matrix(2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3");
  }

  @Test
  void namesBadInput() {
    Matrix a = Matrix.of(1, 2, 1, Double.NaN);
    assertThatThrownBy(() -> Qr.of(a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a: entry (0, 1) is NaN");
    Qr qr = Qr.of(new Matrix(3, 2));
    assertThatThrownBy(() -> qr.applyQ(new Matrix(2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 3 rows");
  }

  @Test
  void reportsAFactorBeyondTheRange() {
    Matrix a = Matrix.of(2, 1, Double.MAX_VALUE, Double.MAX_VALUE);
    assertThatThrownBy(() -> Qr.of(a)).isInstanceOf(NumericalException.class);
  }
}
