// SPDX-License-Identifier: Apache-2.0
/**
 * Dense matrices and the basic linear algebra on them.
 *
 * <p>Storage is column-major with a leading dimension throughout: entry {@code (i, j)} of a matrix
 * lies at {@code offset + i + j * leadingDimension}, so columns and blocks are views.
 */
package ritz.kernels;
