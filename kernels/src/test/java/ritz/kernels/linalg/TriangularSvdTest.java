// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Matrix;
import ritz.kernels.Threads;

class TriangularSvdTest {
  private static boolean isWellConditioned(Matrix r) {
    return TriangularSvd.isWellConditioned(r, new Workspace());
  }

  /**
   * The inverse of [1 x; 0 1], with the rows scaled to unit norm, has the squared norm 2 (1 + x²);
   * the limit for order 2 is 2 · 5². The scale of the rows is of no account.
   */
  @ParameterizedTest
  @CsvSource({"4.89, true", "4.91, false", "-4.89, true", "0, true", "1e9, false"})
  void conditionDoesNotDependOnTheScaleOfTheRows(double x, boolean well) {
    for (double first : new double[] {1, 1e-50, -1e60}) {
      for (double second : new double[] {1, 1e-9, 1e70}) {
        Matrix r = Matrix.fromRows(new double[][] {{first, first * x}, {0, second}});
        assertThat(isWellConditioned(r)).isEqualTo(well);
      }
    }
  }

  /** With the longest step, the last rows beside the first are out of range. */
  @ParameterizedTest
  @ValueSource(ints = {20, 110, 120, 170})
  void rightVectorsOfAFactorWhoseRowsSpanTheRange(int step) {
    int n = 9;
    Matrix r =
        MatrixZoo.generate(
            n, n, (i, j) -> i > j ? 0 : Math.scalb(i == j ? 1 : 0.3 / (1 + j), 480 - step * i));
    assertThat(isWellConditioned(r)).isTrue();
    TriangularSvd svd = TriangularSvd.of(r, true, Threads.single(), new Workspace());
    assertThat(Residuals.orthonormality(svd.z())).isLessThan(10);
    assertThat(Residuals.orthonormality(svd.x())).isLessThan(10);
  }

  /** Beyond the columns of the inverse that are found at once. */
  @Test
  void conditionOfALargeFactor() {
    int n = 150;
    double limit = 25.0 * n;
    // Ones on the diagonal and x beside one of them: n + 2 x² is the squared norm.
    double x = Math.sqrt((limit - n) / 2);
    Matrix r = Matrix.identity(n);
    r.set(10, 140, 0.999 * x);
    assertThat(isWellConditioned(r)).isTrue();
    r.set(10, 140, 1.001 * x);
    assertThat(isWellConditioned(r)).isFalse();
  }

  /** Sums of squares that an earlier call left in the workspace do not count. */
  @Test
  void conditionDoesNotDependOnEarlierCalls() {
    Workspace work = new Workspace();
    for (double x : new double[] {4.89, 4.89, 4.91, 0, 4.91, 4.89}) {
      Matrix r = Matrix.fromRows(new double[][] {{1, x}, {0, 1}});
      assertThat(TriangularSvd.isWellConditioned(r, work.begin())).isEqualTo(x < 4.9);
    }
  }

  @Test
  void trapezoidIsLeftToTheRotations() {
    assertThat(isWellConditioned(Matrix.fromRows(new double[][] {{1, 0, 0}, {0, 1, 0}}))).isFalse();
  }

  /** Both ways to the right vectors, and none. */
  @ParameterizedTest
  @CsvSource({"1", "30"})
  void decomposesTheFactor(double x) {
    int n = 12;
    Matrix r = MatrixZoo.generate(n, n, (i, j) -> i > j ? 0 : i == j ? 1 + i : x / (1 + i + j));
    TriangularSvd svd = TriangularSvd.of(r, true, Threads.single(), new Workspace());
    assertThat(Residuals.orthonormality(svd.x())).isLessThan(10);
    assertThat(Residuals.orthonormality(svd.z())).isLessThan(10);
    Matrix scaled = svd.x().copy();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        scaled.set(i, j, scaled.get(i, j) * svd.values()[j]);
      }
    }
    assertThat(Residuals.relative(r, scaled.times(svd.z().transpose()))).isLessThan(10);
    assertThat(svd.sweeps()).isBetween(2, 10);
    TriangularSvd values = TriangularSvd.of(r, false, Threads.single(), new Workspace());
    assertThat(values.z()).isNull();
    assertThat(values.values()).isEqualTo(svd.values());
  }
}
