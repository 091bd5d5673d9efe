// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * A product with a triangle of small integers is exact, and so is the solution of the system, whose
 * pivots are powers of two.
 */
class DoubleTriangularTest {
  @Property(tries = 400, seed = "4")
  void productAndSolutionEqualTheDefinitionOnIntegers(
      @ForAll @IntRange(max = 100) int m,
      @ForAll @IntRange(max = 100) int n,
      @ForAll Side side,
      @ForAll Triangle triangle,
      @ForAll Transpose transpose,
      @ForAll Diagonal diagonal,
      @ForAll long seed) {
    Random random = new Random(seed);
    int order = side == Side.LEFT ? m : n;
    DoubleOperand a = DoubleOperand.random(random, order, order);
    double[] full = spoilWhatIsNotRead(a, triangle, diagonal, random);
    DoubleOperand x = DoubleOperand.random(random, m, n);
    double[] product = x.data().clone();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        double sum = 0;
        for (int p = 0; p < order; p++) {
          int row = side == Side.LEFT ? i : p;
          int column = side == Side.LEFT ? p : j;
          double factor =
              transpose == Transpose.NO ? full[row + column * order] : full[column + row * order];
          sum += factor * x.data()[side == Side.LEFT ? x.index(p, j) : x.index(i, p)];
        }
        product[x.index(i, j)] = sum;
      }
    }
    double[] b = x.data().clone();
    DoubleBlas.trmm(
        side,
        triangle,
        transpose,
        diagonal,
        m,
        n,
        1,
        a.data(),
        a.offset(),
        a.ld(),
        b,
        x.offset(),
        x.ld());
    DoubleMatrixVectorTest.assertSame(b, product);
    b = product.clone();
    DoubleBlas.trsm(
        side,
        triangle,
        transpose,
        diagonal,
        m,
        n,
        2,
        a.data(),
        a.offset(),
        a.ld(),
        b,
        x.offset(),
        x.ld());
    double[] twice = x.data().clone();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        twice[x.index(i, j)] *= 2;
      }
    }
    DoubleMatrixVectorTest.assertSame(b, twice);
  }

  /**
   * Solutions by substitution leave a residual within n eps |A| |X|, entry by entry, however badly
   * conditioned the triangle is: that of random numbers grows exponentially (Higham, Accuracy and
   * Stability, 8.1). One by way of an inverse would not.
   */
  @Property(tries = 60, seed = "5")
  void solutionsAreThoseOfANearbyTriangle(
      @ForAll @IntRange(min = 1, max = 70) int n,
      @ForAll Side side,
      @ForAll Triangle triangle,
      @ForAll Transpose transpose,
      @ForAll Diagonal diagonal,
      @ForAll long seed) {
    Random random = new Random(seed);
    int m = side == Side.LEFT ? n : 5;
    int k = side == Side.LEFT ? 5 : n;
    double[] a = DoubleOperand.gaussians(random, n * n);
    double[] b = DoubleOperand.gaussians(random, m * k);
    double[] x = b.clone();
    DoubleBlas.trsm(side, triangle, transpose, diagonal, m, k, 1, a, 0, n, x, 0, m);
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < m; i++) {
        BigDecimal residual = new BigDecimal(b[i + j * m]).negate();
        double magnitude = 0;
        for (int p = 0; p < n; p++) {
          boolean swapped = (side == Side.LEFT) == (transpose == Transpose.YES);
          int other = side == Side.LEFT ? i : j;
          int row = swapped ? p : other;
          int column = swapped ? other : p;
          double entry = a[row + column * n];
          if (row == column && diagonal == Diagonal.UNIT) {
            entry = 1;
          } else if (row != column && (row > column) != (triangle == Triangle.LOWER)) {
            entry = 0;
          }
          double part = x[side == Side.LEFT ? p + j * m : i + p * m];
          magnitude += Math.abs(entry * part);
          residual = residual.add(new BigDecimal(entry).multiply(new BigDecimal(part)));
        }
        double bound = n * Math.ulp((double) 1) * magnitude;
        assertThat(residual.abs().doubleValue()).isLessThanOrEqualTo(bound);
      }
    }
  }

  /** The matrix that is meant; in A, what must not be read becomes NaN. */
  private static double[] spoilWhatIsNotRead(
      DoubleOperand a, Triangle triangle, Diagonal diagonal, Random random) {
    int n = a.rows();
    double[] full = new double[n * n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        int at = a.index(i, j);
        if (i == j) {
          full[i + j * n] = diagonal == Diagonal.UNIT ? 1 : random.nextBoolean() ? 2 : -0.5f;
          a.data()[at] = diagonal == Diagonal.UNIT ? Double.NaN : full[i + j * n];
        } else if ((i > j) == (triangle == Triangle.LOWER)) {
          full[i + j * n] = a.data()[at];
        } else {
          a.data()[at] = Double.NaN;
        }
      }
    }
    return full;
  }

  @Test
  void alphaZeroOverwritesNaN() {
    double[] b = {Double.NaN, 1, 7};
    DoubleBlas.trsm(
        Side.LEFT,
        Triangle.LOWER,
        Transpose.NO,
        Diagonal.STORED,
        2,
        1,
        0,
        new double[] {1, Double.NaN, 1, 1},
        0,
        2,
        b,
        0,
        2);
    assertThat(b).containsExactly(0, 0, 7);
  }

  @Test
  void refuseOperandsThatDoNotFitBeforeWriting() {
    double[] b = new double[6];
    Arrays.fill(b, 3);
    assertThatThrownBy(
            () ->
                DoubleBlas.trsm(
                    Side.RIGHT,
                    Triangle.LOWER,
                    Transpose.NO,
                    Diagonal.STORED,
                    2,
                    3,
                    2,
                    new double[8],
                    0,
                    3,
                    b,
                    0,
                    2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageStartingWith("A: 3 x 3");
    assertThat(b).containsOnly(3);
  }
}
