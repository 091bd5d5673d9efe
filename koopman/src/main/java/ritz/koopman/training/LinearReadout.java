// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import ritz.kernels.Matrix;
import ritz.kernels.linalg.Cholesky;
import ritz.nn.data.Dataset;

/**
 * What a linear function of hidden states can tell of the classes: the ridge regression of the
 * classes' indicators on the standardized states.
 */
final class LinearReadout {
  private static final double RIDGE = 1e-3;

  private LinearReadout() {}

  /**
   * Fits and applies it to the same samples. Costs n (w² + 2 w k) + w³ / 3 operations.
   *
   * @param values the states of n samples, w numbers each
   * @param data the labels, of k classes
   * @return the fitted indicators less their means, n x k
   */
  static Matrix of(float[] values, Dataset data) {
    int samples = data.size();
    int width = values.length / samples;
    Matrix states = new Matrix(samples, width);
    for (int i = 0; i < width; i++) {
      for (int s = 0; s < samples; s++) {
        states.set(s, i, values[s * width + i]);
      }
      standardize(states, i);
    }
    Matrix indicators = new Matrix(samples, data.outputs());
    for (int s = 0; s < samples; s++) {
      indicators.set(s, data.labels()[s], 1);
    }
    // The columns of the states have mean 0, so those of the indicators need not.
    Matrix gram = states.transposeTimes(states);
    for (int i = 0; i < width; i++) {
      gram.set(i, i, gram.get(i, i) + RIDGE * samples);
    }
    return states.times(Cholesky.of(gram).solve(states.transposeTimes(indicators)));
  }

  /** Mean 0 and variance 1; a constant becomes 0. */
  private static void standardize(Matrix states, int column) {
    int samples = states.rows();
    double mean = 0;
    for (int s = 0; s < samples; s++) {
      mean += states.get(s, column) / samples;
    }
    double variance = 0;
    for (int s = 0; s < samples; s++) {
      double difference = states.get(s, column) - mean;
      variance += difference * difference / samples;
    }
    // float states that differ by rounding alone are constant
    boolean constant = Math.sqrt(variance) <= 1e-7 * Math.abs(mean);
    double scale = constant ? 0 : 1 / Math.sqrt(variance);
    for (int s = 0; s < samples; s++) {
      states.set(s, column, scale * (states.get(s, column) - mean));
    }
  }
}
