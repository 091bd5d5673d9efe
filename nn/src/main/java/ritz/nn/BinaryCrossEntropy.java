// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Loss#binaryCrossEntropy()}. */
record BinaryCrossEntropy() implements Loss {
  @Override
  public String toString() {
    return "binary cross-entropy";
  }
}
