// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Schedule#perStep}. */
record PerStep(Schedule schedule) implements Schedule {
  @Override
  public double rate(double base, long time, long total) {
    return schedule.rate(base, time, total);
  }

  @Override
  public boolean countsSteps() {
    return true;
  }
}
