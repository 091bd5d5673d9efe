// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Schedule#oneCycle()}. */
record OneCycle(double rise, double division, double finalDivision) implements Schedule {
  OneCycle {
    if (!(rise > 0 && rise < 1)) {
      throw new IllegalArgumentException("rise: " + rise + ", expected a number between 0 and 1");
    }
    Settings.requireAtLeastOne("division", division);
    Settings.requireAtLeastOne("finalDivision", finalDivision);
  }

  @Override
  public double rate(double base, long time, long total) {
    double first = base / division;
    double top = rise * total - 1;
    double end = total - 1;
    if (time <= top) {
      return CosineDecay.along(first, base, top == 0 ? 1 : time / top);
    }
    // In a training of a few steps the peak comes before the first.
    double past = Math.max(top, 0);
    double phase = end > past ? (time - past) / (end - past) : 1;
    return CosineDecay.along(base, first / finalDivision, Math.min(phase, 1));
  }

  @Override
  public boolean countsSteps() {
    return true;
  }
}
