// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.math.BigDecimal;
import java.math.MathContext;

/** The discrete Fourier transform by its definition, in 40 decimal digits. */
final class PreciseDft {
  private static final MathContext DIGITS = new MathContext(40);
  private static final BigDecimal TWO_PI =
      new BigDecimal("6.283185307179586476925286766559005768394338798750");

  /** cos and sin of 2 pi k / n for k = 0 … n-1. */
  private final BigDecimal[] cosines;

  private final BigDecimal[] sines;

  PreciseDft(int n) {
    cosines = new BigDecimal[n];
    sines = new BigDecimal[n];
    BigDecimal angle = TWO_PI.divide(BigDecimal.valueOf(n), DIGITS);
    cosines[0] = BigDecimal.ONE;
    sines[0] = BigDecimal.ZERO;
    BigDecimal c = series(angle, 0);
    BigDecimal s = series(angle, 1);
    for (int k = 1; k < n; k++) {
      BigDecimal re = cosines[k - 1];
      BigDecimal im = sines[k - 1];
      cosines[k] = re.multiply(c).subtract(im.multiply(s), DIGITS);
      sines[k] = re.multiply(s).add(im.multiply(c), DIGITS);
    }
  }

  /** The Taylor series of the cosine, from power 0, or of the sine, from power 1. */
  private static BigDecimal series(BigDecimal angle, int from) {
    BigDecimal term = from == 0 ? BigDecimal.ONE : angle;
    BigDecimal sum = term;
    for (int power = from + 2; power < 80; power += 2) {
      BigDecimal divisor = BigDecimal.valueOf((long) power * (power - 1));
      term = term.multiply(angle).multiply(angle).negate().divide(divisor, DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }

  /** The 2-norm of what is wrong with a transform, relative to the 2-norm of the true one. */
  double error(double[] re, double[] im, double[] transformRe, double[] transformIm) {
    int n = re.length;
    double wrong = 0;
    double size = 0;
    for (int k = 0; k < n; k++) {
      BigDecimal sumRe = BigDecimal.ZERO;
      BigDecimal sumIm = BigDecimal.ZERO;
      for (int j = 0; j < n; j++) {
        int at = (int) ((long) j * k % n);
        BigDecimal x = new BigDecimal(re[j]);
        BigDecimal y = new BigDecimal(im[j]);
        sumRe = sumRe.add(x.multiply(cosines[at])).add(y.multiply(sines[at]), DIGITS);
        sumIm = sumIm.add(y.multiply(cosines[at])).subtract(x.multiply(sines[at]), DIGITS);
      }
      size = Math.hypot(size, Math.hypot(sumRe.doubleValue(), sumIm.doubleValue()));
      double differenceRe = sumRe.subtract(new BigDecimal(transformRe[k])).doubleValue();
      double differenceIm = sumIm.subtract(new BigDecimal(transformIm[k])).doubleValue();
      wrong = Math.hypot(wrong, Math.hypot(differenceRe, differenceIm));
    }
    return wrong / size;
  }
}
