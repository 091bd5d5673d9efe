// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/** The discrete Fourier transform by its definition, in fixed point with 140 binary places. */
final class PreciseDft {
  private static final int PLACES = 140;
  private static final BigDecimal ONE = new BigDecimal(BigInteger.ONE.shiftLeft(PLACES));
  private static final BigDecimal UNIT = new BigDecimal(Math.scalb(1.0, -PLACES));
  private static final BigInteger TWO_PI =
      fixed(new BigDecimal("6.283185307179586476925286766559005768394338798750"));

  /** cos and sin of 2 pi k / n for k = 0 … n-1. */
  private final BigInteger[] cosines;

  private final BigInteger[] sines;

  PreciseDft(int n) {
    cosines = new BigInteger[n];
    sines = new BigInteger[n];
    BigInteger angle = TWO_PI.divide(BigInteger.valueOf(n));
    cosines[0] = ONE.toBigInteger();
    sines[0] = BigInteger.ZERO;
    BigInteger c = series(angle, 0);
    BigInteger s = series(angle, 1);
    for (int k = 1; k < n; k++) {
      BigInteger re = cosines[k - 1];
      BigInteger im = sines[k - 1];
      cosines[k] = re.multiply(c).subtract(im.multiply(s)).shiftRight(PLACES);
      sines[k] = re.multiply(s).add(im.multiply(c)).shiftRight(PLACES);
    }
  }

  private static BigInteger fixed(BigDecimal x) {
    return x.multiply(ONE).toBigInteger();
  }

  private static BigInteger[] fixed(double[] x) {
    return Arrays.stream(x)
        .mapToObj(BigDecimal::new)
        .map(PreciseDft::fixed)
        .toArray(BigInteger[]::new);
  }

  /** The Taylor series of the cosine, from power 0, or of the sine, from power 1. */
  private static BigInteger series(BigInteger angle, int from) {
    BigInteger term = from == 0 ? ONE.toBigInteger() : angle;
    BigInteger sum = term;
    for (int power = from + 2; power < 80; power += 2) {
      BigInteger divisor = BigInteger.valueOf((long) power * (power - 1));
      BigInteger square = angle.multiply(angle).shiftRight(PLACES);
      term = term.multiply(square).shiftRight(PLACES).negate().divide(divisor);
      sum = sum.add(term);
    }
    return sum;
  }

  /** The 2-norm of what is wrong with a transform, relative to the 2-norm of the true one. */
  double error(double[] re, double[] im, double[] transformRe, double[] transformIm) {
    int n = re.length;
    BigInteger[] x = fixed(re);
    BigInteger[] y = fixed(im);
    double wrong = 0;
    double size = 0;
    for (int k = 0; k < n; k++) {
      BigInteger sumRe = BigInteger.ZERO;
      BigInteger sumIm = BigInteger.ZERO;
      for (int j = 0; j < n; j++) {
        int at = (int) ((long) j * k % n);
        sumRe = sumRe.add(x[j].multiply(cosines[at])).add(y[j].multiply(sines[at]));
        sumIm = sumIm.add(y[j].multiply(cosines[at])).subtract(x[j].multiply(sines[at]));
      }
      BigDecimal exactRe = real(sumRe);
      BigDecimal exactIm = real(sumIm);
      size = Math.hypot(size, Math.hypot(exactRe.doubleValue(), exactIm.doubleValue()));
      double differenceRe = exactRe.subtract(new BigDecimal(transformRe[k])).doubleValue();
      double differenceIm = exactIm.subtract(new BigDecimal(transformIm[k])).doubleValue();
      wrong = Math.hypot(wrong, Math.hypot(differenceRe, differenceIm));
    }
    return wrong / size;
  }

  /** A product of two fixed-point numbers. */
  private static BigDecimal real(BigInteger product) {
    return new BigDecimal(product.shiftRight(PLACES)).multiply(UNIT);
  }
}
