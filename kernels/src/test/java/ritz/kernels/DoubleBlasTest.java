// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DoubleBlasTest {
  private static final double EPS = Math.ulp((double) 1);

  @Property(tries = 200, seed = "1")
  void levelOneEqualsTheDefinitionOnIntegers(
      @ForAll @IntRange(max = 200) int n,
      @ForAll @IntRange(max = 5) int xOffset,
      @ForAll @IntRange(max = 5) int yOffset,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] x = DoubleOperand.integers(random, n + 10);
    double[] y = DoubleOperand.integers(random, n + 10);
    double dot = 0;
    double asum = 0;
    double amax = 0;
    double[] axpy = y.clone();
    double[] scal = x.clone();
    double[] rotX = x.clone();
    double[] rotY = y.clone();
    for (int i = 0; i < n; i++) {
      int xi = xOffset + i;
      int yi = yOffset + i;
      dot += x[xi] * y[yi];
      asum += Math.abs(x[xi]);
      amax = Math.max(amax, Math.abs(x[xi]));
      axpy[yi] += 3 * x[xi];
      scal[xi] *= -2;
      rotX[xi] = 2 * x[xi] + 5 * y[yi];
      rotY[yi] = 2 * y[yi] - 5 * x[xi];
    }
    assertThat(DoubleBlas.dot(n, x, xOffset, y, yOffset)).isEqualTo(dot);
    assertThat(DoubleBlas.asum(n, x, xOffset)).isEqualTo(asum);
    assertThat(DoubleBlas.amax(n, x, xOffset)).isEqualTo(amax);
    double[] changed = y.clone();
    DoubleBlas.axpy(n, 3, x, xOffset, changed, yOffset);
    assertThat(changed).isEqualTo(axpy);
    changed = x.clone();
    DoubleBlas.scal(n, -2, changed, xOffset);
    assertThat(changed).isEqualTo(scal);
    double[] changedY = y.clone();
    changed = x.clone();
    DoubleBlas.rot(n, changed, xOffset, changedY, yOffset, 2, 5);
    assertThat(changed).isEqualTo(rotX);
    assertThat(changedY).isEqualTo(rotY);
  }

  @Property(tries = 100, seed = "1")
  void normCommutesWithPowersOfTwo(@ForAll @IntRange(min = 1, max = 100) int n, @ForAll long seed) {
    double[] x = DoubleOperand.integers(new Random(seed), n);
    x[0] = 1;
    double norm = DoubleBlas.nrm2(n, x, 0);
    BigDecimal squares = BigDecimal.ZERO;
    for (double value : x) {
      squares = squares.add(new BigDecimal(value).pow(2));
    }
    // The sum of squares of integers is exact; one rounding by the root.
    assertThat(norm).isEqualTo((double) Math.sqrt(squares.doubleValue()));
    int limit = Math.getExponent(Double.MAX_VALUE) - 8;
    for (int exponent : new int[] {-limit, -limit / 2, limit / 2, limit}) {
      double[] scaled = new double[n];
      for (int i = 0; i < n; i++) {
        scaled[i] = Math.scalb(x[i], exponent);
      }
      assertThat(DoubleBlas.nrm2(n, scaled, 0)).isEqualTo(Math.scalb(norm, exponent));
    }
  }

  @Test
  void normOfSpecialValues() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(DoubleBlas.nrm2(0, new double[0], 0)).isZero();
    assertThat(DoubleBlas.nrm2(3, new double[3], 0)).isZero();
    assertThat(DoubleBlas.nrm2(2, new double[] {1, -infinity}, 0)).isEqualTo(infinity);
    assertThat(DoubleBlas.nrm2(1, new double[] {Double.MIN_VALUE}, 0)).isEqualTo(Double.MIN_VALUE);
  }

  /** In every lane and in the rest behind the vectors, and between numbers of either sign. */
  @Test
  void oneEntryThatIsNotFiniteDecides() {
    double infinity = Double.POSITIVE_INFINITY;
    for (int n = 1; n <= 70; n++) {
      double[] x = new double[n];
      double[] ones = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = i % 2 == 0 ? 1 : -1;
        ones[i] = 1;
      }
      for (int i = 0; i < n; i++) {
        double held = x[i];
        x[i] = -infinity;
        assertThat(DoubleBlas.amax(n, x, 0)).as("%d of %d", i, n).isEqualTo(infinity);
        assertThat(DoubleBlas.asum(n, x, 0)).isEqualTo(infinity);
        assertThat(DoubleBlas.nrm2(n, x, 0)).isEqualTo(infinity);
        assertThat(DoubleBlas.dot(n, x, 0, ones, 0)).isEqualTo(-infinity);
        x[i] = Double.NaN;
        assertThat(DoubleBlas.amax(n, x, 0)).as("%d of %d", i, n).isNaN();
        assertThat(DoubleBlas.asum(n, x, 0)).isNaN();
        assertThat(DoubleBlas.nrm2(n, x, 0)).isNaN();
        assertThat(DoubleBlas.dot(n, x, 0, ones, 0)).isNaN();
        x[i] = held;
      }
    }
  }

  @Test
  void dotIsWithinTheBoundOfASum() {
    int n = 1000;
    Random random = new Random(1);
    double[] x = new double[n];
    double[] y = new double[n];
    BigDecimal exact = BigDecimal.ZERO;
    double magnitude = 0;
    for (int i = 0; i < n; i++) {
      x[i] = (double) random.nextGaussian();
      y[i] = (double) random.nextGaussian();
      exact = exact.add(new BigDecimal(x[i]).multiply(new BigDecimal(y[i])));
      magnitude += Math.abs(x[i] * y[i]);
    }
    double dot = DoubleBlas.dot(n, x, 0, y, 0);
    // At least four partial sums, so no entry takes part in more than n/4 + 4 roundings.
    assertThat(exact.subtract(new BigDecimal(dot)).abs().doubleValue())
        .isLessThanOrEqualTo((n / 4 + 4) * EPS * magnitude);
  }

  @Test
  void refusesVectorsThatLeaveTheirArray() {
    double[] x = new double[4];
    assertThatThrownBy(() -> DoubleBlas.dot(5, x, 0, new double[9], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> DoubleBlas.axpy(3, 1, x, 2, new double[9], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> DoubleBlas.scal(-1, 1, x, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
