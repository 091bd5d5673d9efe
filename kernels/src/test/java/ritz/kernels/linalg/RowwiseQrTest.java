// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.backend.PanelKernels;
import ritz.kernels.linalg.MatrixZoo.Specimen;

class RowwiseQrTest {
  private final Workspace work = new Workspace();

  static Stream<Specimen> small() {
    return MatrixZoo.all().filter(specimen -> RowwiseQr.suits(specimen.matrix()));
  }

  @ParameterizedTest
  @MethodSource("small")
  void reproducesTheMatrix(Specimen specimen) {
    Matrix a = specimen.matrix();
    RowwiseQr qr = RowwiseQr.factor(a.transpose(), null, work);
    check(a, qr);
  }

  @ParameterizedTest
  @MethodSource("small")
  void reproducesThePermutedMatrix(Specimen specimen) {
    Matrix a = specimen.matrix();
    int[] pivots = new int[a.columns()];
    RowwiseQr qr = RowwiseQr.factor(a.transpose(), pivots, work);
    assertThat(Arrays.stream(pivots).sorted().distinct()).hasSize(a.columns());
    check(MatrixZoo.generate(a.rows(), a.columns(), (i, j) -> a.get(i, pivots[j])), qr);
    everyPivotIsTheLongest(qr.r(work));
  }

  private void check(Matrix a, RowwiseQr qr) {
    Matrix r = qr.r(work);
    Matrix q = qr.times(Matrix.identity(r.rows()), work);
    assertThat(Residuals.orthonormality(q)).isLessThan(10);
    assertThat(Residuals.relative(a, q.times(r))).isLessThan(10);
    assertThat(qr.transposedR(work).data()).isEqualTo(r.transpose().data());
  }

  /** To the square root of eps, see {@link ColumnNorms}. */
  private static void everyPivotIsTheLongest(Matrix r) {
    for (int k = 0; k < r.rows(); k++) {
      for (int j = k + 1; j < r.columns(); j++) {
        int length = Math.min(j, r.rows() - 1) - k + 1;
        double norm = DoubleBlas.nrm2(length, r.data(), r.index(k, j));
        assertThat(norm).isLessThanOrEqualTo(Math.abs(r.get(k, k)) * (1 + 1e-7));
      }
    }
  }

  /**
   * Columns whose squares and products leave the range have the same R as columns of one size, each
   * times its own power of two: the factorization commutes with scaling columns.
   */
  @ParameterizedTest
  @ValueSource(ints = {-480, -110, -100, 30})
  void columnsOfAnySize(int step) {
    int n = 10;
    SplittableRandom random = new SplittableRandom(3);
    Matrix a = MatrixZoo.generate(n + 3, n, (i, j) -> random.nextDouble(-1, 1));
    Matrix r = RowwiseQr.factor(a.transpose(), null, new Workspace()).r(work);
    Matrix graded = a.copy();
    for (int j = 0; j < n; j++) {
      int exponent = step < -200 ? step : 480 + step * j;
      for (int i = 0; i < a.rows(); i++) {
        graded.set(i, j, Math.scalb(a.get(i, j), exponent));
      }
      RowwiseQr qr = RowwiseQr.factor(graded.transpose(), null, new Workspace());
      Matrix found = qr.r(work);
      // 13 x 10: errors of some 2 n eps times the norm of the column, which is near 2.
      for (int i = 0; i <= j; i++) {
        assertThat(Math.scalb(found.get(i, j), -exponent)).isCloseTo(r.get(i, j), within(1e-14));
      }
    }
  }

  /**
   * The longest column left becomes shorter by 2^100 at each step, down to the end of the range.
   */
  @Test
  void pivotsOfColumnsThatSpanTheRange() {
    int n = 15;
    SplittableRandom random = new SplittableRandom(4);
    Matrix a =
        MatrixZoo.generate(
            n, n, (i, j) -> Math.scalb(random.nextDouble(-1, 1), 480 - 100 * (j * 7 % n)));
    int[] pivots = new int[n];
    Matrix r = RowwiseQr.factor(a.transpose(), pivots, work).r(work);
    for (int k = 0; k < n; k++) {
      assertThat(pivots[k] * 7 % n).isEqualTo(k);
    }
    everyPivotIsTheLongest(r);
    assertThat(PivotedQr.of(a).pivots()).isEqualTo(pivots);
  }

  /** What is left after the first step is so much shorter that its squares vanish beside it. */
  @Test
  void pivotsOfColumnsThatAreFarShorterThanTheFirst() {
    int[] exponents = {-110, 480, -100, -105};
    SplittableRandom random = new SplittableRandom(5);
    Matrix a =
        MatrixZoo.generate(
            6, 4, (i, j) -> Math.scalb(random.nextDouble(0.5, 1) * (i == j ? 3 : 1), exponents[j]));
    int[] pivots = new int[4];
    everyPivotIsTheLongest(RowwiseQr.factor(a.transpose(), pivots, work).r(work));
    assertThat(pivots).containsExactly(1, 2, 3, 0);
    assertThat(PivotedQr.of(a).pivots()).isEqualTo(pivots);
  }

  @Test
  void suitsSmallMatricesThatAreNotEmpty() {
    assertThat(RowwiseQr.suits(new Matrix(64, 64))).isTrue();
    assertThat(RowwiseQr.suits(new Matrix(1, 1))).isTrue();
    assertThat(RowwiseQr.suits(new Matrix(65, 3))).isFalse();
    assertThat(RowwiseQr.suits(new Matrix(3, 65))).isFalse();
    assertThat(RowwiseQr.suits(new Matrix(0, 3))).isFalse();
    assertThat(RowwiseQr.suits(new Matrix(3, 0))).isFalse();
  }

  /** Of a column that all others repeat, nothing is left. */
  @Test
  void equalColumns() {
    Matrix a = MatrixZoo.generate(20, 9, (i, j) -> 1.0 / (1 + i));
    int[] pivots = new int[9];
    RowwiseQr qr = RowwiseQr.factor(a.transpose(), pivots, work);
    assertThat(Math.abs(qr.r(work).get(1, 1))).isLessThan(1e-15);
    check(a, qr);
  }

  /** Beside loops; the numbers are small integers, so that nothing is rounded. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9})
  void kernelSweepsRows(int vectors) {
    int width = vectors * PanelKernels.INSTANCE.lanes();
    int rows = 7;
    int ld = width + 3;
    SplittableRandom random = new SplittableRandom(5);
    double[] x = random.ints(2 + rows * ld, -8, 9).asDoubleStream().toArray();
    double[] v = random.ints(20, -8, 9).asDoubleStream().toArray();
    double[] factors = random.ints(width + 2, -8, 9).asDoubleStream().toArray();
    double[] expected = x.clone();
    double[] expectedSums = new double[width + 2];
    Arrays.fill(expectedSums, 99);
    for (int c = 0; c < width; c++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        expected[2 + i * ld + c] -= v[1 + i] * factors[1 + c];
        sum += v[9 + i] * expected[2 + i * ld + c];
      }
      expectedSums[1 + c] = sum;
    }
    double[] sums = new double[width + 2];
    Arrays.fill(sums, 99);
    PanelKernels.INSTANCE.sweepRows(rows, width, x, 2, ld, v, 1, 9, factors, sums, 1);
    assertThat(x).isEqualTo(expected);
    assertThat(sums).isEqualTo(expectedSums);
  }
}
