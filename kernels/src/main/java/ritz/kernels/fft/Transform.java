// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

/** A discrete Fourier transform of fixed length; thread-safe. */
interface Transform {
  /** Replaces numbers, given by their real and imaginary parts, by their transform. */
  void forward(double[] re, double[] im);
}
