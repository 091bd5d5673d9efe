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

class DoubleGemmTest {
  private static final double GUARD = DoubleOperand.GUARD;

  @Property(tries = 400, seed = "1")
  void equalsTheDefinitionOnIntegers(
      @ForAll @IntRange(max = 70) int m,
      @ForAll @IntRange(max = 70) int n,
      @ForAll @IntRange(max = 70) int k,
      @ForAll Transpose transA,
      @ForAll Transpose transB,
      @ForAll @IntRange(min = -1, max = 2) int alpha,
      @ForAll @IntRange(min = -1, max = 2) int beta,
      @ForAll long seed) {
    check(m, n, k, transA, transB, alpha, beta, new Random(seed));
  }

  @Test
  void equalsTheDefinitionAcrossCacheBlocks() {
    check(301, 70, 1203, Transpose.NO, Transpose.YES, 1, 1, new Random(1));
    check(33, 2111, 260, Transpose.YES, Transpose.NO, -1, 0, new Random(2));
    check(213, 70, 1203, Transpose.YES, Transpose.NO, 1, 0, new Random(3));
  }

  private static void check(
      int m, int n, int k, Transpose transA, Transpose transB, int alpha, int beta, Random random) {
    DoubleOperand a = DoubleOperand.random(random, transA, m, k);
    DoubleOperand b = DoubleOperand.random(random, transB, k, n);
    DoubleOperand c = DoubleOperand.random(random, m, n);
    double[] expected = c.data().clone();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a.get(transA, i, p) * b.get(transB, p, j);
        }
        int at = c.offset() + i + j * c.ld();
        expected[at] = alpha * sum + beta * expected[at];
      }
    }
    DoubleBlas.gemm(
        transA,
        transB,
        m,
        n,
        k,
        alpha,
        a.data(),
        a.offset(),
        a.ld(),
        b.data(),
        b.offset(),
        b.ld(),
        beta,
        c.data(),
        c.offset(),
        c.ld());
    for (int i = 0; i < expected.length; i++) {
      assertThat(c.data()[i] + 0).isEqualTo(expected[i] + 0);
    }
  }

  @Test
  void errorIsWithinTheBoundOfASum() {
    int m = 19;
    int n = 13;
    int k = 300;
    Random random = new Random(3);
    double[] a = DoubleOperand.gaussians(random, m * k);
    double[] b = DoubleOperand.gaussians(random, k * n);
    double[] c = new double[m * n];
    DoubleBlas.gemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, 0, m, b, 0, k, 0, c, 0, m);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        BigDecimal exact = BigDecimal.ZERO;
        double magnitude = 0;
        for (int p = 0; p < k; p++) {
          double x = a[i + p * m];
          double y = b[p + j * k];
          exact = exact.add(new BigDecimal(x).multiply(new BigDecimal(y)));
          magnitude += Math.abs(x * y);
        }
        // Any order of k products and sums, each rounded once (Higham, Accuracy and Stability,
        // 3.1).
        double bound = k * Math.ulp((double) 1) * magnitude;
        double error = exact.subtract(new BigDecimal(c[i + j * m])).abs().floatValue();
        assertThat(error).isLessThanOrEqualTo(bound);
      }
    }
  }

  @Test
  void isTheSameToTheBitOnAnyNumberOfThreads() {
    sameOnThreads(Transpose.NO, 131, 257, 1030);
    sameOnThreads(Transpose.YES, 331, 163, 1030);
  }

  private static void sameOnThreads(Transpose transA, int m, int n, int k) {
    Random random = new Random(4);
    double[] a = DoubleOperand.gaussians(random, m * k);
    double[] b = DoubleOperand.gaussians(random, k * n);
    int lda = transA == Transpose.NO ? m : k;
    double[] single = new double[m * n];
    DoubleBlas.gemm(transA, Transpose.NO, m, n, k, 1, a, 0, lda, b, 0, k, 0, single, 0, m);
    for (int count = 2; count <= 5; count++) {
      double[] several = new double[m * n];
      Threads threads = Threads.of(count);
      DoubleBlas.gemm(
          threads, transA, Transpose.NO, m, n, k, 1, a, 0, lda, b, 0, k, 0, several, 0, m);
      assertThat(several).as("%s, %d threads", transA, count).isEqualTo(single);
    }
  }

  @Test
  void isTheSameToTheBitInterpretedAndCompiled() {
    int n = 37;
    Random random = new Random(5);
    double[] a = DoubleOperand.gaussians(random, n * n);
    double[] b = DoubleOperand.gaussians(random, n * n);
    double[] first = new double[n * n];
    DoubleBlas.gemm(Transpose.YES, Transpose.NO, n, n, n, 1, a, 0, n, b, 0, n, 0, first, 0, n);
    double[] later = new double[n * n];
    for (int call = 0; call < 20_000; call++) {
      DoubleBlas.gemm(Transpose.YES, Transpose.NO, n, n, n, 1, a, 0, n, b, 0, n, 0, later, 0, n);
    }
    assertThat(later).isEqualTo(first);
  }

  @Property(tries = 100, seed = "1")
  void columnsHaveTheSameBitsAlone(
      @ForAll @IntRange(min = 40, max = 70) int m,
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll @IntRange(min = 1, max = 300) int k,
      @ForAll Transpose transA,
      @ForAll @IntRange(max = 29) int first,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] a = DoubleOperand.gaussians(random, m * k);
    double[] b = DoubleOperand.gaussians(random, k * n);
    int lda = transA == Transpose.NO ? m : k;
    double[] whole = new double[m * n];
    DoubleBlas.gemm(transA, Transpose.NO, m, n, k, 1, a, 0, lda, b, 0, k, 0, whole, 0, m);
    int from = first % n;
    double[] part = whole.clone();
    Arrays.fill(part, from * m, m * n, 0);
    DoubleBlas.gemm(
        transA, Transpose.NO, m, n - from, k, 1, a, 0, lda, b, from * k, k, 0, part, from * m, m);
    assertThat(part).isEqualTo(whole);
  }

  @Test
  void overwritesNaNWhenBetaIsZero() {
    double[] c = {Double.NaN, Double.NaN};
    double[] one = {1};
    DoubleBlas.gemm(Transpose.NO, Transpose.NO, 1, 1, 1, 1, one, 0, 1, one, 0, 1, 0, c, 0, 1);
    DoubleBlas.gemm(Transpose.NO, Transpose.NO, 1, 1, 0, 1, one, 0, 1, one, 0, 1, 0, c, 1, 1);
    assertThat(c).containsExactly(1, 0);
  }

  @Test
  void refusesOperandsThatDoNotFitBeforeWriting() {
    double[] small = new double[5];
    double[] c = {GUARD, GUARD, GUARD, GUARD, GUARD, GUARD};
    assertThatThrownBy(
            () ->
                DoubleBlas.gemm(
                    Transpose.NO, Transpose.NO, 2, 3, 3, 1, small, 0, 2, c, 0, 3, 0, c, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("A: 2 x 3 at 0 with leading dimension 2 does not fit an array of 5");
    assertThatThrownBy(
            () ->
                DoubleBlas.gemm(
                    Transpose.NO, Transpose.NO, 2, 1, 2, 1, small, 0, 1, c, 0, 2, 0, c, 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A: leading dimension 1 for 2 rows");
    assertThat(c).containsOnly(GUARD);
  }
}
