// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import java.util.Objects;
import ritz.kernels.backend.ElementaryKernels;

/**
 * Elementary functions over {@code float} vectors, y = f(x), and what the layers of a network do to
 * each entry.
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

  /**
   * Adds a vector to every column of a matrix without gaps, Z += b 1'.
   *
   * @param m the length of the vector, and the rows of Z
   * @param n the columns of Z
   * @param b the vector
   * @param bOffset where it starts
   * @param z Z, changed in place; must not overlap b
   * @param zOffset where it starts
   * @throws IndexOutOfBoundsException if one of them leaves its array
   */
  public static void addToColumns(int m, int n, float[] b, int bOffset, float[] z, int zOffset) {
    checkColumns(m, n, b, bOffset, z, zOffset);
    KERNELS.addToColumns(m, n, b, bOffset, z, zOffset);
  }

  /**
   * Adds a vector to every column of a matrix without gaps and takes the positive part (ReLU), Z =
   * max(Z + b 1', 0).
   *
   * @param m the length of the vector, and the rows of Z
   * @param n the columns of Z
   * @param b the vector
   * @param bOffset where it starts
   * @param z Z, changed in place; must not overlap b
   * @param zOffset where it starts
   * @throws IndexOutOfBoundsException if one of them leaves its array
   */
  public static void rectifyColumns(int m, int n, float[] b, int bOffset, float[] z, int zOffset) {
    checkColumns(m, n, b, bOffset, z, zOffset);
    KERNELS.rectifyColumns(m, n, b, bOffset, z, zOffset);
  }

  /**
   * The way back through a positive part: sets y to 0 where x is 0 or negative.
   *
   * @param n the length
   * @param x what decides
   * @param xOffset where it starts
   * @param y what is changed
   * @param yOffset where it starts
   * @throws IndexOutOfBoundsException if a vector leaves its array
   */
  public static void clearWhereNotPositive(int n, float[] x, int xOffset, float[] y, int yOffset) {
    check(n, x, xOffset, y, yOffset);
    KERNELS.clearWhereNotPositive(n, x, xOffset, y, yOffset);
  }

  private static void checkColumns(int m, int n, float[] b, int bOffset, float[] z, int zOffset) {
    Objects.checkFromIndexSize(bOffset, m, b.length);
    Objects.checkFromIndexSize(zOffset, Math.multiplyExact(m, n), z.length);
  }

  private static void check(int n, float[] x, int xOffset, float[] y, int yOffset) {
    Objects.checkFromIndexSize(xOffset, n, x.length);
    Objects.checkFromIndexSize(yOffset, n, y.length);
  }
}
