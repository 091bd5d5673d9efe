// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Loss#softmaxCrossEntropy()}. */
record SoftmaxCrossEntropy() implements Loss {
  @Override
  public String toString() {
    return "softmax cross-entropy";
  }
}
