// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Matrix;

class BalancingTest {
  /** B = D^-1 P' A P D: P D is what undo makes of the identity, P D^-1 what undoLeft does. */
  private static void assertSimilar(Matrix a, Matrix balanced, Balancing balancing) {
    int n = a.rows();
    Matrix right = Matrix.identity(n);
    Matrix left = Matrix.identity(n);
    balancing.undo(right);
    balancing.undoLeft(left);
    assertThat(left.transposeTimes(right).data()).isEqualTo(Matrix.identity(n).data());
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        int row = nonzeroRow(right, i);
        int column = nonzeroRow(right, j);
        double factor = right.get(column, j);
        // A power of two, so the entry has lost nothing.
        assertThat(Math.scalb(1.0, Math.getExponent(factor))).isEqualTo(factor);
        assertThat(balanced.get(i, j)).isEqualTo(left.get(row, i) * a.get(row, column) * factor);
      }
    }
  }

  private static int nonzeroRow(Matrix a, int column) {
    int found = -1;
    for (int i = 0; i < a.rows(); i++) {
      if (a.get(i, column) != 0) {
        assertThat(found).isEqualTo(-1);
        found = i;
      }
    }
    return found;
  }

  /** What lies outside the rows and columns between low and high is triangular. */
  private static void assertIsolated(Matrix b, int low, int high) {
    for (int j = 0; j < b.columns(); j++) {
      for (int i = j + 1; i < b.rows(); i++) {
        if (j < low || i >= high) {
          assertThat(b.get(i, j)).isZero();
        }
      }
    }
  }

  /** Every row and column between low and high has an entry there off the diagonal. */
  private static void assertNothingMoreToIsolate(Matrix b, int low, int high) {
    for (int k = low; k < high; k++) {
      int i = k;
      assertThat(IntStream.range(low, high).filter(j -> j != i))
          .anyMatch(j -> b.get(i, j) != 0)
          .anyMatch(j -> b.get(j, i) != 0);
    }
  }

  private static double columnNorm(Matrix b, int j, int low, int high) {
    double norm = 0;
    for (int i = low; i < high; i++) {
      norm = Math.hypot(norm, b.get(i, j));
    }
    return norm;
  }

  private static double rowNorm(Matrix b, int i, int low, int high) {
    return columnNorm(b.transpose(), i, low, high);
  }

  /**
   * The rule by which dgebal ends: no power of two f makes |f column| + |row / f| less than 0.95 of
   * what it is. The norms here may differ from those of the balancing by roundings.
   */
  private static void assertNoFactorHelps(Matrix b, int low, int high) {
    for (int i = low; i < high; i++) {
      double row = rowNorm(b, i, low, high);
      double column = columnNorm(b, i, low, high);
      for (int exponent = -12; exponent <= 12; exponent++) {
        double f = Math.scalb(1.0, exponent);
        assertThat(f * column + row / f)
            .isGreaterThanOrEqualTo(0.95 * (1 - 1e-12) * (row + column));
      }
    }
  }

  private static Matrix scaledSimilarly(Matrix a, int[] exponents) {
    return MatrixZoo.generate(
        a.rows(), a.rows(), (i, j) -> Math.scalb(a.get(i, j), exponents[j] - exponents[i]));
  }

  @Property(tries = 400, seed = "1")
  void balancesAnyMatrix(
      @ForAll @IntRange(max = 14) int n,
      @ForAll @IntRange(max = 10) int zerosInTen,
      @ForAll @IntRange(max = 60) int grading,
      @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
    Random random = new Random(seed);
    int[] exponents = random.ints(n, -grading, grading + 1).toArray();
    Matrix plain =
        MatrixZoo.generate(
            n, n, (i, j) -> random.nextInt(10) < zerosInTen ? 0 : random.nextGaussian());
    Matrix a = scaledSimilarly(plain, exponents);
    Matrix b = a.copy();
    Balancing balancing = Balancing.of(b);
    assertSimilar(a, b, balancing);
    assertIsolated(b, balancing.low(), balancing.high());
    assertNothingMoreToIsolate(b, balancing.low(), balancing.high());
    assertNoFactorHelps(b, balancing.low(), balancing.high());
    Matrix applied = a.copy();
    balancing.apply(applied);
    assertThat(applied.data()).isEqualTo(b.data());
  }

  /**
   * The matrix of ones under a diagonal similarity comes back but for factors of two: with d the
   * diagonal that is left, column i has d_i² |1/d| / |d| times the norm of row i, and where that is
   * between 3/7 and 7/3 the rule makes no change, so the d_i differ by less than 7/3.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40, 200})
  void undoesADiagonalSimilarity(int range) {
    int n = 8;
    Matrix ones = MatrixZoo.generate(n, n, (i, j) -> 1);
    int[] exponents = new Random(3).ints(n, -range, range + 1).toArray();
    Matrix b = scaledSimilarly(ones, exponents);
    Balancing.of(b);
    for (double entry : b.data()) {
      assertThat(entry).isBetween(0.5, 2.0);
    }
  }

  /** A triangle, permuted, in the middle of which sits one full block that stays. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void isolatesAllThatPermutationsCan(long seed) {
    int n = 11;
    int from = 3;
    int to = 7;
    Matrix triangle =
        MatrixZoo.generate(
            n, n, (i, j) -> j >= i || (i >= from && i < to && j >= from) ? 1 + i + n * j : 0);
    Random random = new Random(seed);
    int[] order = random.ints(0, n).distinct().limit(n).toArray();
    Matrix b = MatrixZoo.generate(n, n, (i, j) -> triangle.get(order[i], order[j]));
    Balancing balancing = Balancing.of(b);
    assertThat(balancing.high() - balancing.low()).isEqualTo(to - from);
    assertIsolated(b, balancing.low(), balancing.high());
    double[] isolated = new double[n];
    for (int i = 0; i < n; i++) {
      isolated[i] = b.get(i, i);
    }
    double[] expected = new double[n];
    Arrays.setAll(expected, i -> triangle.get(i, i));
    Arrays.sort(isolated);
    assertThat(isolated).isEqualTo(expected);
  }

  /** Factors stay within 2^±970, where neither they nor what they scale leaves the range. */
  @Test
  void stopsBeforeTheRangeEnds() {
    Matrix a = Matrix.of(2, 2, 1, 0x1p-1000, 0x1p1000, 1);
    Matrix b = a.copy();
    Balancing balancing = Balancing.of(b);
    assertSimilar(a, b, balancing);
    assertNoFactorHelps(b, 0, 2);
    Matrix far = Matrix.of(2, 2, 0, 0x1p-1022, 0x1p1023, 0);
    Balancing stopped = Balancing.of(far);
    Matrix d = Matrix.identity(2);
    stopped.undo(d);
    for (int i = 0; i < 2; i++) {
      assertThat(Math.abs(Math.getExponent(d.get(i, i)))).isLessThanOrEqualTo(970);
      assertThat(far.get(i, 1 - i)).isPositive().isFinite();
    }
  }

  /** Isolated entries take part in the scaling, but do not decide on it. */
  @Test
  void isolatedEntriesAreScaledAlong() {
    double[][] rows = {
      {1, 4, 8, 16, 32},
      {0, 3, 1024, 64, 5},
      {0, 1, 2, 7, 9},
      {0, 0x1p-10, 6, 4, 3},
      {0, 0, 0, 0, 5}
    };
    Matrix a = Matrix.fromRows(rows);
    Matrix b = a.copy();
    Balancing balancing = Balancing.of(b);
    assertThat(balancing.low()).isEqualTo(1);
    assertThat(balancing.high()).isEqualTo(4);
    assertSimilar(a, b, balancing);
    assertNoFactorHelps(b, 1, 4);
  }
}
