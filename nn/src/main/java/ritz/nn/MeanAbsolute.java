// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Loss#meanAbsolute()}. */
record MeanAbsolute() implements Loss {
  @Override
  public String toString() {
    return "mean absolute";
  }
}
