// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

/** The triangle of a matrix that is read or written, the diagonal included. */
public enum Triangle {
  /** The diagonal and what is below it. */
  LOWER,
  /** The diagonal and what is above it. */
  UPPER
}
