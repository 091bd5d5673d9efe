// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DoubleSyrkTest {
  @Property(tries = 300, seed = "3")
  void equalsTheDefinitionOnIntegers(
      @ForAll @IntRange(max = 70) int n,
      @ForAll @IntRange(max = 40) int k,
      @ForAll Triangle triangle,
      @ForAll Transpose transpose,
      @ForAll @IntRange(min = -1, max = 2) int alpha,
      @ForAll @IntRange(min = -1, max = 2) int beta,
      @ForAll long seed) {
    check(n, k, triangle, transpose, alpha, beta, new Random(seed));
  }

  @Test
  void equalsTheDefinitionAcrossCacheBlocks() {
    check(310, 300, Triangle.LOWER, Transpose.NO, 1, 1, new Random(1));
    check(310, 520, Triangle.UPPER, Transpose.YES, -1, 0, new Random(2));
  }

  private static void check(
      int n, int k, Triangle triangle, Transpose transpose, int alpha, int beta, Random random) {
    DoubleOperand a = DoubleOperand.random(random, transpose, n, k);
    DoubleOperand c = DoubleOperand.random(random, n, n);
    double[] expected = c.data().clone();
    for (int j = 0; j < n; j++) {
      int from = triangle == Triangle.LOWER ? j : 0;
      int to = triangle == Triangle.LOWER ? n : j + 1;
      for (int i = from; i < to; i++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a.get(transpose, i, p) * a.get(transpose, j, p);
        }
        int at = c.index(i, j);
        expected[at] = alpha * sum + beta * expected[at];
        c.data()[at] = beta == 0 ? Double.NaN : c.data()[at];
      }
    }
    for (int threads = 1; threads <= 3; threads++) {
      double[] result = c.data().clone();
      DoubleBlas.syrk(
          Threads.of(threads),
          triangle,
          transpose,
          n,
          k,
          alpha,
          a.data(),
          a.offset(),
          a.ld(),
          beta,
          result,
          c.offset(),
          c.ld());
      DoubleMatrixVectorTest.assertSame(result, expected);
    }
  }

  @Test
  void isTheTriangleOfTheProductToTheBit() {
    int n = 150;
    int k = 400;
    double[] a = new double[n * k];
    Random random = new Random(3);
    for (int i = 0; i < a.length; i++) {
      a[i] = (double) random.nextGaussian();
    }
    double[] product = new double[n * n];
    DoubleBlas.gemm(Transpose.YES, Transpose.NO, n, n, k, 1, a, 0, k, a, 0, k, 0, product, 0, n);
    double[] c = new double[n * n];
    DoubleBlas.syrk(Threads.of(2), Triangle.LOWER, Transpose.YES, n, k, 1, a, 0, k, 0, c, 0, n);
    DoubleBlas.syrk(Threads.single(), Triangle.UPPER, Transpose.YES, n, k, 1, a, 0, k, 0, c, 0, n);
    assertThat(c).isEqualTo(product);
  }

  @Test
  void refusesOperandsThatDoNotFit() {
    double[] c = new double[4];
    assertThatThrownBy(
            () ->
                DoubleBlas.syrk(
                    Threads.single(), Triangle.LOWER, Transpose.NO, 2, 3, 1, c, 0, 2, 0, c, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageStartingWith("A: 2 x 3");
  }
}
