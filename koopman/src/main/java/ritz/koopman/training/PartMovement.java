// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

/**
 * The {@link Movement} of parts of the weights within a full window. Costs some 30 operations for
 * each entry of a part with a window of eight, and some 60 for each part.
 */
final class PartMovement {
  private final float[][] snapshots;
  private final int count;
  private final Parts parts;

  /** The increments of the part, oldest first, and zeros as far as the largest lag reaches. */
  private final double[][] increments;

  /** For each lag the inner products of increments of the part so far apart. */
  private final double[][] products;

  PartMovement(SnapshotWindow window, int capacity, Parts parts) {
    this.snapshots = new float[capacity][];
    for (int k = 0; k < capacity; k++) {
      snapshots[k] = window.snapshot(k);
    }
    this.count = capacity - 1;
    this.parts = parts;
    this.increments = new double[count + Movement.LARGEST_LAG][parts.entries()];
    this.products = new double[Movement.LARGEST_LAG + 1][count];
  }

  /** The movement that a part still has ahead of it, not relative. */
  double remaining(int part) {
    int length = parts.length();
    int from = part * length;
    for (int k = 0; k < count; k++) {
      float[] before = snapshots[k];
      float[] after = snapshots[k + 1];
      double[] increment = increments[k];
      for (int e = 0; e < length; e++) {
        increment[e] = (double) after[from + e] - before[from + e];
      }
      if (parts.extras() >= 0) {
        int extra = parts.extras() + part;
        increment[length] = (double) after[extra] - before[extra];
      }
    }
    for (int k = 0; k < count; k++) {
      multiply(k);
    }
    return Movement.remaining(count, (i, j) -> products[j - i][i]);
  }

  /** The products of an increment with itself and the next three. */
  private void multiply(int k) {
    double[] increment = increments[k];
    double[] first = increments[k + 1];
    double[] second = increments[k + 2];
    double[] third = increments[k + 3];
    double square = 0;
    double byFirst = 0;
    double bySecond = 0;
    double byThird = 0;
    for (int e = 0; e < increment.length; e++) {
      double value = increment[e];
      square += value * value;
      byFirst += value * first[e];
      bySecond += value * second[e];
      byThird += value * third[e];
    }
    products[0][k] = square;
    products[1][k] = byFirst;
    products[2][k] = bySecond;
    products[3][k] = byThird;
  }
}
