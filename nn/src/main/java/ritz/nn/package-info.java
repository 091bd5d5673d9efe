// SPDX-License-Identifier: Apache-2.0
/**
 * Networks and their training.
 *
 * <p>A {@link ritz.nn.Network} is an immutable description. The numbers live beside it, in one
 * contiguous {@code float[]} with named views, so that a snapshot of a training is one copy, an
 * optimizer one loop and a file one write. A batch is features x samples, column-major, so that
 * each sample is contiguous.
 */
package ritz.nn;
