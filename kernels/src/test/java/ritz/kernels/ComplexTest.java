// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

  @Test
  void staysInRangeNearItsEnds() {
    double huge = Double.MAX_VALUE / 2;
    assertThat(new Complex(huge, huge).abs()).isFinite();
    close(new Complex(huge, huge).divide(new Complex(huge, huge)), Complex.ONE, 4 * EPS);
    assertThat(Complex.ZERO.pow(0)).isEqualTo(Complex.ONE);
    assertThat(Complex.ZERO.pow(2)).isEqualTo(Complex.ZERO);
    assertThat(new Complex(-2, 0).pow(3)).isEqualTo(new Complex(-8, 0));
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
