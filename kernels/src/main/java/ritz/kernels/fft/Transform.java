// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

/** A discrete Fourier transform of fixed length; thread-safe. */
interface Transform {
  /**
   * Transforms consecutive numbers.
   *
   * @param re the real parts
   * @param im the imaginary parts
   * @param at where they start
   * @param toRe receives the real parts; re itself from the same place on, or apart from it
   * @param toIm receives the imaginary parts, likewise
   * @param toAt where they start
   */
  void forward(double[] re, double[] im, int at, double[] toRe, double[] toIm, int toAt);
}
