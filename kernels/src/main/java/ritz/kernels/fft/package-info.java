// SPDX-License-Identifier: Apache-2.0
/**
 * Discrete Fourier transforms of any length, in {@code double}, with the real and the imaginary
 * parts in arrays of their own.
 */
package ritz.kernels.fft;
