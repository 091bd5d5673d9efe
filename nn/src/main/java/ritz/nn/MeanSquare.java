// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Loss#meanSquare()}. */
record MeanSquare() implements Loss {
  @Override
  public String toString() {
    return "mean square";
  }
}
