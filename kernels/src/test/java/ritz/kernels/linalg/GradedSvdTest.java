// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/**
 * The claim of high relative accuracy: for A = B D with D diagonal, every computed singular value
 * has a relative error of order n eps kappa(B), whatever D is (Drmač and Veselić, SIAM J. Matrix
 * Anal. Appl. 29, 2008, theorem 4.1 of part I; 20 leaves room for its constant).
 */
class GradedSvdTest {
  private static final double EPS = Math.ulp(0.5);

  @ParameterizedTest
  @CsvSource({"20, 12, 140", "20, 12, 0", "40, 25, 140", "33, 33, 60", "70, 35, 140"})
  void everySingularValueIsAccurate(int rows, int columns, int decades) {
    Matrix b = MatrixZoo.random(rows, columns, rows);
    Random random = new Random(columns);
    double[] scale = random.doubles(columns, -decades, decades + 1e-9).toArray();
    Matrix a = MatrixZoo.generate(rows, columns, (i, j) -> b.get(i, j) * Math.pow(10, scale[j]));
    checkAccuracy(b, a, PreciseSvd.singularValues(a));
  }

  /**
   * As above at 200 x 100, where {@link PreciseSvd} would take minutes: the values in the resource
   * are those that {@code src/test/python/graded_svd.py} computed in 80 digits for this matrix of
   * 24-bit integers times powers of two, all exact.
   */
  @Test
  void everySingularValueOfALargeMatrixIsAccurate() throws IOException {
    long[] state = {1};
    Matrix b = new Matrix(200, 100);
    for (int i = 0; i < b.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        b.set(i, j, (double) (nextBits(state) >> 40));
      }
    }
    Matrix a = b.copy();
    for (int j = 0; j < b.columns(); j++) {
      int exponent = (int) Math.floorMod(nextBits(state) >> 33, 931L) - 465;
      DoubleBlas.scal(b.rows(), Math.scalb(1.0, exponent), a.data(), a.index(0, j));
    }
    checkAccuracy(b, a, resource("graded-200x100.txt"));
  }

  /** Knuth's MMIX, a linear congruential generator. */
  private static long nextBits(long[] state) {
    state[0] = state[0] * 6364136223846793005L + 1442695040888963407L;
    return state[0];
  }

  private static BigDecimal[] resource(String name) throws IOException {
    try (InputStream in = GradedSvdTest.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().map(BigDecimal::new).toArray(BigDecimal[]::new);
    }
  }

  private static void checkAccuracy(Matrix b, Matrix a, BigDecimal[] exact) {
    assertThat(exact).hasSize(a.columns());
    double[] ofB = JacobiSvd.valuesOf(b).singularValues();
    double bound = 20 * a.columns() * EPS * ofB[0] / ofB[a.columns() - 1];
    assertThat(largestError(JacobiSvd.of(a), exact)).isLessThan(bound);
    assertThat(largestError(JacobiSvd.of(a.transpose()), exact)).isLessThan(bound);
  }

  private static double largestError(JacobiSvd svd, BigDecimal[] exact) {
    double largest = 0;
    for (int k = 0; k < exact.length; k++) {
      BigDecimal error = new BigDecimal(svd.singularValues()[k]).subtract(exact[k]).abs();
      largest = Math.max(largest, error.divide(exact[k], MathContext.DECIMAL64).doubleValue());
    }
    return largest;
  }
}
