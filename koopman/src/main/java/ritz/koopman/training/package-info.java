// SPDX-License-Identifier: Apache-2.0
/**
 * Koopman analysis of training: is it converging, when may it stop, which weights can go.
 *
 * <p>The view is that of Manojlović and others, "Applications of Koopman Mode Analysis to Neural
 * Networks" (arXiv 2006.11765, 2020).
 */
package ritz.koopman.training;
