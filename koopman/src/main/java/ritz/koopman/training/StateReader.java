// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

/** Takes the saved state of a monitor apart, number by number. */
final class StateReader {
  private final double[] state;
  private int at;

  StateReader(double[] state) {
    this.state = state;
  }

  double next() {
    requireRoom(1);
    return state[at++];
  }

  int integer(int least, int most) {
    double value = next();
    if (!(value >= least && value <= most && value == Math.rint(value))) {
      throw new IllegalArgumentException(
          "state: entry " + (at - 1) + " is " + value + ", expected " + least + " to " + most);
    }
    return (int) value;
  }

  /** The next number must be that of an option. */
  void require(String option, double expected) {
    double found = next();
    if (found != expected) {
      throw new IllegalArgumentException(
          option + ": " + expected + ", the monitor to resume had " + found);
    }
  }

  float[] floats(int count) {
    requireRoom(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) next();
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException("state: entry " + (at - 1) + " is not a finite float");
      }
    }
    return values;
  }

  void requireLeft(long count) {
    if (state.length - at != count) {
      throw new IllegalArgumentException(
          "state: " + (state.length - at) + " numbers left, expected " + count);
    }
  }

  private void requireRoom(int count) {
    if (state.length - at < count) {
      throw new IllegalArgumentException("state: ends after " + state.length + " numbers");
    }
  }
}
