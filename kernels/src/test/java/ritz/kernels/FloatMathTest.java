// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Against double precision, whose own error of a few 1e-16 is 1e-8 of an ulp here. */
class FloatMathTest {
  private interface Function {
    void apply(int n, float[] x, int xOffset, float[] y, int yOffset);
  }

  @Test
  void exp() {
    check(FloatMath::exp, Math::exp, 1.3);
  }

  @Test
  void log() {
    check(FloatMath::log, Math::log, 1.3);
  }

  @Test
  void tanh() {
    check(FloatMath::tanh, Math::tanh, 3);
  }

  @Test
  void sigmoid() {
    check(FloatMath::sigmoid, x -> 1 / (1 + Math.exp(-x)), 2.5);
  }

  @Test
  void erf() {
    check(FloatMath::erf, FloatMathTest::exactErf, 4);
  }

  /** Abramowitz and Stegun 7.1.6, a series of positive terms. */
  private static double exactErf(double x) {
    double a = Math.min(Math.abs(x), 6);
    double term = a;
    double sum = a;
    for (int n = 1; term > sum * 1e-18; n++) {
      term *= 2 * a * a / (2 * n + 1);
      sum += term;
    }
    return Double.isNaN(x) ? x : Math.copySign(2 / Math.sqrt(Math.PI) * Math.exp(-a * a) * sum, x);
  }

  private static void check(Function function, DoubleUnaryOperator exact, double ulps) {
    float[] x = arguments();
    float[] y = new float[x.length];
    function.apply(x.length, x, 0, y, 0);
    for (int i = 0; i < x.length; i++) {
      double expected = exact.applyAsDouble(x[i]);
      if (Math.abs((float) expected) <= Float.MAX_VALUE && Math.abs(y[i]) <= Float.MAX_VALUE) {
        double error = Math.abs(y[i] - expected) / Math.ulp((float) expected);
        assertThat(error).as("ulps at %s, value %s", x[i], y[i]).isLessThanOrEqualTo(ulps);
      } else {
        assertThat(y[i]).as("at %s", x[i]).isEqualTo(Float.valueOf((float) expected));
      }
    }
    float[] single = new float[1];
    for (int i = 0; i < x.length; i += 7) {
      function.apply(1, x, i, single, 0);
      assertThat(single[0]).as("alone and in a vector, at %s", x[i]).isEqualTo(Float.valueOf(y[i]));
    }
    function.apply(x.length, x, 0, x, 0);
    assertThat(x).as("in place").isEqualTo(y);
  }

  /** Every exponent with random digits, a fine grid where the functions bend, special values. */
  private static float[] arguments() {
    Random random = new Random(1);
    int perExponent = 400;
    int grid = 200_000;
    float[] special = {
      0,
      -0f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.MIN_NORMAL,
      88.72283f,
      88.72284f,
      -87.33655f,
      -103.97f,
      -103.98f,
      1,
      -1,
      0.625f,
      0.921875f
    };
    float[] x = new float[256 * perExponent + grid + special.length];
    int at = 0;
    for (int exponent = 0; exponent < 256; exponent++) {
      for (int i = 0; i < perExponent; i++) {
        int bits = exponent << 23 | random.nextInt(1 << 23) | (random.nextBoolean() ? 1 << 31 : 0);
        x[at++] = Float.intBitsToFloat(exponent == 255 ? 0x7FC00000 : bits);
      }
    }
    for (int i = 0; i < grid; i++) {
      x[at++] = -110 + 210f * i / grid * (1 + 1e-3f * random.nextFloat());
    }
    System.arraycopy(special, 0, x, at, special.length);
    return x;
  }

  @Test
  void specialValues() {
    float[] x = {0, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    assertValues(FloatMath::tanh, x, 0, -0f, 1, -1);
    assertValues(FloatMath::erf, x, 0, -0f, 1, -1);
    assertValues(FloatMath::sigmoid, x, 0.5f, 0.5f, 1, 0);
  }

  /** The same, signs of zeros included, in every lane and behind the last whole vector. */
  private static void assertValues(Function function, float[] x, float... expected) {
    int n = 4 * 35;
    float[] repeated = new float[n];
    float[] all = new float[n];
    for (int i = 0; i < n; i++) {
      repeated[i] = x[(i + i / 4) % 4];
      all[i] = expected[(i + i / 4) % 4];
    }
    float[] y = new float[n];
    function.apply(n, repeated, 0, y, 0);
    assertThat(y).containsExactly(all);
  }

  /**
   * Against the definitions entry by entry: single operations leave no error, so bits are equal.
   */
  @Test
  void columnsAndPositiveParts() {
    Random random = new Random(2);
    float[] special = {0, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1, 1};
    for (int m = 0; m <= 70; m++) {
      int n = m % 5;
      float[] b = numbers(m + 1, special, random);
      float[] z = numbers(m * n + 4, special, random);
      float[] sums = z.clone();
      float[] rectified = z.clone();
      float[] cleared = numbers(z.length, special, random);
      float[] kept = cleared.clone();
      for (int i = 0; i < m * n; i++) {
        sums[2 + i] += b[1 + i % m];
        rectified[2 + i] = Math.max(sums[2 + i], 0);
        kept[2 + i] = sums[2 + i] <= 0 ? 0 : kept[2 + i];
      }
      float[] y = z.clone();
      FloatMath.addToColumns(m, n, b, 1, y, 2);
      assertThat(y).as("sums of %s x %s", m, n).isEqualTo(sums);
      FloatMath.clearWhereNotPositive(m * n, y, 2, cleared, 2);
      assertThat(cleared).as("cleared, %s x %s", m, n).isEqualTo(kept);
      FloatMath.rectifyColumns(m, n, b, 1, z, 2);
      assertThat(z).as("positive parts of %s x %s", m, n).isEqualTo(rectified);
    }
  }

  private static float[] numbers(int n, float[] special, Random random) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      int choice = random.nextInt(4 * special.length);
      values[i] = choice < special.length ? special[choice] : (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void refusesVectorsThatLeaveTheirArray() {
    assertThatThrownBy(() -> FloatMath.addToColumns(2, 3, new float[2], 0, new float[7], 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> FloatMath.rectifyColumns(2, 3, new float[2], 1, new float[6], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> FloatMath.exp(4, new float[4], 1, new float[4], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
