// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

/** The side from which a triangular matrix multiplies another. */
public enum Side {
  /** op(A) B. */
  LEFT,
  /** B op(A). */
  RIGHT
}
