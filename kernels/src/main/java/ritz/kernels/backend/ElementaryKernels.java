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

  /** Keeps the SIMD class from being linked where the vector module is absent. */
  final class Simd {
    private Simd() {}

    static ElementaryKernels load() {
      return new SimdElementaryKernels();
    }
  }
}
