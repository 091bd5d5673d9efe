// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.backend.BlockRotations;
import ritz.kernels.backend.JacobiKernels;

/** The columns by their definition, scales[j] sqrt(weights[j]) times what is stored. */
class JacobiColumnsTest {
  private static final int LANES = JacobiKernels.INSTANCE.lanes();

  /** Random columns times powers of two. */
  private static Matrix graded(int rows, int... exponents) {
    Matrix a = MatrixZoo.random(rows, exponents.length, rows);
    return MatrixZoo.generate(
        rows, exponents.length, (i, j) -> Math.scalb(a.get(i, j), exponents[j]));
  }

  private static double entry(JacobiColumns columns, int i, int j) {
    double stored = columns.g[j * columns.stride + i];
    return columns.scales[j] * Math.sqrt(columns.weights[j]) * stored;
  }

  /** Scales are powers of two, and so are the weights here, but for squares: no digit is lost. */
  private static void assertHolds(Matrix a, JacobiColumns columns) {
    for (int j = 0; j < columns.columns; j++) {
      for (int i = 0; i < columns.rows; i++) {
        double expected = i < a.rows() && j < a.columns() ? a.get(i, j) : 0;
        assertThat(entry(columns, i, j)).as("(%d, %d)", i, j).isEqualTo(expected);
      }
      assertThat(columns.scales[j] * columns.inverseScales[j]).isEqualTo(1);
    }
  }

  private static double storedNorm(JacobiColumns columns, int j) {
    return DoubleBlas.nrm2(columns.rows, columns.g, j * columns.stride);
  }

  private static void assertIsIdentity(JacobiColumns columns, int n) {
    for (int j = 0; j < columns.columns; j++) {
      for (int i = 0; i < columns.wRows; i++) {
        double expected = i == j && j < n ? 1 : 0;
        assertThat(columns.w[j * columns.wStride + i]).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 5", "37, 11", "32, 16", "64, 64", "511, 3", "512, 3", "1024, 2"})
  void areFilledUpToWhatTheKernelsTake(int rows, int n) {
    Matrix a = MatrixZoo.random(rows, n, n);
    JacobiColumns columns = new JacobiColumns(rows, n, true);
    columns.start(a);
    assertThat(columns.rows % LANES).isZero();
    assertThat(columns.rows).isBetween(rows, rows + LANES - 1);
    assertThat(columns.columns % (2 * BlockRotations.BLOCK)).isZero();
    assertThat(columns.columns).isBetween(n, n + 2 * BlockRotations.BLOCK - 1);
    assertThat(columns.wRows).isBetween(n, n + LANES - 1);
    // Columns at multiples of 4 KiB would share cache lines; all others lie side by side.
    boolean aliasing = columns.rows % 512 == 0;
    assertThat(columns.stride).isEqualTo(columns.rows + (aliasing ? 8 : 0));
    assertThat(columns.weights).containsOnly(1);
    assertThat(columns.scaled()).isFalse();
    assertHolds(a, columns);
    assertIsIdentity(columns, n);
    assertThat(new JacobiColumns(rows, n, false).w).isNull();
    assertThat(new JacobiColumns(rows, n, false).wRows).isZero();
  }

  @Test
  void fitMatricesOfTheirSize() {
    JacobiColumns columns = new JacobiColumns(5, 3, true);
    assertThat(columns.fits(new Matrix(5, 3), true)).isTrue();
    assertThat(columns.fits(new Matrix(5, 3), false)).isFalse();
    assertThat(columns.fits(new Matrix(6, 3), true)).isFalse();
    assertThat(columns.fits(new Matrix(5, 2), true)).isFalse();
    assertThat(new JacobiColumns(5, 3, false).fits(new Matrix(5, 3), false)).isTrue();
  }

  /** Those within 2^30 of the largest share its scale; what is far smaller keeps its own. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100, -300})
  void shareOneScale(int exponent) {
    int[] exponents = {exponent, exponent - 20, exponent - 50, exponent - 2};
    Matrix a = graded(21, exponents);
    JacobiColumns columns = new JacobiColumns(21, 4, false);
    columns.start(a);
    assertHolds(a, columns);
    double largest = Math.max(storedNorm(columns, 0), storedNorm(columns, 3));
    assertThat(largest).isBetween(1.0, 2.0);
    assertThat(columns.scales[1]).isEqualTo(columns.scales[0]);
    assertThat(columns.scales[3]).isEqualTo(columns.scales[0]);
    assertThat(columns.scales[2]).isEqualTo(1);
  }

  @Test
  void startAfreshWhateverTheyHeld() {
    Matrix a = graded(13, 0, 60, -60, 3);
    JacobiColumns columns = new JacobiColumns(13, 4, true);
    columns.start(MatrixZoo.random(13, 4, 5));
    Arrays.fill(columns.g, 7);
    Arrays.fill(columns.w, 7);
    Arrays.fill(columns.scales, 7);
    Arrays.fill(columns.inverseScales, 7);
    Arrays.fill(columns.weights, 7);
    Arrays.fill(columns.order, 0);
    columns.start(a);
    assertHolds(a, columns);
    assertIsIdentity(columns, 4);
    assertThat(columns.order).isEqualTo(IntStream.range(0, columns.columns).toArray());
    columns.sort();
    assertThat(columns.scaled()).isTrue();
    columns.start(a);
    assertThat(columns.scaled()).isFalse();
  }

  @Test
  void settleTheirWeights() {
    Matrix a = MatrixZoo.random(9, 3, 1);
    JacobiColumns columns = new JacobiColumns(9, 3, true);
    columns.start(a);
    columns.weights[1] = 16;
    Matrix heavier = MatrixZoo.generate(9, 3, (i, j) -> a.get(i, j) * (j == 1 ? 4 : 1));
    assertHolds(heavier, columns);
    for (int j = 0; j < 3; j++) {
      columns.settle(j);
    }
    assertThat(columns.weights).containsOnly(1);
    assertHolds(heavier, columns);
    assertThat(columns.w[columns.wStride + 1]).isEqualTo(4);
    assertThat(columns.w[0]).isEqualTo(1);
  }

  /** Stored norms are brought between 1 and 2 only where they left 2^-30 to 2^30. */
  @Test
  void sortByNormAndBringStoredColumnsIntoRange() {
    int[] exponents = {-70, 0, -25, -200, -10, -100};
    Matrix a = graded(17, exponents);
    JacobiColumns columns = new JacobiColumns(17, 6, true);
    columns.start(a);
    double before = storedNorm(columns, 2);
    columns.sort();
    assertHolds(a, columns);
    assertThat(columns.scaled()).isTrue();
    assertThat(Arrays.copyOf(columns.order, 6)).containsExactly(1, 4, 2, 0, 5, 3);
    assertThat(storedNorm(columns, 2)).isEqualTo(before);
    for (int j : new int[] {0, 3, 5}) {
      assertThat(storedNorm(columns, j)).isBetween(1.0, 2.0);
    }
    JacobiColumns alike = new JacobiColumns(17, 2, false);
    alike.start(graded(17, 0, -29));
    alike.sort();
    assertThat(alike.scaled()).isFalse();
  }

  @Test
  void writeUnitColumnsByDescendingNorm() {
    int[] exponents = {-70, 0, -25, -200, -10};
    Matrix a = graded(17, exponents);
    for (int i = 0; i < 17; i++) {
      a.set(i, 2, 0);
    }
    int[] order = {1, 4, 0, 3, 2};
    JacobiColumns columns = new JacobiColumns(17, 5, true);
    columns.start(a);
    columns.weights[4] = 0.25;
    Matrix x = new Matrix(17, 5);
    Matrix w = new Matrix(5, 5);
    double[] values = new double[5];
    columns.write(x, w, values);
    for (int k = 0; k < 5; k++) {
      int from = order[k];
      double weight = from == 4 ? 0.5 : 1;
      double norm = Blocks.columnNorm(a, from) * weight;
      // Sums of 17 squares in two orders, a root, a quotient and a product.
      assertThat(values[k]).isBetween(norm * (1 - 0x1p-48), norm * (1 + 0x1p-48));
      for (int i = 0; i < 17; i++) {
        double expected = from == 2 ? 0 : a.get(i, from) * weight / norm;
        assertThat(Math.abs(x.get(i, k) - expected)).isLessThanOrEqualTo(0x1p-48);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(w.get(i, k)).isEqualTo(i == from ? weight : 0);
      }
    }
    columns.start(a);
    Matrix alone = new Matrix(17, 5);
    columns.write(alone, null, values);
    assertThat(values[0]).isGreaterThan(values[1]);
  }
}
