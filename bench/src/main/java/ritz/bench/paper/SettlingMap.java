// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.util.SplittableRandom;
import ritz.kernels.Matrix;

/**
 * A map of three numbers (c, u, v) with a known spectrum that settles at (c, c, c): c is kept, and
 * of p = u - c and q = v - c nothing is left.
 *
 * @param name what p and q do
 * @param step what becomes of p and q in a step
 */
record SettlingMap(String name, Step step) {
  static final int SIZE = 3;

  /** Replaces (p, q) by what becomes of them. */
  interface Step {
    void apply(double[] pair);
  }

  /** A linear map that is not normal: eigenvalues rate and rate / 2. */
  static SettlingMap sheared(double rate) {
    return new SettlingMap(
        "sheared",
        pair -> {
          pair[0] = rate * pair[0] + 0.2 * pair[1];
          pair[1] *= rate / 2;
        });
  }

  /** Contraction and rotation: eigenvalues rate e^(±0.6 i). */
  static SettlingMap spiral(double rate) {
    double c = rate * Math.cos(0.6);
    double s = rate * Math.sin(0.6);
    return new SettlingMap(
        "spiral",
        pair -> {
          double p = pair[0];
          pair[0] = c * p - s * pair[1];
          pair[1] = s * p + c * pair[1];
        });
  }

  /** A parabola that attracts: eigenvalues rate, 0.4 and, of the function p², rate². */
  static SettlingMap parabola(double rate) {
    return new SettlingMap(
        "parabola",
        pair -> {
          double p = pair[0];
          pair[0] = rate * p;
          pair[1] = 0.4 * pair[1] + 0.5 * (rate * rate - 0.4) * p * p;
        });
  }

  /**
   * Follows some states drawn at random, c from [-2, 2], p and q from [-1, 1].
   *
   * @return a column for each time, the states one after the other in it
   */
  Matrix trajectories(int count, int steps, SplittableRandom random) {
    Matrix states = new Matrix(SIZE * count, steps + 1);
    double[] pair = new double[2];
    for (int i = 0; i < count; i++) {
      double kept = 4 * random.nextDouble() - 2;
      pair[0] = 2 * random.nextDouble() - 1;
      pair[1] = 2 * random.nextDouble() - 1;
      for (int k = 0; k <= steps; k++) {
        states.set(SIZE * i, k, kept);
        states.set(SIZE * i + 1, k, kept + pair[0]);
        states.set(SIZE * i + 2, k, kept + pair[1]);
        step.apply(pair);
      }
    }
    return states;
  }
}
