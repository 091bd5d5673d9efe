// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

/** Whether an operand of a product is used as stored or transposed. */
public enum Transpose {
  /** As stored. */
  NO,
  /** Transposed. */
  YES
}
