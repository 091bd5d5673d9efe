// SPDX-License-Identifier: Apache-2.0
/** Discrete Fourier transforms of any length. */
package ritz.kernels.fft;
