// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import ritz.kernels.simd.SimdFourierKernels;

/** The inner loops of Fourier transforms. Arguments are not checked here; the caller did. */
public interface FourierKernels {
  /** SIMD where the vector module is present, scalar otherwise; the same bits from either. */
  FourierKernels INSTANCE = Selection.simd() ? Simd.load() : new ScalarFourierKernels();

  /**
   * Kernels that use vectors, where there are any, from their first call on.
   *
   * @return new kernels
   */
  static FourierKernels warm() {
    return Selection.simd() ? Simd.warm() : new ScalarFourierKernels();
  }

  /**
   * The pass of a radix.
   *
   * @param radix 2, 3, 4, 5, 8 or another odd prime
   * @return the pass, thread-safe
   */
  FourierPass pass(int radix);

  /**
   * Transposes rows of complex numbers that lie anywhere and multiplies them by factors: y(j, i) =
   * x(i, j) w(j, i), where row i of x starts at {@code x + places[from + i]}.
   *
   * @param rows the rows of x
   * @param columns their length
   * @param xr the real parts of x
   * @param xi their imaginary parts
   * @param x what the places count from
   * @param places where rows of x start
   * @param from the place of the first row
   * @param wr the real parts of the factors
   * @param wi their imaginary parts
   * @param w where they start
   * @param wStride the distance between rows of w
   * @param yr receives the real parts
   * @param yi receives the imaginary parts
   * @param y where they start
   * @param yStride the distance between rows of y
   */
  void transposeTimes(
      int rows,
      int columns,
      double[] xr,
      double[] xi,
      int x,
      int[] places,
      int from,
      double[] wr,
      double[] wi,
      int w,
      int wStride,
      double[] yr,
      double[] yi,
      int y,
      int yStride);

  /**
   * The same with two factors: y(j, i) = x(i, j) w(j, i) h(j).
   *
   * @param rows the rows of x
   * @param columns their length
   * @param xr the real parts of x
   * @param xi their imaginary parts
   * @param x what the places count from
   * @param places where rows of x start
   * @param from the place of the first row
   * @param wr the real parts of the factors w
   * @param wi their imaginary parts
   * @param w where they start
   * @param wStride the distance between rows of w
   * @param hr the real parts of the factors h
   * @param hi their imaginary parts
   * @param h where they start
   * @param yr receives the real parts
   * @param yi receives the imaginary parts
   * @param y where they start
   * @param yStride the distance between rows of y
   */
  void transposeTimes(
      int rows,
      int columns,
      double[] xr,
      double[] xi,
      int x,
      int[] places,
      int from,
      double[] wr,
      double[] wi,
      int w,
      int wStride,
      double[] hr,
      double[] hi,
      int h,
      double[] yr,
      double[] yi,
      int y,
      int yStride);

  /**
   * Multiplies complex numbers one by one, x = x w.
   *
   * @param n how many
   * @param xr the real parts of the numbers that are changed
   * @param xi their imaginary parts
   * @param x where they start
   * @param wr the real parts of the factors
   * @param wi their imaginary parts
   * @param w where they start
   */
  void multiply(int n, double[] xr, double[] xi, int x, double[] wr, double[] wi, int w);

  /** Keeps the SIMD class from being linked where the vector module is absent. */
  final class Simd {
    private Simd() {}

    static FourierKernels load() {
      return new SimdFourierKernels();
    }

    static FourierKernels warm() {
      return new SimdFourierKernels(0);
    }
  }
}
