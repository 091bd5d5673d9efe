// SPDX-License-Identifier: Apache-2.0
/**
 * Extended dynamic mode decomposition: the Koopman operator of a nonlinear system on the span of
 * some functions of the state, a {@link ritz.koopman.edmd.Dictionary}, with residuals that tell
 * which of its eigenvalues are real ones (Williams, Kevrekidis, Rowley 2015; Colbrook and Townsend
 * 2024).
 */
package ritz.koopman.edmd;
