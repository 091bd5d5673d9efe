// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import ritz.kernels.Matrix;

/**
 * Singular values in 60 decimal digits by the plain one-sided Jacobi method of Hestenes (J. Soc.
 * Ind. Appl. Math. 6, 1958), the oracle for accuracy claims. It shares nothing with the library but
 * the idea of rotating columns.
 */
final class PreciseSvd {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal FOUR = BigDecimal.valueOf(4);

  /** Squares of cosines below this are zero to far more digits than a double has. */
  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-70");

  private PreciseSvd() {}

  /** The singular values of a matrix with at least as many rows as columns, descending. */
  static BigDecimal[] singularValues(Matrix a) {
    BigDecimal[][] columns = new BigDecimal[a.columns()][a.rows()];
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        columns[j][i] = new BigDecimal(a.get(i, j));
      }
    }
    boolean rotated = true;
    while (rotated) {
      rotated = false;
      Arrays.sort(columns, Comparator.comparing((BigDecimal[] x) -> dot(x, x)).reversed());
      for (int p = 0; p < columns.length - 1; p++) {
        for (int q = p + 1; q < columns.length; q++) {
          rotated |= orthogonalize(columns[p], columns[q]);
        }
      }
    }
    return Arrays.stream(columns)
        .map(x -> dot(x, x).sqrt(DIGITS))
        .sorted(Comparator.reverseOrder())
        .toArray(BigDecimal[]::new);
  }

  private static BigDecimal dot(BigDecimal[] x, BigDecimal[] y) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(x[i].multiply(y[i], DIGITS), DIGITS);
    }
    return sum;
  }

  /** Rotates two columns so that they become orthogonal; returns whether they were not. */
  private static boolean orthogonalize(BigDecimal[] x, BigDecimal[] y) {
    BigDecimal xx = dot(x, x);
    BigDecimal yy = dot(y, y);
    BigDecimal xy = dot(x, y);
    if (xy.multiply(xy).compareTo(NEGLIGIBLE.multiply(xx).multiply(yy)) <= 0) {
      return false;
    }
    // tan of the rotation: 2 xy / (d ± sqrt(d² + 4 xy²)) with d = yy - xx, the sign that of d.
    BigDecimal d = yy.subtract(xx, DIGITS);
    BigDecimal root =
        d.multiply(d, DIGITS).add(FOUR.multiply(xy).multiply(xy), DIGITS).sqrt(DIGITS);
    BigDecimal denominator = d.signum() < 0 ? d.subtract(root, DIGITS) : d.add(root, DIGITS);
    BigDecimal t = TWO.multiply(xy).divide(denominator, DIGITS);
    BigDecimal c =
        BigDecimal.ONE.divide(
            BigDecimal.ONE.add(t.multiply(t, DIGITS), DIGITS).sqrt(DIGITS), DIGITS);
    BigDecimal s = c.multiply(t, DIGITS);
    for (int i = 0; i < x.length; i++) {
      BigDecimal xi = x[i];
      x[i] = c.multiply(xi, DIGITS).subtract(s.multiply(y[i], DIGITS), DIGITS);
      y[i] = s.multiply(xi, DIGITS).add(c.multiply(y[i], DIGITS), DIGITS);
    }
    return true;
  }
}
