// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Schedule#step}. */
record StepDecay(int length, double factor) implements Schedule {
  StepDecay {
    Settings.requirePositive("length", length);
    Settings.requireShare("factor", factor);
  }

  @Override
  public double rate(double base, long time, long total) {
    long steps = time / length;
    return base * Math.pow(factor, (double) steps);
  }
}
