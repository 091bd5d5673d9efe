// SPDX-License-Identifier: Apache-2.0
/**
 * The experiments of "Applications of Koopman Mode Analysis to Neural Networks" (arXiv 2006.11765):
 * each states its claims before it runs, and every claim gets a verdict.
 */
package ritz.bench.paper;
