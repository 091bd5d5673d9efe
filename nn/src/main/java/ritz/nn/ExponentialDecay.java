// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Schedule#exponential}. */
record ExponentialDecay(double factor) implements Schedule {
  ExponentialDecay {
    Settings.requireShare("factor", factor);
  }

  @Override
  public double rate(double base, long time, long total) {
    return base * Math.pow(factor, (double) time);
  }
}
