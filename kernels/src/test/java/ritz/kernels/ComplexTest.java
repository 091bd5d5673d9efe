// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ComplexTest {
  private static final double EPS = Math.ulp(1.0);

  @Property(seed = "1")
  void divisionUndoesMultiplication(
      @ForAll @DoubleRange(min = -10, max = 10) double a,
      @ForAll @DoubleRange(min = -10, max = 10) double b,
      @ForAll @DoubleRange(min = 0.1, max = 10) double c,
      @ForAll @DoubleRange(min = -10, max = 10) double d) {
    Complex z = new Complex(a, b);
    Complex w = new Complex(c, d);
    // Product and quotient are each accurate to a few eps of the modulus.
    close(z.times(w).divide(w), z, 10 * EPS * z.abs() + Double.MIN_NORMAL);
  }

  @Property(seed = "1")
  void logarithmAndExponentialAreInverse(
      @ForAll @DoubleRange(min = -5, max = 5) double a,
      @ForAll @DoubleRange(min = -3.1, max = 3.1) double b) {
    Complex z = new Complex(a, b);
    // exp has relative error of a few eps, which the logarithm turns into an absolute one.
    close(z.exp().log(), z, 10 * EPS * (1 + z.abs()));
  }

  @Property(seed = "1")
  void squareOfTheRootAndPowers(
      @ForAll @DoubleRange(min = -10, max = 10) double a,
      @ForAll @DoubleRange(min = -10, max = 10) double b) {
    Complex z = new Complex(a, b);
    Complex root = z.sqrt();
    assertThat(root.re()).isNotNegative();
    close(root.times(root), z, 10 * EPS * z.abs() + Double.MIN_NORMAL);
    close(z.pow(0.5), root, 10 * EPS * root.abs() + Double.MIN_NORMAL);
    close(z.pow(3), z.times(z).times(z), 50 * EPS * z.times(z).times(z).abs() + Double.MIN_NORMAL);
  }

  /** Normal and subnormal numbers of any size, and zero. */
  private static double anySize(SplittableRandom random) {
    int kind = random.nextInt(10);
    return kind == 0
        ? 0
        : Math.scalb(
            random.nextDouble(-2, 2),
            kind < 4 ? 1023 - random.nextInt(4) : random.nextInt(-1074, 1023));
  }

  private static Complex anyNumber(SplittableRandom random) {
    return new Complex(anySize(random), anySize(random));
  }

  /** |computed - exact|, squared. */
  private static BigDecimal squaredError(Complex computed, BigDecimal re, BigDecimal im) {
    return squaredModulus(
        new BigDecimal(computed.re()).subtract(re), new BigDecimal(computed.im()).subtract(im));
  }

  private static BigDecimal squaredModulus(BigDecimal re, BigDecimal im) {
    return re.multiply(re).add(im.multiply(im));
  }

  /** Relative to the modulus, or to the spacing of subnormal numbers. */
  private static BigDecimal squaredTolerance(BigDecimal squaredModulus) {
    BigDecimal spacing = new BigDecimal(Double.MIN_VALUE);
    return squaredModulus
        .multiply(new BigDecimal(8 * EPS).pow(2))
        .add(spacing.multiply(spacing).multiply(BigDecimal.valueOf(2)));
  }

  /**
   * Against the quotient a conj(b) / |b|² in 60 digits. Smith's form rounds seven times, and where
   * the exact parts exceed the range, so may these.
   */
  @Test
  void quotientsOverTheWholeRange() {
    MathContext digits = new MathContext(60);
    BigDecimal largest = new BigDecimal(Double.MAX_VALUE / 2);
    SplittableRandom random = new SplittableRandom(1);
    int compared = 0;
    for (int run = 0; run < 3000; run++) {
      Complex z = anyNumber(random);
      Complex w = anyNumber(random);
      if (w.equals(Complex.ZERO) || w.abs() == 0) {
        continue;
      }
      BigDecimal a = new BigDecimal(z.re());
      BigDecimal b = new BigDecimal(z.im());
      BigDecimal c = new BigDecimal(w.re());
      BigDecimal d = new BigDecimal(w.im());
      BigDecimal square = squaredModulus(c, d);
      BigDecimal re = a.multiply(c).add(b.multiply(d)).divide(square, digits);
      BigDecimal im = b.multiply(c).subtract(a.multiply(d)).divide(square, digits);
      if (re.abs().max(im.abs()).compareTo(largest) < 0) {
        assertThat(squaredError(z.divide(w), re, im))
            .as("%s / %s", z, w)
            .isLessThanOrEqualTo(squaredTolerance(squaredModulus(re, im)));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(1000);
  }

  /** Squared in full precision, a root gives back the number, with twice the relative error. */
  @Test
  void rootsOverTheWholeRange() {
    SplittableRandom random = new SplittableRandom(2);
    for (int run = 0; run < 3000; run++) {
      Complex z = anyNumber(random);
      Complex root = z.sqrt();
      BigDecimal x = new BigDecimal(root.re());
      BigDecimal y = new BigDecimal(root.im());
      BigDecimal re = x.multiply(x).subtract(y.multiply(y));
      BigDecimal im = x.multiply(y).multiply(BigDecimal.valueOf(2));
      assertThat(root.re()).isNotNegative();
      assertThat(squaredError(z, re, im))
          .as("root of %s", z)
          .isLessThanOrEqualTo(squaredTolerance(squaredModulus(re, im)));
    }
  }

  /** Parts of very different size: each is right by itself, not only beside the modulus. */
  @Test
  void theSmallerPartIsKept() {
    for (double larger : new double[] {0x1p-1000, 1, 0x1p400, 0x1p700, 0x1p1019, 0x1.8p1023}) {
      for (double smaller : new double[] {0x1p-1020, 0x1p-600, 0x1p-300}) {
        Complex z = new Complex(larger, smaller);
        assertThat(z.divide(Complex.ONE)).isEqualTo(z);
        assertThat(z.divide(new Complex(0, 1))).isEqualTo(new Complex(smaller, -larger));
        Complex root = z.sqrt();
        if (larger > 0x1p50 * smaller) {
          // Of the root, the square root, a sum that is exact, and the quotient.
          double imaginary = smaller / (2 * Math.sqrt(larger));
          assertThat(Math.abs(root.im() - imaginary))
              .isLessThanOrEqualTo(4 * EPS * imaginary + Double.MIN_VALUE);
        }
      }
    }
  }

  @Test
  void staysInRangeNearItsEnds() {
    double huge = Double.MAX_VALUE / 2;
    assertThat(new Complex(huge, huge).abs() / Math.sqrt(2) / huge)
        .isBetween(1 - 4 * EPS, 1 + 4 * EPS);
    assertThat(new Complex(0, Double.MIN_VALUE).abs()).isEqualTo(Double.MIN_VALUE);
    assertThat(new Complex(3 * Double.MIN_VALUE, 4 * Double.MIN_VALUE).abs())
        .isEqualTo(5 * Double.MIN_VALUE);
  }

  @Test
  void powersOfZeroAndOfRealNumbers() {
    assertThat(Complex.ZERO.pow(0)).isEqualTo(Complex.ONE);
    assertThat(Complex.ZERO.pow(2)).isEqualTo(Complex.ZERO);
    assertThat(Complex.ZERO.pow(-2).re()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(new Complex(-2, 0).pow(3)).isEqualTo(new Complex(-8, 0));
    assertThat(new Complex(2, 0).pow(-0.5)).isEqualTo(new Complex(Math.pow(2, -0.5), 0));
  }

  /** What is not finite stays so, and no call runs forever. */
  @Test
  void infinityAndNaN() {
    Complex infinite = new Complex(Double.POSITIVE_INFINITY, 1);
    Complex undefined = new Complex(1, Double.NaN);
    for (Complex z : new Complex[] {infinite, undefined}) {
      assertThat(z.isFinite()).isFalse();
      assertThat(z.sqrt().isFinite()).isFalse();
      assertThat(z.divide(new Complex(2, 1e300)).isFinite()).isFalse();
    }
    assertThat(Complex.ONE.divide(undefined).isFinite()).isFalse();
    assertThat(Complex.ONE.divide(Complex.ZERO).isFinite()).isFalse();
    assertThat(new Complex(1e300, 1).divide(Complex.ZERO).isFinite()).isFalse();
  }

  @Test
  void printsTheSignOfTheImaginaryPart() {
    assertThat(new Complex(1, -2)).hasToString("1.0 - 2.0i");
    assertThat(new Complex(1, 2)).hasToString("1.0 + 2.0i");
  }

  private static void close(Complex actual, Complex expected, double tolerance) {
    assertThat(actual.minus(expected).abs()).isCloseTo(0, within(tolerance));
  }
}
