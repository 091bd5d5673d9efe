// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/**
 * Snapshots in an orthonormal basis: F = Q C + (what the basis leaves out). Norms and angles within
 * the basis are those of the coordinates C, so all but the final vectors can be computed from them.
 *
 * @param basis Q, orthonormal
 * @param columns C, a column for each snapshot; to be read only
 * @param lost the Frobenius norm of what the basis leaves out
 */
record Coordinates(Basis basis, Dense columns, double lost) {}
