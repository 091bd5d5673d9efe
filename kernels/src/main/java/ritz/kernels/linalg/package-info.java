// SPDX-License-Identifier: Apache-2.0
/** Factorizations: QR, singular values, eigenvalues. */
package ritz.kernels.linalg;
