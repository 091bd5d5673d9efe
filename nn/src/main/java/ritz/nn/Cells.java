// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The volumes of the Voronoi cells of points within their bounding box. */
final class Cells {
  private static final int PROBES_PER_POINT = 64;

  private Cells() {}

  static double[] volumes(float[] points, int dimensions) {
    if (dimensions < 1 || points.length == 0 || points.length % dimensions != 0) {
      throw new IllegalArgumentException(
          "points: " + points.length + " coordinates in " + dimensions + " dimensions");
    }
    for (int i = 0; i < points.length; i++) {
      if (!Float.isFinite(points[i])) {
        throw new IllegalArgumentException(
            "points: coordinate "
                + i % dimensions
                + " of point "
                + i / dimensions
                + " is "
                + points[i]
                + ", expected a finite number");
      }
    }
    float[] low = Arrays.copyOf(points, dimensions);
    float[] high = Arrays.copyOf(points, dimensions);
    for (int i = 0; i < points.length; i++) {
      low[i % dimensions] = Math.min(low[i % dimensions], points[i]);
      high[i % dimensions] = Math.max(high[i % dimensions], points[i]);
    }
    int[] varying = IntStream.range(0, dimensions).filter(d -> low[d] < high[d]).toArray();
    if (varying.length == 0) {
      throw new IllegalArgumentException("points: all at the same place, expected two places");
    }
    return varying.length == 1
        ? intervals(points, dimensions, varying[0])
        : probed(points, dimensions, low, high, varying);
  }

  /** Each point has half of the way to its neighbors. */
  private static double[] intervals(float[] points, int dimensions, int axis) {
    int count = points.length / dimensions;
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> points[i * dimensions + axis]));
    double[] volumes = new double[count];
    for (int k = 1; k < count; k++) {
      double right = points[order[k] * dimensions + axis];
      double half = (right - points[order[k - 1] * dimensions + axis]) / 2;
      volumes[order[k - 1]] += half;
      volumes[order[k]] += half;
    }
    share(volumes, order, i -> points[i * dimensions + axis]);
    return volumes;
  }

  /** Gives points at the same place equal parts of what they have together. */
  private static void share(double[] volumes, Integer[] order, IntToDoubleFunction place) {
    for (int from = 0, to; from < order.length; from = to) {
      double sum = 0;
      for (to = from; to < order.length; to++) {
        if (place.applyAsDouble(order[to]) != place.applyAsDouble(order[from])) {
          break;
        }
        sum += volumes[order[to]];
      }
      for (int k = from; k < to; k++) {
        volumes[order[k]] = sum / (to - from);
      }
    }
  }

  /** Counts how many of evenly spread places are nearest to each point. */
  private static double[] probed(
      float[] points, int dimensions, float[] low, float[] high, int[] varying) {
    int count = points.length / dimensions;
    int probes = Math.multiplyExact(PROBES_PER_POINT, count);
    double[] steps = steps(varying.length);
    int[] hits = new int[count];
    double[] place = new double[varying.length];
    for (int probe = 0; probe < probes; probe++) {
      for (int k = 0; k < place.length; k++) {
        double share = (0.5 + (probe + 1) * steps[k]) % 1;
        int d = varying[k];
        place[k] = low[d] + share * ((double) high[d] - low[d]);
      }
      hits[nearest(place, points, dimensions, varying)]++;
    }
    double box = 1;
    for (int d : varying) {
      box *= (double) high[d] - low[d];
    }
    double[] volumes = new double[count];
    for (int i = 0; i < count; i++) {
      volumes[i] = box * Math.max(hits[i], 0.5) / probes;
    }
    return volumes;
  }

  /**
   * The steps of a sequence that fills the unit cube evenly: powers of the inverse of the root
   * above 1 of x^(d+1) = x + 1, which is the golden ratio for d = 1 (Roberts 2018).
   */
  private static double[] steps(int dimensions) {
    double root = 1.5;
    for (int i = 0; i < 64; i++) {
      root = Math.pow(1 + root, 1.0 / (dimensions + 1));
    }
    double[] steps = new double[dimensions];
    for (int d = 0; d < dimensions; d++) {
      steps[d] = Math.pow(1 / root, d + 1);
    }
    return steps;
  }

  private static int nearest(double[] place, float[] points, int dimensions, int[] varying) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points.length / dimensions; i++) {
      double squares = 0;
      for (int k = 0; k < place.length; k++) {
        double difference = place[k] - points[i * dimensions + varying[k]];
        squares += difference * difference;
      }
      if (squares < least) {
        least = squares;
        nearest = i;
      }
    }
    return nearest;
  }
}
