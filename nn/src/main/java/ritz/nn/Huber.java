// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Loss#huber(double)}. */
record Huber(double delta) implements Loss {
  Huber {
    Settings.requirePositive("delta", delta);
  }

  @Override
  public String toString() {
    return "Huber beyond " + delta;
  }
}
