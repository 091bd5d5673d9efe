// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/**
 * Elementary functions of one {@code float}, by reduction of the argument and a polynomial that is
 * minimax in relative error on the reduced range, its coefficients rounded one after the other.
 *
 * <p>Products and sums are rounded separately, without fused operations, and in the order in which
 * the vector code has them, so that a value has the same bits in every kernel.
 */
@SuppressWarnings("MutablePublicArray") // not exported; indexed constants compile to the numbers
public final class Elementary {
  /** 1.5 · 2^23: adding it rounds to an integer, which then stands in the low bits. */
  public static final float ROUNDING = 0x1.8p23f;

  /** The bits of {@link #ROUNDING}. */
  public static final int ROUNDING_BITS = 0x4B400000;

  /** 1 / log 2. */
  public static final float LOG2_E = 0x1.715476p0f;

  /** The leading bits of log 2, few enough that its product with an exponent is exact. */
  public static final float LN2_HIGH = 0x1.62e4p-1f;

  /** log 2 - {@link #LN2_HIGH}. */
  public static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /** Arguments of exp beyond these give infinity and zero. */
  public static final float EXP_LARGEST = 89;

  /** See {@link #EXP_LARGEST}. */
  public static final float EXP_SMALLEST = -104;

  /** (exp(r) - 1 - r) / r² for |r| up to log(2) / 2; error 0.05 ulp of exp. */
  public static final float[] EXP = {
    0x1.fffffcp-2f, 0x1.555492p-3f, 0x1.5558acp-5f, 0x1.12397cp-7f, 0x1.6a5134p-10f
  };

  /** The bits of sqrt(1/2), the lower end of the reduced range of log. */
  public static final int SQRT_HALF_BITS = 0x3F3504F3;

  /** (log(1 + f) - f + f²/2) / f³ for 1 + f from sqrt(1/2) to sqrt(2); error 0.02 ulp. */
  public static final float[] LOG = {
    0x1.555548p-2f,
    -0x1.000006p-2f,
    0x1.99a476p-3f,
    -0x1.555c44p-3f,
    0x1.233ba4p-3f,
    -0x1.fc28dep-4f,
    0x1.e6bff2p-4f,
    -0x1.de00e4p-4f,
    0x1.147204p-4f
  };

  /** tanh is 1 to rounding from here on. */
  public static final float TANH_LARGEST = 10;

  /** erf is 1 to rounding from here on. */
  public static final float ERF_LARGEST = 4;

  /** log(1 - erf(x)) / x for x up to {@link #ERF_LARGEST}; error 0.9 ulp of erf. */
  public static final float[] ERF = {
    -0x1.20dd76p0f,
    -0x1.45f270p-1f,
    -0x1.a52d16p-4f,
    0x1.3d41c6p-6f,
    -0x1.208bd6p-12f,
    -0x1.394a4ap-10f,
    0x1.78682ep-12f,
    -0x1.3a46c8p-15f
  };

  private Elementary() {}

  private static float polynomial(float[] coefficients, float x) {
    float sum = coefficients[coefficients.length - 1];
    for (int i = coefficients.length - 2; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }

  /**
   * The exponential.
   *
   * @param x any number
   * @return exp(x)
   */
  public static float exp(float x) {
    float a = x > EXP_LARGEST ? EXP_LARGEST : x;
    a = a < EXP_SMALLEST ? EXP_SMALLEST : a;
    float shifted = a * LOG2_E + ROUNDING;
    float n = shifted - ROUNDING;
    float r = (a - n * LN2_HIGH) - n * LN2_LOW;
    float p = (r * r * polynomial(EXP, r) + r) + 1;
    int exponent = Float.floatToRawIntBits(shifted) - ROUNDING_BITS;
    int half = exponent >> 1;
    return p * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + 127) << 23);
  }

  /**
   * The natural logarithm.
   *
   * @param x any number
   * @return log(x); -infinity for 0, NaN below
   */
  public static float log(float x) {
    boolean tiny = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(tiny ? x * 0x1p23f : x);
    int exponent = (bits - SQRT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
    float k = Float.intBitsToFloat(exponent + ROUNDING_BITS) - ROUNDING;
    k = tiny ? k - 23 : k;
    float square = f * f;
    float tail = square * f * polynomial(LOG, f) + k * LN2_LOW;
    float value = (f - (square * 0.5f - tail)) + k * LN2_HIGH;
    value = x == Float.POSITIVE_INFINITY ? x : value;
    value = x == 0 ? Float.NEGATIVE_INFINITY : value;
    return x >= 0 ? value : Float.NaN;
  }

  /**
   * exp(x) - 1 to full relative accuracy, for |x| up to 20: with x = n log 2 + r, (2^n - 1) + 2^n
   * (exp(r) - 1).
   */
  private static float expm1(float x) {
    float shifted = x * LOG2_E + ROUNDING;
    float n = shifted - ROUNDING;
    float r = (x - n * LN2_HIGH) - n * LN2_LOW;
    float power = powerOfTwo(Float.floatToRawIntBits(shifted) - ROUNDING_BITS);
    return (r * r * polynomial(EXP, r) + r) * power + (power - 1);
  }

  /**
   * The hyperbolic tangent, as (exp(2x) - 1) / (exp(2x) + 1).
   *
   * @param x any number
   * @return tanh(x)
   */
  public static float tanh(float x) {
    float a = x > TANH_LARGEST ? TANH_LARGEST : x;
    a = a < -TANH_LARGEST ? -TANH_LARGEST : a;
    float e = expm1(a + a);
    float value = e / (e + 2);
    return x == 0 ? x : value;
  }

  /**
   * The logistic function.
   *
   * @param x any number
   * @return 1 / (1 + exp(-x))
   */
  public static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (e + 1);
  }

  /**
   * The error function.
   *
   * @param x any number
   * @return erf(x), with the sign of x for zeros too
   */
  public static float erf(float x) {
    float a = Math.abs(x);
    float t = a > ERF_LARGEST ? ERF_LARGEST : a;
    float e = expm1(t * polynomial(ERF, t));
    return Math.copySign(e, x);
  }

  /** y, or 0 where x is 0 or negative; a choice between integers needs no branch. */
  public static float clearedBy(float x, float y) {
    return Float.intBitsToFloat(x <= 0 ? 0 : Float.floatToRawIntBits(y));
  }
}
