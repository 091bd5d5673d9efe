// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DoubleMatrixVectorTest {
  @Property(tries = 300, seed = "1")
  void gemvEqualsTheDefinitionOnIntegers(
      @ForAll @IntRange(max = 70) int m,
      @ForAll @IntRange(max = 40) int n,
      @ForAll Transpose transpose,
      @ForAll @IntRange(min = -1, max = 2) int alpha,
      @ForAll @IntRange(min = -1, max = 2) int beta,
      @ForAll long seed) {
    Random random = new Random(seed);
    boolean plain = transpose == Transpose.NO;
    int rows = plain ? m : n;
    int columns = plain ? n : m;
    DoubleOperand a = DoubleOperand.random(random, m, n);
    DoubleOperand x = DoubleOperand.random(random, columns, 1);
    DoubleOperand y = DoubleOperand.random(random, rows, 1);
    double[] expected = y.data().clone();
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += a.get(transpose, i, j) * x.data()[x.index(j, 0)];
      }
      int at = y.index(i, 0);
      expected[at] = alpha * sum + beta * expected[at];
      y.data()[at] = beta == 0 ? Double.NaN : y.data()[at];
    }
    DoubleBlas.gemv(
        transpose,
        m,
        n,
        alpha,
        a.data(),
        a.offset(),
        a.ld(),
        x.data(),
        x.offset(),
        beta,
        y.data(),
        y.offset());
    assertSame(y.data(), expected);
  }

  @Property(tries = 200, seed = "2")
  void gerEqualsTheDefinitionOnIntegers(
      @ForAll @IntRange(max = 70) int m,
      @ForAll @IntRange(max = 40) int n,
      @ForAll @IntRange(min = -1, max = 2) int alpha,
      @ForAll long seed) {
    Random random = new Random(seed);
    DoubleOperand a = DoubleOperand.random(random, m, n);
    DoubleOperand x = DoubleOperand.random(random, m, 1);
    DoubleOperand y = DoubleOperand.random(random, n, 1);
    double[] expected = a.data().clone();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        expected[a.index(i, j)] += alpha * x.data()[x.index(i, 0)] * y.data()[y.index(j, 0)];
      }
    }
    DoubleBlas.ger(
        m, n, alpha, x.data(), x.offset(), y.data(), y.offset(), a.data(), a.offset(), a.ld());
    assertSame(a.data(), expected);
  }

  /** Zeros of either sign are the same. */
  static void assertSame(double[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i] + 0).as("entry %d", i).isEqualTo(expected[i] + 0);
    }
  }

  @Test
  void refuseOperandsThatDoNotFitBeforeWriting() {
    double[] y = {5, 5};
    assertThatThrownBy(
            () ->
                DoubleBlas.gemv(
                    Transpose.NO, 2, 3, 1, new double[5], 0, 2, new double[3], 0, 0, y, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("A: 2 x 3 at 0 with leading dimension 2 does not fit an array of 5");
    assertThatThrownBy(
            () ->
                DoubleBlas.gemv(
                    Transpose.YES, 2, 3, 1, new double[6], 0, 2, new double[2], 0, 0, y, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> DoubleBlas.ger(2, 1, 1, y, 1, y, 0, new double[2], 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(y).containsExactly(5, 5);
  }
}
