// SPDX-License-Identifier: Apache-2.0
/**
 * Dynamic mode decomposition: eigenvalues, modes and residuals of the linear map that takes each
 * snapshot of a system to the next.
 *
 * <p>A snapshot is a column of n numbers. {@link ritz.koopman.dmd.Dmd} holds the options, {@link
 * ritz.koopman.dmd.DmdResult} the answer. The method is LAPACK's xGEDMD and xGEDMDQ (Drmač, Mezić,
 * Mohr, "Data driven modal decompositions: analysis and enhancements", SIAM J. Sci. Comput. 40,
 * 2018; LAPACK Working Notes 298 and 300) with refined Ritz vectors added.
 */
package ritz.koopman.dmd;
