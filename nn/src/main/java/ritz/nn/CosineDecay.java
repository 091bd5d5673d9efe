// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Schedule#cosine}; length 0 is the whole training. */
record CosineDecay(int length, double lowest) implements Schedule {
  CosineDecay {
    Settings.requireNotNegative("lowest", lowest);
  }

  @Override
  public double rate(double base, long time, long total) {
    double phase = (double) time / (length == 0 ? total : length);
    return along(base, lowest, phase);
  }

  /** Half a cosine from one value at phase 0 to another at phase 1. */
  static double along(double from, double to, double phase) {
    return to + (from - to) * (1 + Math.cos(Math.PI * phase)) / 2;
  }
}
