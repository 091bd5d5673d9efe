// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class JacobiSvdTest {
  @ParameterizedTest
  @MethodSource("ritz.kernels.linalg.MatrixZoo#all")
  void reproducesTheMatrix(Specimen specimen) {
    Matrix a = specimen.matrix();
    JacobiSvd svd = JacobiSvd.of(a);
    double[] sigma = svd.singularValues();
    assertThat(Residuals.orthonormality(svd.u())).isLessThan(10);
    assertThat(Residuals.orthonormality(svd.v())).isLessThan(10);
    assertThat(Residuals.relative(a, Residuals.product(svd))).isLessThan(10);
    assertThat(sigma).hasSize(Math.min(a.rows(), a.columns()));
    for (int j = 0; j < sigma.length; j++) {
      assertThat(sigma[j]).isBetween(0.0, j == 0 ? Double.MAX_VALUE : sigma[j - 1]);
    }
  }

  /**
   * Equal columns with a cosine of rounding size turn by large angles; that must come to an end.
   */
  @Test
  void convergesOnRotationsSpoiledByRounding() {
    SplittableRandom random = new SplittableRandom(1);
    for (int run = 0; run < 100_000; run++) {
      double angle = 2 * Math.PI * random.nextDouble();
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      double size = Math.pow(10, -16 + 3 * random.nextDouble());
      double[] off = random.doubles(4, -size, size).toArray();
      Matrix a =
          Matrix.fromRows(new double[][] {{c + off[0], off[1] - s}, {s + off[2], c + off[3]}});
      assertThat(JacobiSvd.valuesOf(a).sweeps()).as("run %d", run).isLessThan(8);
    }
  }

  @Test
  void findsTheRank() {
    Matrix a = MatrixZoo.withSpectrum(40, 15, k -> k < 6 ? Math.pow(10, -k) : 0, 1);
    JacobiSvd svd = JacobiSvd.of(a);
    assertThat(svd.rank()).isEqualTo(6);
    assertThat(svd.rank(3e-3)).isEqualTo(3);
    assertThat(JacobiSvd.of(new Matrix(4, 3)).rank()).isZero();
  }

  /** Relative to the largest; a value at the tolerance does not count. */
  @Test
  void countsValuesAboveATolerance() {
    double[] diagonal = {64, 16, 4, 1, 0};
    JacobiSvd svd = JacobiSvd.of(MatrixZoo.generate(5, 5, (i, j) -> i == j ? diagonal[i] : 0));
    assertThat(svd.rank(0)).isEqualTo(4);
    assertThat(svd.rank(1.0 / 64)).isEqualTo(3);
    assertThat(svd.rank(0.99 / 64)).isEqualTo(4);
    assertThat(svd.rank(0.25)).isEqualTo(1);
    assertThat(svd.rank(1)).isZero();
    assertThat(svd.singularValue(2)).isEqualTo(4);
    assertThatThrownBy(() -> svd.rank(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  /** One sweep sees that the columns are orthogonal; else it takes one more than it rotates in. */
  @Test
  void countsSweeps() {
    assertThat(JacobiSvd.of(Matrix.identity(9)).sweeps()).isEqualTo(1);
    assertThat(JacobiSvd.of(new Matrix(9, 4)).sweeps()).isEqualTo(1);
    assertThat(JacobiSvd.of(MatrixZoo.random(30, 30, 1)).sweeps()).isBetween(2, 12);
  }

  @Test
  void valuesAloneHaveNoVectors() {
    JacobiSvd svd = JacobiSvd.valuesOf(Matrix.fromRows(new double[][] {{3, 0}, {0, -4}}));
    assertThat(svd.singularValues()).containsExactly(4, 3);
    assertThatThrownBy(svd::u).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(svd::v).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void diagonalOverTheWholeRangeIsExact() {
    double[] diagonal = {Double.MAX_VALUE, 1e300, 1, 1e-100, 1e-200, 1e-300, Double.MIN_NORMAL};
    Matrix a = MatrixZoo.generate(7, 7, (i, j) -> i == j ? (i % 2 == 0 ? 1 : -1) * diagonal[i] : 0);
    JacobiSvd svd = JacobiSvd.of(a);
    // The spread exceeds 2^1380, below which the smallest come out as zero.
    assertThat(Arrays.copyOf(svd.singularValues(), 4)).containsExactly(Arrays.copyOf(diagonal, 4));
    assertThat(Residuals.orthonormality(svd.u())).isLessThan(10);
    assertThat(Residuals.orthonormality(svd.v())).isLessThan(10);
  }

  /** Columns of very different size that are not orthogonal: the rotation angles underflow. */
  @ParameterizedTest
  @ValueSource(ints = {50, 300, 600})
  void columnsFarApartInSizeBecomeOrthogonal(int exponent) {
    Matrix b = MatrixZoo.random(6, 4, 8);
    Matrix a =
        MatrixZoo.generate(
            6, 4, (i, j) -> Math.scalb(b.get(i, j), (j % 2 == 0 ? 1 : -1) * exponent));
    JacobiSvd svd = JacobiSvd.of(a);
    assertThat(Residuals.orthonormality(svd.u())).isLessThan(10);
    assertThat(Residuals.orthonormality(svd.v())).isLessThan(10);
    BigDecimal[] exact = PreciseSvd.singularValues(a);
    for (int k = 0; k < 4; k++) {
      // 6 · eps · kappa(B), with kappa(B) below 20.
      assertThat(svd.singularValues()[k] / exact[k].doubleValue()).isBetween(1 - 1e-13, 1 + 1e-13);
    }
  }

  @Test
  void subnormalEntriesKeepTheirAccuracy() {
    Matrix integers = MatrixZoo.generate(5, 3, (i, j) -> (3 * i + 5 * j * j) % 11);
    Matrix a = MatrixZoo.scaled(integers, Double.MIN_VALUE);
    JacobiSvd svd = JacobiSvd.of(a);
    double[] expected = JacobiSvd.of(integers).singularValues();
    for (int k = 0; k < 3; k++) {
      assertThat(svd.singularValues()[k]).isEqualTo(expected[k] * Double.MIN_VALUE);
    }
    assertThat(svd.u().data()).isEqualTo(JacobiSvd.of(integers).u().data());
  }

  @Test
  void reportsAValueBeyondTheRange() {
    Matrix a = MatrixZoo.generate(2, 2, (i, j) -> Double.MAX_VALUE);
    assertThatThrownBy(() -> JacobiSvd.of(a))
        .isInstanceOf(NumericalException.class)
        .hasMessageContaining("singular values");
  }

  @Test
  void namesBadInput() {
    assertThatThrownBy(() -> JacobiSvd.of(Matrix.of(2, 1, 0, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a: entry (1, 0) is NaN");
    assertThatThrownBy(() -> JacobiSvd.of(new Matrix(2, 2)).rank(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tolerance: -1.0");
  }

  @Test
  void inputIsNotChanged() {
    Matrix a = MatrixZoo.random(9, 9, 3);
    Matrix before = a.copy();
    JacobiSvd.of(a);
    assertThat(a.data()).isEqualTo(before.data());
  }

  /** Small decompositions share what comes in between, but no result. */
  @Test
  void earlierResultsStand() {
    Matrix a = MatrixZoo.withSpectrum(20, 15, k -> 1.0 / (1 + k), 8);
    JacobiSvd first = JacobiSvd.of(a);
    Matrix u = first.u().copy();
    Matrix v = first.v().copy();
    double[] values = first.singularValues();
    JacobiSvd.of(MatrixZoo.withSpectrum(20, 15, k -> 2.0 + k, 9));
    JacobiSvd.of(a.transpose());
    assertThat(first.u().data()).isEqualTo(u.data());
    assertThat(first.v().data()).isEqualTo(v.data());
    assertThat(first.singularValues()).isEqualTo(values);
    assertThat(JacobiSvd.valuesOf(a).singularValues()).isEqualTo(values);
    assertThat(first.u().data()).isEqualTo(u.data());
  }
}
