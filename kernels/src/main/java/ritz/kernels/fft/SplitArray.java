// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

/**
 * Complex numbers as an array of real and one of imaginary parts.
 *
 * @param re the real parts
 * @param im the imaginary parts
 */
record SplitArray(double[] re, double[] im) {
  SplitArray(int length) {
    this(new double[length], new double[length]);
  }

  /** Sets number i to the root of unity exp(-2 pi i k / n), for k at least 0. */
  void setRoot(int i, long k, long n) {
    re[i] = RootsOfUnity.re(k, n);
    im[i] = RootsOfUnity.im(k, n);
  }
}
