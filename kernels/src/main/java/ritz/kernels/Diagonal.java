// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

/** The diagonal of a triangular matrix. */
public enum Diagonal {
  /** As stored. */
  STORED,
  /** Ones, whatever is stored. */
  UNIT
}
