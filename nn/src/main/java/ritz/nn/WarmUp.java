// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Objects;

/** See {@link Schedule#afterWarmUp}. */
record WarmUp(int length, double start, Schedule then) implements Schedule {
  WarmUp {
    Settings.requirePositive("length", length);
    Settings.requireShare("start", start);
    Objects.requireNonNull(then, "then");
  }

  @Override
  public double rate(double base, long time, long total) {
    if (time < length) {
      return base * (start + (1 - start) * time / length);
    }
    return then.rate(base, time - length, Math.max(1, total - length));
  }

  @Override
  public boolean countsSteps() {
    return then.countsSteps();
  }
}
