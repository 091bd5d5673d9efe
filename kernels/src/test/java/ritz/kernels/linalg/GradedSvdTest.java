// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    double[] ofB = JacobiSvd.valuesOf(b).singularValues();
    double bound = 20 * columns * EPS * ofB[0] / ofB[columns - 1];
    BigDecimal[] exact = PreciseSvd.singularValues(a);
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
