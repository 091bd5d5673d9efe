// SPDX-License-Identifier: Apache-2.0
/**
 * Functions of the state for extended dynamic mode decomposition, {@link ritz.koopman.dmd.Edmd}:
 * polynomials, waves, bells, random features, and what kernels stand for.
 */
package ritz.koopman.dictionary;
