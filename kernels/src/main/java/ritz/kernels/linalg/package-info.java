// SPDX-License-Identifier: Apache-2.0
/**
 * Dense factorizations in {@code double}: QR, plain and with column pivoting, the mergeable
 * triangular factor of tall matrices, Cholesky, the Jacobi singular value decomposition,
 * eigenvalues of symmetric matrices, the real Schur form and eigenvalues of general matrices.
 *
 * <p>All take any size, zero included, require finite entries, leave their input as it is, and give
 * the same bits every time. In error bounds, eps is 2^-53 and n the larger size.
 */
package ritz.kernels.linalg;
