// SPDX-License-Identifier: Apache-2.0
/** Matrices, SIMD kernels, factorizations and Fourier transforms; depends on nothing. */
module ritz.kernels {
  requires static jdk.incubator.vector;

  exports ritz.kernels;
  exports ritz.kernels.fft;
  exports ritz.kernels.linalg;
}
