// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/** The reflectors are put together by their definition, I - V T V' with V = [I; W]. */
class StackedReflectorTest {
  private static final double EPS = Math.ulp(1.0);

  @Property(tries = 60, seed = "314159")
  void annihilatesTheRows(
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll @IntRange(min = 1, max = 90) int rows,
      @ForAll @IntRange(min = 0, max = 1000) int seed) {
    check(MatrixZoo.random(columns, columns, seed), MatrixZoo.random(rows, columns, seed + 1), 0);
  }

  /** Norms whose squares, or products with others, leave the range of double. */
  @ParameterizedTest
  @CsvSource({"500,0", "980,0", "-440,0", "-600,0", "-900,0", "0,50", "0,-50", "0,70", "-300,-40"})
  void keepsTheAccuracyOfEveryColumnAtTheEndsOfTheRange(int exponent, int step) {
    int n = 13;
    int[] exponents = new int[n];
    for (int j = 0; j < n; j++) {
      exponents[j] = exponent + step * j;
    }
    check(MatrixZoo.random(n, n, 3), MatrixZoo.random(37, n, 4), exponents);
  }

  /** After the first column nothing is left but rounding, or nothing at all. */
  @ParameterizedTest
  @CsvSource({"0", "500", "-500"})
  void takesParallelAndZeroColumns(int exponent) {
    int n = 9;
    Matrix r = new Matrix(n, n);
    Matrix b = MatrixZoo.generate(30, n, (i, j) -> j == 4 ? 0 : (i + 1.0) / 7 * (j + 1));
    int[] exponents = new int[n];
    Arrays.fill(exponents, exponent);
    check(r, b, exponents);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,4", "4,3", "4,4", "5,9", "17,6", "32,33"})
  void innerProductsAreThoseOfTheDefinition(int left, int right) {
    for (int rows : new int[] {0, 1, 7, 8, 9, 40, 101}) {
      Matrix x = MatrixZoo.random(rows + 3, left, 5).block(2, 0, rows, left);
      Matrix y = MatrixZoo.random(rows + 5, right, 6).block(1, 0, rows, right);
      Matrix z = MatrixZoo.random(left + 2, right + 1, 7);
      Matrix before = z.copy();
      BlockReflector.inner(x, y, z.block(1, 0, left, right), new Workspace());
      for (int j = 0; j < z.columns(); j++) {
        for (int i = 0; i < z.rows(); i++) {
          double expected = before.get(i, j);
          double size = 0;
          if (i >= 1 && i <= left && j < right) {
            expected = 0;
            for (int k = 0; k < rows; k++) {
              expected += x.get(k, i - 1) * y.get(k, j);
              size += Math.abs(x.get(k, i - 1) * y.get(k, j));
            }
          }
          // Each of the two sums errs by at most rows eps / 2 of the sum of moduli.
          assertThat(Math.abs(z.get(i, j) - expected)).isLessThanOrEqualTo(rows * EPS * size);
        }
      }
    }
  }

  /** Several panels, the last one narrow; the rows of the block may hold anything before. */
  @ParameterizedTest
  @CsvSource({"70,150,20", "32,40,32", "5,33,1", "65,90,65"})
  void zeroRowsExpandAsTheReflectorsApplyToThem(int n, int rows, int columns) {
    Workspace work = new Workspace();
    Matrix r = MatrixZoo.generate(n, n, (i, j) -> i > j ? 0 : 1.0 / (1 + i + j));
    RowBlock block = RowBlock.factor(r, MatrixZoo.random(rows, n, 11), n, 32, work);
    Matrix upper = MatrixZoo.random(n, columns, 12);
    Matrix expected = MatrixZoo.generate(n + rows, columns, (i, j) -> i < n ? upper.get(i, j) : 0);
    Matrix expanded =
        MatrixZoo.generate(n + rows, columns, (i, j) -> i < n ? upper.get(i, j) : Double.NaN);
    block.apply(Transpose.NO, expected, work);
    block.expand(expanded, work);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < n + rows; i++) {
        // Both err by at most some 10 (n + rows) eps of the norm of a column, below sqrt(n).
        assertThat(Math.abs(expanded.get(i, j) - expected.get(i, j)))
            .isLessThan(10 * (n + rows) * EPS * Math.sqrt(n));
      }
    }
  }

  private static void check(Matrix square, Matrix rows, int... exponents) {
    int n = square.columns();
    int m = rows.rows();
    Matrix upper = Triangular.upper(square, n);
    Matrix r = scaled(upper, exponents, 1);
    Matrix b = scaled(rows, exponents, 1);
    Workspace work = new Workspace();
    StackedReflector reflector = StackedReflector.factor(r, b, 0, n, work);
    Matrix q = Matrix.identity(n + m);
    reflector.apply(Transpose.NO, q, work);
    // Some constants times n eps, n eps being the classical bound for n reflectors.
    assertThat(Residuals.orthonormality(q)).isLessThan(10);
    Matrix image = new Matrix(n + m, n);
    Blocks.copy(upper, image.block(0, 0, n, n));
    Blocks.copy(rows, image.block(n, 0, m, n));
    double[] norms = new double[n];
    for (int j = 0; j < n; j++) {
      norms[j] = Blocks.columnNorm(image, j);
    }
    reflector.apply(Transpose.YES, image, work);
    Matrix found = scaled(Triangular.upper(r, n), exponents, -1);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n + m; i++) {
        double expected = i < n ? found.get(i, j) : 0;
        assertThat(Math.abs(image.get(i, j) - expected))
            .as("(%d, %d)", i, j)
            .isLessThanOrEqualTo(10 * (n + 1) * EPS * norms[j]);
      }
    }
  }

  /** Columns times powers of two; one exponent stands for all. */
  private static Matrix scaled(Matrix a, int[] exponents, int sign) {
    return MatrixZoo.generate(
        a.rows(),
        a.columns(),
        (i, j) -> Math.scalb(a.get(i, j), sign * exponents[exponents.length == 1 ? 0 : j]));
  }
}
