// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import ritz.kernels.FloatMath;

/**
 * The loops of {@link Activation#GELU}: z Phi(z) = max(z, 0) - |z| Phi(-|z|), which does not cancel
 * for negative z as (1 + erf) does.
 */
final class Gelu {
  private static final float DENSITY_AT_ZERO = 0.3989423f;

  private Gelu() {}

  /** Writes y = z Phi(z). */
  static void forward(float[] z, float[] y, int from, int to) {
    exponentials(z, y, from, to);
    for (int i = from; i < to; i++) {
      float a = Math.abs(z[i]);
      y[i] = Math.max(z[i], 0) - a * tail(a, y[i]);
    }
  }

  /**
   * Multiplies the gradient by Phi(z) + z phi(z), which is h = Phi(-a) - a phi(a) for z = -a and 1
   * - h for z = a; overwrites y.
   */
  static void backward(float[] z, float[] y, float[] gradient, int from, int to) {
    exponentials(z, y, from, to);
    for (int i = from; i < to; i++) {
      float a = Math.abs(z[i]);
      y[i] = tail(a, y[i]) - DENSITY_AT_ZERO * a * y[i];
    }
    for (int i = from; i < to; i++) {
      float positive = Activation.step(z[i]);
      gradient[i] *= positive + (1 - 2 * positive) * y[i];
    }
  }

  /** Writes exp(-z^2 / 2). */
  private static void exponentials(float[] z, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = -0.5f * z[i] * z[i];
    }
    FloatMath.exp(to - from, y, from, y, from);
  }

  /**
   * Phi(-a), the upper tail of the normal distribution, given a and e = exp(-a^2 / 2). With t = 1 /
   * (1 + 0.28 a), Phi(-a) / (t e) is smooth on [0, 1]; the polynomial interpolates it at 11
   * Chebyshev points, to within 1.5e-8 of itself.
   */
  private static float tail(float a, float e) {
    float t = 1 / (1 + 0.28f * a);
    float p = -0.015046295f;
    p = p * t + 0.07484152f;
    p = p * t - 0.13286635f;
    p = p * t + 0.08927636f;
    p = p * t - 0.03514184f;
    p = p * t + 0.048299495f;
    p = p * t + 0.058569502f;
    p = p * t + 0.08573111f;
    p = p * t + 0.10292839f;
    p = p * t + 0.11170427f;
    p = p * t + 0.111703835f;
    return p * t * e;
  }
}
