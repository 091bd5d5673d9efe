// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ElementaryTest {
  /** Taylor remainder 6.3e-15 relative, and a few roundings of 1.1e-16 each. */
  private static final double EXP_ERROR = 1e-14;

  private static void assertRelative(double actual, double expected, double error) {
    assertThat(actual).isCloseTo(expected, within(error * Math.abs(expected)));
  }

  @Property(seed = "1")
  void exponential(@ForAll @DoubleRange(min = -708, max = 709) double x) {
    assertRelative(Elementary.exp(x), StrictMath.exp(x), EXP_ERROR);
  }

  @Property(seed = "6")
  void exponentialsOfNonPositiveNumbers(@ForAll @DoubleRange(min = -104, max = 0) double x) {
    double[] values = {x, -1, x};
    Elementary.expOfNonPositive(values, 1);
    // Taylor remainder (|x| / 1024)^7 / 7! and half an eps, both 1024 times.
    double remainder = Math.pow(Math.abs(x) / 1024, 7) / 5040;
    assertRelative(values[0], StrictMath.exp(x), 1024 * (1.2 * remainder + 0x1p-52));
    assertThat(values).endsWith(-1, x);
  }

  @Property(seed = "2")
  void exponentialNearZeroWithoutCancellation(@ForAll @DoubleRange(min = -1, max = 1) double x) {
    // exp(x) - 1 outside of |x| < 0.34 loses at most a factor of exp(-0.34) / (1 - exp(-0.34)).
    assertRelative(Elementary.expm1(x), StrictMath.expm1(x), 3 * EXP_ERROR);
  }

  @Property(seed = "3")
  void hyperbolicTangent(@ForAll @DoubleRange(min = -30, max = 30) double x) {
    assertRelative(Elementary.tanh(x), StrictMath.tanh(x), 6 * EXP_ERROR);
  }

  @Property(seed = "4")
  void logisticFunction(@ForAll @DoubleRange(min = -700, max = 700) double x) {
    assertRelative(Elementary.sigmoid(x), 1 / (1 + StrictMath.exp(-x)), 2 * EXP_ERROR);
  }

  @Property(seed = "5")
  void normalDistribution(@ForAll @DoubleRange(min = -8, max = 8) double x) {
    double expected = (1 + Reference.erf(x / Math.sqrt(2))) / 2;
    assertThat(Elementary.normalDistribution(x))
        .isCloseTo(expected, within(5e-9 * expected + 1e-15));
  }

  @Test
  void tailsOfTheNormalDistributionAreRelativelyAccurate() {
    // erfc(x / sqrt(2)) / 2 computed by mpmath with 40 digits.
    assertRelative(Elementary.normalDistribution(-10), 7.61985302416052e-24, 5e-9);
    assertRelative(Elementary.normalDistribution(-20), 2.75362411860623e-89, 5e-9);
  }

  @Test
  void ends() {
    assertThat(Elementary.exp(Double.NaN)).isNaN();
    assertThat(Elementary.exp(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Elementary.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Elementary.exp(0)).isEqualTo(1);
    double[] values = {Double.NaN, Double.NEGATIVE_INFINITY, 0};
    Elementary.expOfNonPositive(values, 3);
    assertThat(values[0]).isNaN();
    assertThat((float) values[1]).isZero();
    assertThat(values[2]).isEqualTo(1);
    assertThat(Elementary.tanh(Double.NaN)).isNaN();
    assertThat(Elementary.tanh(400)).isEqualTo(1);
    assertThat(Elementary.tanh(-400)).isEqualTo(-1);
    assertThat(Elementary.tanh(1e-300)).isEqualTo(1e-300);
    assertThat(Elementary.softplus(1000)).isEqualTo(1000);
    assertThat(Elementary.softplus(-1000)).isZero();
  }
}
