// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

/**
 * A complex number.
 *
 * @param re the real part
 * @param im the imaginary part
 */
public record Complex(double re, double im) {
  /** The number 0. */
  public static final Complex ZERO = new Complex(0, 0);

  /** The number 1. */
  public static final Complex ONE = new Complex(1, 0);

  /** Between this exponent and its negative, sums of products of two parts stay in range. */
  private static final int MIDDLE = 500;

  /** Up to this exponent the sum of a few numbers stays in range. */
  private static final int HIGHEST = 1020;

  /**
   * A number given by its modulus and argument.
   *
   * @param modulus the modulus
   * @param argument the argument, in radians
   * @return modulus · exp(i argument)
   */
  public static Complex polar(double modulus, double argument) {
    return new Complex(modulus * Math.cos(argument), modulus * Math.sin(argument));
  }

  /**
   * The modulus, without overflow or underflow on the way.
   *
   * @return |z|
   */
  public double abs() {
    return Math.hypot(re, im);
  }

  /**
   * The argument.
   *
   * @return the angle in (-pi, pi]
   */
  public double arg() {
    return Math.atan2(im, re);
  }

  /**
   * The conjugate.
   *
   * @return re - i im
   */
  public Complex conjugate() {
    return new Complex(re, -im);
  }

  /**
   * The negative.
   *
   * @return -z
   */
  public Complex negate() {
    return new Complex(-re, -im);
  }

  /**
   * The sum.
   *
   * @param other the other summand
   * @return z + other
   */
  public Complex plus(Complex other) {
    return new Complex(re + other.re, im + other.im);
  }

  /**
   * The difference.
   *
   * @param other what is taken away
   * @return z - other
   */
  public Complex minus(Complex other) {
    return new Complex(re - other.re, im - other.im);
  }

  /**
   * The product.
   *
   * @param other the other factor
   * @return z · other
   */
  public Complex times(Complex other) {
    return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
  }

  /**
   * The product with a real number.
   *
   * @param factor the real factor
   * @return z · factor
   */
  public Complex times(double factor) {
    return new Complex(re * factor, im * factor);
  }

  /**
   * The quotient, by Smith's scaled division (R. L. Smith, CACM 1962). Numbers far from 1 are
   * scaled first, so that nothing overflows that the quotient does not.
   *
   * @param divisor the divisor
   * @return z / divisor
   */
  public Complex divide(Complex divisor) {
    int above = exponent();
    int below = divisor.exponent();
    if (Math.max(Math.abs(above), Math.abs(below)) > MIDDLE && isFinite() && divisor.isFinite()) {
      // Down by no more than an overflow asks for, which the smaller part may not survive.
      int shift = above < -MIDDLE ? -above : Math.min(0, HIGHEST - above);
      return scaled(shift).smith(divisor.scaled(-below)).scaled(-shift - below);
    }
    return smith(divisor);
  }

  private Complex smith(Complex divisor) {
    return new Complex(
        realQuotient(re, im, divisor.re, divisor.im),
        realQuotient(im, -re, divisor.re, divisor.im));
  }

  /**
   * The real part of the quotient (a + i b) / (c + i d), for loops that make no objects; the
   * imaginary part is the real part of (b - i a) / (c + i d).
   *
   * @param a the real part of the dividend
   * @param b its imaginary part
   * @param c the real part of the divisor
   * @param d its imaginary part
   * @return the real part
   */
  public static double realQuotient(double a, double b, double c, double d) {
    if (Math.abs(c) >= Math.abs(d)) {
      double ratio = d / c;
      return (a + b * ratio) / (c + d * ratio);
    }
    double ratio = c / d;
    return (a * ratio + b) / (c * ratio + d);
  }

  /**
   * The exponential.
   *
   * @return exp(z)
   */
  public Complex exp() {
    return polar(Math.exp(re), im);
  }

  /**
   * The principal logarithm.
   *
   * @return log|z| + i arg z
   */
  public Complex log() {
    return new Complex(Math.log(abs()), arg());
  }

  /**
   * A real power by the principal branch; {@code z.pow(0)} is 1 for every z.
   *
   * @param exponent the exponent
   * @return z^exponent
   */
  public Complex pow(double exponent) {
    if (exponent == 0) {
      return ONE;
    }
    double modulus = abs();
    if (modulus == 0) {
      return exponent > 0 ? ZERO : new Complex(Double.POSITIVE_INFINITY, 0);
    }
    if (im == 0 && (re > 0 || exponent == Math.rint(exponent))) {
      return new Complex(Math.pow(re, exponent), 0);
    }
    return polar(Math.pow(modulus, exponent), exponent * arg());
  }

  private int exponent() {
    return exponent(re, im);
  }

  /** The exponent of the larger part; 0 for zero. */
  private static int exponent(double re, double im) {
    double larger = Math.max(Math.abs(re), Math.abs(im));
    return larger == 0 ? 0 : Math.getExponent(larger);
  }

  private Complex scaled(int exponent) {
    return new Complex(Math.scalb(re, exponent), Math.scalb(im, exponent));
  }

  /**
   * The principal square root.
   *
   * @return the root with non-negative real part
   */
  public Complex sqrt() {
    return abs() == 0 ? ZERO : new Complex(realRoot(re, im), imaginaryRoot(re, im));
  }

  /**
   * The real part of the principal square root, for loops that make no objects.
   *
   * @param re the real part of the radicand
   * @param im its imaginary part
   * @return the real part of the root, at least 0
   */
  public static double realRoot(double re, double im) {
    int exponent = exponent(re, im);
    if ((exponent < -MIDDLE || exponent > HIGHEST) && exponent <= Double.MAX_EXPONENT) {
      int half = exponent < 0 ? exponent / 2 : 2;
      return Math.scalb(realRoot(Math.scalb(re, -2 * half), Math.scalb(im, -2 * half)), half);
    }
    double larger = Math.sqrt((Math.hypot(re, im) + Math.abs(re)) / 2);
    return re >= 0 ? larger : Math.abs(im / (2 * larger));
  }

  /**
   * The imaginary part of the principal square root, which has the sign of the radicand's: the root
   * of -z is the root of z turned by a right angle.
   *
   * @param re the real part of the radicand
   * @param im its imaginary part
   * @return the imaginary part of the root
   */
  public static double imaginaryRoot(double re, double im) {
    return Math.copySign(realRoot(-re, im), im);
  }

  /**
   * Whether both parts are finite.
   *
   * @return true when neither part is NaN or infinite
   */
  public boolean isFinite() {
    return Double.isFinite(re) && Double.isFinite(im);
  }

  @Override
  public String toString() {
    return im < 0 || (im == 0 && 1 / im < 0) ? re + " - " + -im + "i" : re + " + " + im + "i";
  }
}
