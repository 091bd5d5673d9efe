// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import ritz.kernels.simd.SimdElementaryKernels;

/**
 * Elementary functions over vectors, y = f(x); x and y may be the same. Arguments are not checked
 * here; the caller did.
 */
public interface ElementaryKernels {
  /** SIMD where the vector module is present, scalar otherwise; the same bits from either. */
  ElementaryKernels INSTANCE = Selection.simd() ? Simd.load() : new ScalarElementaryKernels();

  /**
   * y = exp(x).
   *
   * @param n the length
   * @param x the arguments
   * @param xOffset where they start
   * @param y receives the values
   * @param yOffset where they start
   */
  void exp(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = log(x).
   *
   * @param n the length
   * @param x the arguments
   * @param xOffset where they start
   * @param y receives the values
   * @param yOffset where they start
   */
  void log(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = tanh(x).
   *
   * @param n the length
   * @param x the arguments
   * @param xOffset where they start
   * @param y receives the values
   * @param yOffset where they start
   */
  void tanh(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = 1 / (1 + exp(-x)).
   *
   * @param n the length
   * @param x the arguments
   * @param xOffset where they start
   * @param y receives the values
   * @param yOffset where they start
   */
  void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * y = erf(x).
   *
   * @param n the length
   * @param x the arguments
   * @param xOffset where they start
   * @param y receives the values
   * @param yOffset where they start
   */
  void erf(int n, float[] x, int xOffset, float[] y, int yOffset);

  /**
   * Z += b 1'.
   *
   * @param m the rows of Z
   * @param n the columns of Z
   * @param b b
   * @param bOffset where it starts
   * @param z Z, without gaps
   * @param zOffset where it starts
   */
  void addToColumns(int m, int n, float[] b, int bOffset, float[] z, int zOffset);

  /**
   * Z = max(Z + b 1', 0); NaN stays.
   *
   * @param m the rows of Z
   * @param n the columns of Z
   * @param b b
   * @param bOffset where it starts
   * @param z Z, without gaps
   * @param zOffset where it starts
   */
  void rectifyColumns(int m, int n, float[] b, int bOffset, float[] z, int zOffset);

  /**
   * y = 0 where x <= 0.
   *
   * @param n the length
   * @param x x
   * @param xOffset where it starts
   * @param y y
   * @param yOffset where it starts
   */
  void clearWhereNotPositive(int n, float[] x, int xOffset, float[] y, int yOffset);

  /** Keeps the SIMD class from being linked where the vector module is absent. */
  final class Simd {
    private Simd() {}

    static ElementaryKernels load() {
      return new SimdElementaryKernels();
    }
  }
}
