// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.util.Arrays;

/**
 * Mean, sum of squares around it, and range of each feature, in one pass (Welford, Technometrics 4,
 * 1962).
 */
final class FeatureStatistics {
  private final double[] mean;
  private final double[] squares;
  private final float[] smallest;
  private final float[] largest;
  private long count;

  private FeatureStatistics(int features) {
    this.mean = new double[features];
    this.squares = new double[features];
    this.smallest = new float[features];
    this.largest = new float[features];
    Arrays.fill(smallest, Float.POSITIVE_INFINITY);
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
  }

  static FeatureStatistics of(Dataset data) {
    FeatureStatistics statistics = new FeatureStatistics(data.features());
    for (int sample = 0; sample < data.size(); sample++) {
      statistics.add(data.inputs(), sample * data.features());
    }
    return statistics;
  }

  static FeatureStatistics of(SampleSource source) throws IOException {
    FeatureStatistics statistics = new FeatureStatistics(source.features());
    try (SampleCursor cursor = source.open()) {
      while (cursor.advance()) {
        statistics.add(cursor.inputs(), 0);
      }
    }
    return statistics;
  }

  private void add(float[] values, int from) {
    double share = 1.0 / ++count;
    for (int f = 0; f < mean.length; f++) {
      float value = values[from + f];
      double difference = value - mean[f];
      mean[f] += difference * share;
      squares[f] += difference * (value - mean[f]);
      smallest[f] = Math.min(smallest[f], value);
      largest[f] = Math.max(largest[f], value);
    }
  }

  /** The map to mean 0 and variance 1. */
  Scaling standardize() {
    float[] shift = new float[mean.length];
    float[] factor = new float[mean.length];
    for (int f = 0; f < mean.length; f++) {
      shift[f] = (float) mean[f];
      factor[f] = varies(f) ? reciprocal(Math.sqrt(squares[f] / count)) : 0;
    }
    return Scaling.of(shift, factor);
  }

  /** The map of the smallest value to 0 and of the largest to 1. */
  Scaling minMax() {
    float[] factor = new float[mean.length];
    for (int f = 0; f < factor.length; f++) {
      factor[f] = varies(f) ? reciprocal((double) largest[f] - smallest[f]) : 0;
    }
    return Scaling.of(smallest, factor);
  }

  private boolean varies(int feature) {
    return smallest[feature] < largest[feature];
  }

  /** 1 / spread, or 0 where that is beyond the floats. */
  private static float reciprocal(double spread) {
    float factor = (float) (1 / spread);
    return Float.isFinite(factor) ? factor : 0;
  }
}
