// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import java.util.Objects;
import ritz.kernels.backend.ElementaryKernels;

/**
 * Elementary functions over {@code float} vectors, y = f(x).
 *
 * <p>Errors are stated in ulp of the exact value, over all arguments, subnormal results included. A
 * value has the same bits on every lane width, with and without the vector module, interpreted and
 * compiled. NaN gives NaN. The arguments and the values may be the same vector; partly overlapping
 * ones are not allowed. Thread-safe on disjoint vectors.
 */
public final class FloatMath {
  private static final ElementaryKernels KERNELS = ElementaryKernels.INSTANCE;

  private FloatMath() {}

  /**
   * The exponential, within 1.3 ulp.
   *
   * @param n the length
   * @param x the arguments
   * @param xOffset where they start
   * @param y receives the values
   * @param yOffset where they start
   * @throws IndexOutOfBoundsException if a vector leaves its array
   */
  public static void exp(int n, float[] x, int xOffset, float[] y, int yOffset) {
    check(n, x, xOffset, y, yOffset);
    KERNELS.exp(n, x, xOffset, y, yOffset);
  }

  /**
   * The natural logarithm, within 1.3 ulp; -infinity for 0, NaN below.
   *
   * @param n the length
   * @param x the arguments
   * @param xOffset where they start
   * @param y receives the values
   * @param yOffset where they start
   * @throws IndexOutOfBoundsException if a vector leaves its array
   */
  public static void log(int n, float[] x, int xOffset, float[] y, int yOffset) {
    check(n, x, xOffset, y, yOffset);
    KERNELS.log(n, x, xOffset, y, yOffset);
  }

  /**
   * The hyperbolic tangent, within 3 ulp.
   *
   * @param n the length
   * @param x the arguments
   * @param xOffset where they start
   * @param y receives the values
   * @param yOffset where they start
   * @throws IndexOutOfBoundsException if a vector leaves its array
   */
  public static void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
    check(n, x, xOffset, y, yOffset);
    KERNELS.tanh(n, x, xOffset, y, yOffset);
  }

  /**
   * The logistic function 1 / (1 + exp(-x)), within 2.5 ulp.
   *
   * @param n the length
   * @param x the arguments
   * @param xOffset where they start
   * @param y receives the values
   * @param yOffset where they start
   * @throws IndexOutOfBoundsException if a vector leaves its array
   */
  public static void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
    check(n, x, xOffset, y, yOffset);
    KERNELS.sigmoid(n, x, xOffset, y, yOffset);
  }

  /**
   * The error function, within 4 ulp.
   *
   * @param n the length
   * @param x the arguments
   * @param xOffset where they start
   * @param y receives the values
   * @param yOffset where they start
   * @throws IndexOutOfBoundsException if a vector leaves its array
   */
  public static void erf(int n, float[] x, int xOffset, float[] y, int yOffset) {
    check(n, x, xOffset, y, yOffset);
    KERNELS.erf(n, x, xOffset, y, yOffset);
  }

  private static void check(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
  }
}
