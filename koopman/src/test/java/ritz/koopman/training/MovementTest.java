// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The movement from inner products against the same from the snapshots themselves. */
class MovementTest {
  private static final int LENGTH = 7;

  private static Movement movementOf(float[][] snapshots) {
    SnapshotWindow window = new SnapshotWindow(snapshots.length);
    for (float[] snapshot : snapshots) {
      window.add(snapshot);
    }
    return Movement.of(window, snapshots.length);
  }

  @Property(tries = 100, seed = "1")
  void followsFromTheSnapshots(
      @ForAll @IntRange(min = 4, max = 9) int capacity,
      @ForAll @IntRange(min = -20, max = 20) int trend,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] snapshots = new float[capacity][LENGTH];
    for (int k = 0; k < capacity; k++) {
      for (int i = 0; i < LENGTH; i++) {
        snapshots[k][i] = (float) (1 + 0.01 * trend * k * (i % 3) + random.nextDouble());
      }
    }
    Movement movement = movementOf(snapshots);
    double norm =
        Math.sqrt(dot(doubles(snapshots[capacity - 1]), doubles(snapshots[capacity - 1])));

    double[][] steps = differences(snapshots, 1);
    double sum = 0;
    for (double[] step : steps) {
      sum += Math.sqrt(dot(step, step));
    }
    double mean = sum / steps.length;
    assertThat(movement.step()).isCloseTo(mean / norm, within(1e-12));
    double persistence = factor(steps, 1);
    assertThat(movement.persistence()).isCloseTo(persistence, within(1e-12));

    double[][] twofold = differences(snapshots, 2);
    sum = 0;
    for (double[] step : twofold) {
      sum += Math.sqrt(dot(step, step));
    }
    double expected =
        Math.max(series(mean, persistence), series(sum / twofold.length / 4, factor(twofold, 2)));
    assertThat(movement.remaining())
        .isCloseTo(expected / norm, within(1e-9 * Math.max(1, expected)));

    double[] slope = slope(snapshots);
    double drift = Math.sqrt(dot(slope, slope));
    assertThat(movement.drift()).isCloseTo(drift / norm, within(1e-12));
    assertThat(movement.alignment())
        .isCloseTo(dot(slope, doubles(snapshots[capacity - 1])) / drift / norm, within(1e-9));
  }

  private static double series(double step, double factor) {
    if (factor <= 0) {
      return 0;
    }
    return factor < 1 ? step * factor / (1 - factor) : Double.POSITIVE_INFINITY;
  }

  /** The c that minimizes the sum of |d_(k+lag) - c d_k|². */
  private static double factor(double[][] steps, int lag) {
    double products = 0;
    double squares = 0;
    for (int k = 0; k + lag < steps.length; k++) {
      products += dot(steps[k], steps[k + lag]);
      squares += dot(steps[k], steps[k]);
    }
    return products / squares;
  }

  private static double[][] differences(float[][] snapshots, int lag) {
    double[][] result = new double[snapshots.length - lag][LENGTH];
    for (int k = 0; k < result.length; k++) {
      for (int i = 0; i < LENGTH; i++) {
        result[k][i] = (double) snapshots[k + lag][i] - snapshots[k][i];
      }
    }
    return result;
  }

  /** The slope of the least-squares line through each weight. */
  private static double[] slope(float[][] snapshots) {
    double[] result = new double[LENGTH];
    double meanTime = (snapshots.length - 1) / 2.0;
    for (int i = 0; i < LENGTH; i++) {
      double mean = 0;
      for (float[] snapshot : snapshots) {
        mean += snapshot[i] / (double) snapshots.length;
      }
      double products = 0;
      double squares = 0;
      for (int k = 0; k < snapshots.length; k++) {
        products += (k - meanTime) * (snapshots[k][i] - mean);
        squares += (k - meanTime) * (k - meanTime);
      }
      result[i] = products / squares;
    }
    return result;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void growthIsTheFactorOfTheStepsWhicheverWayTheyPoint() {
    for (double factor : new double[] {0.5, 1.25, -1.25}) {
      for (int capacity : new int[] {5, 6, 12}) {
        float[][] snapshots = new float[capacity][2];
        for (int k = 0; k < capacity; k++) {
          snapshots[k][0] = (float) Math.pow(factor, k);
          snapshots[k][1] = 1;
        }
        // The snapshots are rounded to float.
        assertThat(movementOf(snapshots).growth()).isCloseTo(Math.abs(factor), within(1e-5));
      }
    }
    assertThat(movementOf(new float[5][2]).growth()).isZero();
  }
}
